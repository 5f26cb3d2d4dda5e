import { useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { HistoryEntry } from '../../lib/domain/profile.ts';
import type { Table } from '../../lib/domain/tables.ts';
import { actionText, sourceText } from '../../lib/i18n/sentences.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import { changeText, fieldName, isTold, valueText } from './history-words.ts';
import styles from './RecordHistory.module.css';

/** So many changes of one action are shown at once. */
const FEW = 4;

interface Props {
  recordId: string;
  /** What one action did to the record; at least one. */
  entries: readonly HistoryEntry[];
  fields: readonly CustomField[];
}

/** What one action did to a record, each change with a way back. */
export const HistoryGroup = ({ recordId, entries, fields }: Props) => {
  const translator = useTranslator();
  const { t, ago, dateTime, now } = translator;
  const [isWhole, setWhole] = useState(false);
  const [first] = entries;
  if (!first) return null;
  const told = entries.filter(isTold);
  const shown = isWhole ? told : told.slice(0, FEW);
  return (
    <li class={styles.group}>
      {shown.map((entry) => (
        <Change
          key={`${entry.table} ${entry.field} ${entry.element ?? ''}`}
          recordId={recordId}
          entry={entry}
          fields={fields}
        />
      ))}
      {told.length > shown.length && (
        <button type="button" class={styles.more} onClick={() => setWhole(true)}>
          {t('history.more-fields', { n: told.length - shown.length })}
        </button>
      )}
      <div class={styles.meta}>
        {actionText(t, first.action)} · <bdi>{sourceText(t, first.source)}</bdi> ·{' '}
        <time dateTime={new Date(first.at).toISOString()} title={dateTime(first.at)}>
          {ago(first.at, now())}
        </time>
      </div>
    </li>
  );
};

interface ChangeProps {
  recordId: string;
  entry: HistoryEntry;
  fields: readonly CustomField[];
}

const Change = ({ recordId, entry, fields }: ChangeProps) => {
  const { actions } = useApp();
  const translator = useTranslator();
  const { t } = translator;
  const what = fieldName(entry, fields, translator);
  const before = valueText(entry, entry.before, fields, translator);
  const isDeletion = entry.field === 'deleted';
  return (
    <div class={styles.entry}>
      <div class="grow">
        <Clip lines={3} text={changeText(entry, fields, translator)} />
      </div>
      {entry.canPutBack && (
        <Button
          tone="ghost"
          aria-label={isDeletion ? t('history.restore-one', { what }) : t('history.put-back-one', { value: before })}
          onClick={() =>
            void actions.run(
              'history.putBack',
              {
                ...{ of: entry.actionId, recordId, table: entry.table as Table, field: entry.field },
                ...(entry.element === undefined ? {} : { element: entry.element }),
              },
              { done: t('done.field-saved', { field: what }), undo: true },
            )
          }
        >
          {isDeletion ? t('history.restore') : t('history.put-back')}
        </Button>
      )}
    </div>
  );
};
