import type { RuleSet } from '../../lib/domain/score.ts';
import { severityOf } from '../../lib/scoring/rules/rule-issue.ts';
import { validateRules } from '../../lib/scoring/rules/validate.ts';
import type { RulesFileFault } from '../../lib/view/rules-file.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ChangeList } from './ChangeList.tsx';
import styles from './ScoreRules.module.css';

/** A file that was chosen, and what is in it. */
export interface OpenedRules {
  readonly file: string;
  readonly rules?: RuleSet;
  readonly fault?: RulesFileFault | { readonly type: 'unreadable' };
}

interface Props {
  opened: OpenedRules;
  store: ScoreRulesStore;
  onUse: (rules: RuleSet) => void;
  onClose: () => void;
}

/** What a file of rules would change, before any of it is taken over; or why it cannot be. */
export const OpenRulesDialog = ({ opened: { file, rules, fault }, store, onUse, onClose }: Props) => {
  const { t } = useTranslator();
  const draft = store.draft.value;
  const issues = rules ? validateRules(rules, store.known.value) : [];
  const unknown = issues.filter(({ type }) => type === 'unknown-attribute').length;
  const wrong = issues.filter((issue) => severityOf(issue) === 'error').length;
  return (
    <Dialog
      title={rules ? t('rules.import.title', { file }) : t('rules.import.failed')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        rules ? (
          <>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button tone="primary" data-autofocus="" onClick={() => onUse(rules)}>
              {t('rules.import.use')}
            </Button>
          </>
        ) : (
          <Button tone="primary" data-autofocus="" onClick={onClose}>
            {t('common.close')}
          </Button>
        )
      }
    >
      {rules && draft ? (
        <div class={styles.form}>
          <p class="second">{t('rules.import.text')}</p>
          <ChangeList from={draft} to={rules} fields={store.fields.value} />
          {unknown > 0 && <p class={styles.warn}>{t('rules.import.unknown', { n: unknown })}</p>}
          {wrong > 0 && <p class={styles.bad}>{t('rules.import.wrong', { n: wrong })}</p>}
          {store.isChanged.value && <p class={styles.warn}>{t('rules.import.replaces')}</p>}
        </div>
      ) : (
        <p>
          {fault?.type === 'bad-value'
            ? t('rules.fault.bad-value', { at: fault.at })
            : t(`rules.fault.${fault?.type ?? 'unreadable'}`)}
        </p>
      )}
    </Dialog>
  );
};
