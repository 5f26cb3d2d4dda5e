import { useEffect, useState } from 'preact/hooks';
import { ActivityList } from '../../../components/activity/ActivityList.tsx';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { useFields } from '../../../components/fields/use-fields.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { RotateCcw } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { ActivityEntry } from '../../../lib/domain/activity.ts';
import type { Failure } from '../../../lib/messaging/contract.ts';

const PAGE = 50;

/** What was done to the file last, in words, each with its way back. */
export const ActivityPage = () => {
  const { actions, background } = useApp();
  const { t } = useTranslator();
  const { fields = [] } = useFields();
  const [entries, setEntries] = useState<readonly ActivityEntry[]>();
  const [next, setNext] = useState<number>();
  const [failure, setFailure] = useState<Failure>();
  const [wanted, setWanted] = useState(PAGE);
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState<string>();

  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await background.call('activity.list', { limit: Math.min(wanted, 200) });
      if (stop.signal.aborted) return;
      setFailure(answer.ok ? undefined : answer.error);
      if (!answer.ok) return;
      setEntries(answer.value.entries);
      setNext(answer.value.next);
    };
    background.subscribe((push) => {
      if (push.event === 'changed') void ask();
    }, stop.signal);
    void ask();
    return () => stop.abort();
  }, [background, wanted, round]);

  const more = async () => {
    // Up to what one answer brings the list is kept up with every change; beyond it is added to.
    if (wanted < 200) {
      setWanted(Math.min(200, wanted + PAGE));
      return;
    }
    const answer = await background.call('activity.list', {
      limit: PAGE,
      ...(next === undefined ? {} : { before: next }),
    });
    if (!answer.ok) {
      actions.tell(answer.error, () => void more());
      return;
    }
    setEntries([...(entries ?? []), ...answer.value.entries]);
    setNext(answer.value.next);
  };
  const take = async (entry: ActivityEntry, work: Promise<void>) => {
    setBusy(entry.actionId);
    await work;
    setBusy(undefined);
  };

  return (
    <div class={styles.page}>
      <PageHead title={t('nav.activity')} />
      <p class="second">{t('activity.text')}</p>
      {failure && !entries && <FailureState failure={failure} onRetry={() => setRound(round + 1)} />}
      {!entries && !failure && <Skeleton label={t('common.loading')} rows={8} />}
      {entries?.length === 0 && (
        <EmptyState icon={RotateCcw} title={t('activity.none.title')} text={t('activity.none.text')} />
      )}
      {entries && entries.length > 0 && (
        <div>
          <ActivityList
            entries={entries}
            fields={fields}
            busy={busy}
            onUndo={(entry) => void take(entry, actions.undo(entry.actionId))}
            onRedo={(entry) => void take(entry, actions.redo(entry.actionId))}
          />
        </div>
      )}
      {next !== undefined && (
        <div>
          <Button onClick={() => void more()}>{t('activity.more')}</Button>
        </div>
      )}
    </div>
  );
};
