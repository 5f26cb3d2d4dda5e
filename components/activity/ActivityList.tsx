import type { ActivityEntry } from '../../lib/domain/activity.ts';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { dayNumber } from '../../lib/domain/time.ts';
import { sourceText } from '../../lib/i18n/sentences.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import styles from './ActivityList.module.css';
import { fieldsText, whatText, whoText } from './activity-words.ts';

interface Props {
  entries: readonly ActivityEntry[];
  fields: readonly CustomField[];
  /** The action that is being taken back or done again just now. */
  busy: string | undefined;
  onUndo: (entry: ActivityEntry) => void;
  onRedo: (entry: ActivityEntry) => void;
}

/** Actions by day, each in words with its time and its way back. */
export const ActivityList = ({ entries, fields, busy, onUndo, onRedo }: Props) => {
  const { t, date, now } = useTranslator();
  const today = dayNumber(now());
  const days = Map.groupBy(entries, ({ at }) => dayNumber(at));
  const dayText = (day: number, at: number) =>
    day === today ? t('activity.today') : day === today - 1 ? t('activity.yesterday') : date(at, now());
  return Array.from(days, ([day, ofDay]) => (
    <section key={day} class={styles.day} aria-label={dayText(day, ofDay[0]?.at ?? 0)}>
      <h2 class={styles.date}>{dayText(day, ofDay[0]?.at ?? 0)}</h2>
      <ol class={styles.list}>
        {ofDay.map((entry) => (
          <Row
            key={entry.actionId}
            entry={entry}
            fields={fields}
            isBusy={busy === entry.actionId}
            onUndo={() => onUndo(entry)}
            onRedo={() => onRedo(entry)}
          />
        ))}
      </ol>
    </section>
  ));
};

interface RowProps {
  entry: ActivityEntry;
  fields: readonly CustomField[];
  isBusy: boolean;
  onUndo: () => void;
  onRedo: () => void;
}

const Row = ({ entry, fields, isBusy, onUndo, onRedo }: RowProps) => {
  const translator = useTranslator();
  const { t, time, dateTime } = { ...translator, time: timeOf(translator.language) };
  const what = whatText(entry, translator);
  const changed = fieldsText(entry, fields, translator);
  const [only] = entry.customers;
  return (
    <li class={`${styles.row} ${entry.undone ? styles.undone : ''}`}>
      <time class={`${styles.time} num`} dateTime={new Date(entry.at).toISOString()} title={dateTime(entry.at)}>
        {time(entry.at)}
      </time>
      <div class={styles.what}>
        <span class={styles.title}>
          <span>{what}</span>
          {entry.customerCount === 1 && only && !only.isDeleted ? (
            <a class={styles.who} href={hashOf({ page: 'customers', customerId: only.id })}>
              <bdi>{only.name || t('common.no-name')}</bdi>
            </a>
          ) : (
            <bdi class={styles.people}>{whoText(entry, translator)}</bdi>
          )}
        </span>
        <span class={styles.about}>{[changed, sourceText(t, entry.source)].filter(Boolean).join(' · ')}</span>
      </div>
      <div class={styles.tools}>
        {entry.undone && <Chip>{t('activity.undone')}</Chip>}
        {entry.canUndo && (
          <Button tone="ghost" disabled={isBusy} aria-label={t('activity.undo-one', { what })} onClick={onUndo}>
            {t('common.undo')}
          </Button>
        )}
        {entry.canRedo && (
          <Button tone="ghost" disabled={isBusy} aria-label={t('activity.redo-one', { what })} onClick={onRedo}>
            {t('common.redo')}
          </Button>
        )}
        {!entry.canUndo && !entry.canRedo && <span class={styles.gone}>{t('activity.gone')}</span>}
      </div>
    </li>
  );
};

const timeOf = (language: string) => {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  return (at: number) => format.format(at);
};
