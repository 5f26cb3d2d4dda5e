import { useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { TARGET_GROUPS, type Target } from '../../lib/domain/import-target.ts';
import type { FoundTable } from '../../lib/messaging/file-work.ts';
import { type ColumnChoices, isKnownTarget, type Knowledge } from '../../lib/view/import-targets.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import styles from './ColumnTable.module.css';

const SAMPLES = 3;
/** Up to so many columns that are left out are shown from the start. */
const FEW_LEFT_OUT = 6;
/** So many more at a time: each brings a list of choices. */
const MORE_LEFT_OUT = 50;

interface Props {
  table: FoundTable;
  columns: ColumnChoices;
  fields: readonly CustomField[];
  onChange: (column: string, target: Target | undefined) => void;
}

/** Every column of a file with its first values and what it becomes. */
export const ColumnTable = ({ table, columns, fields, onChange }: Props) => {
  const { t } = useTranslator();
  // As it was when the file was opened: a column that one has just left out stays where it is.
  const [first] = useState(columns.targets);
  const isMapped = (column: string) => first.has(column) || columns.knowledge.get(column) === 'user';
  const leftOut = table.headers.filter((column) => !isMapped(column));
  const [shown, setShown] = useState(leftOut.length > FEW_LEFT_OUT && first.size > 0 ? 0 : MORE_LEFT_OUT);
  const hidden = new Set(leftOut.slice(shown));
  return (
    <>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('import.columns.column')}</th>
            <th scope="col">{t('import.columns.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {table.headers.map((column, at) =>
            hidden.has(column) ? null : (
              <tr key={column}>
                <th scope="row" class={styles.column}>
                  <bdi class={styles.name}>{column}</bdi>
                  <span class={styles.samples}>
                    <bdi>{samplesOf(table, at)}</bdi>
                  </span>
                </th>
                <td class={styles.becomes}>
                  <TargetSelect
                    column={column}
                    fields={fields}
                    value={columns.targets.get(column)}
                    onValue={(target) => onChange(column, target)}
                  />
                  <KnowledgeMark knowledge={columns.targets.has(column) ? columns.knowledge.get(column) : undefined} />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {hidden.size > 0 && (
        <div>
          <Button tone="ghost" onClick={() => setShown(shown + MORE_LEFT_OUT)}>
            {t('import.columns.all', { n: hidden.size })}
          </Button>
        </div>
      )}
    </>
  );
};

/** The first values that are there, each once. */
function samplesOf({ sampleRows }: FoundTable, at: number): string {
  const values = sampleRows.map((cells) => (cells[at] ?? '').trim()).filter((value) => value !== '');
  return [...new Set(values)].slice(0, SAMPLES).join(' · ') || '—';
}

interface SelectProps {
  column: string;
  fields: readonly CustomField[];
  value: Target | undefined;
  onValue: (target: Target | undefined) => void;
}

const GROUPS = ['customer', 'contact', 'order', 'line'] as const satisfies readonly (keyof typeof TARGET_GROUPS)[];

const TargetSelect = ({ column, fields, value, onValue }: SelectProps) => {
  const { t } = useTranslator();
  return (
    <select
      class={`${styles.select} ${value ? '' : styles.none}`}
      aria-label={t('import.columns.becomes-of', { column })}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onValue(isKnownTarget(chosen) ? chosen : undefined);
      }}
    >
      <option value="">{t('import.columns.none')}</option>
      {GROUPS.map((group) => (
        <optgroup key={group} label={t(`import.group.${group}`)}>
          {TARGET_GROUPS[group].map((target) => (
            <option key={target} value={target}>
              {t(`target.${target}`)}
            </option>
          ))}
        </optgroup>
      ))}
      {fields.length > 0 && (
        <optgroup label={t('fields.title')}>
          {fields
            .filter((field) => !field.archived || value === `field:${field.id}`)
            .map((field) => (
              <option key={field.id} value={`field:${field.id}`}>
                {field.name}
              </option>
            ))}
        </optgroup>
      )}
    </select>
  );
};

const SURE = 0.8;
const LIKELY = 0.6;

/** How it is known what the column becomes; what is only guessed from its values asks to be checked. */
const KnowledgeMark = ({ knowledge }: { knowledge: Knowledge | undefined }) => {
  const { t } = useTranslator();
  if (knowledge === undefined) return null;
  if (typeof knowledge !== 'number') return <Chip>{t(`import.knows.${knowledge}`)}</Chip>;
  if (knowledge >= SURE) return <Chip tone="good">{t('import.knows.sure')}</Chip>;
  return knowledge >= LIKELY ? (
    <Chip>{t('import.knows.likely')}</Chip>
  ) : (
    <Chip tone="warn">{t('import.knows.check')}</Chip>
  );
};
