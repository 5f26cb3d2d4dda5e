import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { compareRules } from '../../lib/scoring/rules/compare.ts';
import { useTranslator } from '../app/app-context.ts';
import { changeText } from './change-words.ts';
import styles from './VersionsPanel.module.css';

interface Props {
  from: RuleSet;
  to: RuleSet;
  fields: readonly CustomField[];
  /** One that knows segments that this shop has not. */
  translator?: Translator;
}

/** What is different from one rule set to another, in words. */
export const ChangeList = ({ from, to, fields, translator: given }: Props) => {
  const own = useTranslator();
  const translator = given ?? own;
  const changes = compareRules(from, to);
  if (changes.length === 0) return <p class="second">{translator.t('rules.same')}</p>;
  return (
    <ul class={styles.changes}>
      {changes.map((change, index) => (
        <li key={index}>{changeText(translator, change, fields)}</li>
      ))}
    </ul>
  );
};
