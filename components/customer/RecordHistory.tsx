import { useEffect, useState } from 'preact/hooks';
import { CUSTOMER_FIELDS, type CustomerField } from '../../lib/domain/customer.ts';
import type { HistoryEntry, Profile } from '../../lib/domain/profile.ts';
import { actionText, fieldText, sourceText } from '../../lib/i18n/sentences.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import styles from './RecordHistory.module.css';

const FIRST = 8;

/** Who changed what about a customer, newest first; an earlier value can be put back. */
export const RecordHistory = ({ profile }: { profile: Profile }) => {
  const { background } = useApp();
  const { t } = useTranslator();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>();
  const [failure, setFailure] = useState<Failure>();
  const [shown, setShown] = useState(FIRST);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void background.call('history.list', { recordId: profile.customer.id }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setEntries(answer.value);
      setFailure(answer.ok ? undefined : answer.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [profile, round]);
  return (
    <Section title={t('history.title')}>
      {failure && <FailureState failure={failure} onRetry={() => setRound(round + 1)} />}
      {entries?.length === 0 && <p class="muted">{t('history.empty')}</p>}
      <ol>
        {entries?.slice(0, shown).map((entry) => (
          <Entry key={`${entry.actionId} ${entry.field} ${entry.at}`} entry={entry} profile={profile} />
        ))}
      </ol>
      {entries && entries.length > shown && (
        <Button onClick={() => setShown(shown + 50)}>{t('common.show-more')}</Button>
      )}
    </Section>
  );
};

const Entry = ({ entry, profile }: { entry: HistoryEntry; profile: Profile }) => {
  const { actions } = useApp();
  const { t, ago, dateTime, now } = useTranslator();
  const { customer } = profile;
  const nothing = t('history.nothing');
  const before = valueText(entry.before, nothing);
  const field = CUSTOMER_FIELDS.find((name) => entry.table === 'customers' && name === entry.field);
  const old = putBackValue(entry, field, profile);
  return (
    <li class={styles.entry}>
      <div class="grow">
        <Clip
          lines={3}
          text={t('history.change', {
            field: fieldText(t, entry.table, entry.field),
            before,
            after: valueText(entry.after, nothing),
          })}
        />
        <div class={styles.meta}>
          {actionText(t, entry.action)} · <bdi>{sourceText(t, entry.source)}</bdi> ·{' '}
          <time dateTime={new Date(entry.at).toISOString()} title={dateTime(entry.at)}>
            {ago(entry.at, now())}
          </time>
        </div>
      </div>
      {field && old !== undefined && (
        <Button
          tone="ghost"
          aria-label={t('history.put-back-one', { value: before })}
          onClick={() =>
            void actions.run(
              'customers.update',
              { customerId: customer.id, field, value: old },
              { done: t('done.field-saved', { field: t(`field.${field}`) }), undo: true },
            )
          }
        >
          {t('history.put-back')}
        </Button>
      )}
    </li>
  );
};

/** The earlier value; absent where there was none or it stands already. */
function putBackValue(entry: HistoryEntry, field: CustomerField | undefined, { customer }: Profile) {
  if (field === undefined) return undefined;
  return typeof entry.before !== 'string' || entry.before === (customer[field] ?? '') ? undefined : entry.before;
}

function valueText(value: unknown, nothing: string): string {
  if (value === undefined || value === null || value === '') return nothing;
  if (typeof value === 'string') return value.slice(0, 500);
  return JSON.stringify(value).slice(0, 500);
}
