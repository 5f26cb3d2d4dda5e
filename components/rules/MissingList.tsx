import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { FieldId } from '../../lib/domain/ids.ts';
import type { NamedField } from '../../lib/view/rules-file.ts';
import type { FittedRules } from '../../lib/view/rules-fit.ts';
import { useTranslator } from '../app/app-context.ts';
import { nodeText } from '../filter/condition-text.ts';
import styles from './ScoreRules.module.css';

interface Props {
  missing: FittedRules['missing'];
  /** The shop's own, and those that are missing. */
  fields: readonly CustomField[];
  isMade: boolean;
  isBusy: boolean;
  onMade: (isMade: boolean) => void;
}

/** What rules of a file ask for that this shop has not, and whether it is to be made here. */
export const MissingList = ({ missing, fields, isMade, isBusy, onMade }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  return (
    <div class={styles.missing}>
      <p>{t('rules.import.missing')}</p>
      <ul>
        {missing.fields.map(({ id, name, kind }) => (
          <li key={id}>{t('rules.import.missing.field', { name, kind: t(`fields.kind.${kind}`) })}</li>
        ))}
        {missing.segments.map(({ id, name, filter: { where } }) => {
          const what =
            where.length === 0
              ? t('segment.root.empty')
              : nodeText({ translator, fields }, { match: 'all', of: where });
          return <li key={id}>{t('rules.import.missing.segment', { name, what })}</li>;
        })}
      </ul>
      <label class={styles.make}>
        <input
          type="checkbox"
          checked={isMade}
          disabled={isBusy}
          onChange={(event) => onMade(event.currentTarget.checked)}
        />
        <span>{t('rules.import.make')}</span>
      </label>
      {!isMade && <p class={styles.warn}>{t('rules.import.unmade')}</p>}
    </div>
  );
};

/** Fields of a file as if the shop had them: sentences about them can be told. */
export const asOwnFields = (fields: readonly NamedField[]): CustomField[] =>
  fields.map(({ id, name, kind, choices }, position) => ({
    ...{ id: id as FieldId, name, kind, position, createdAt: 0 },
    choices: choices.map((choice, at) => ({ ...choice, position: at })),
  }));
