import { useState } from 'preact/hooks';
import { ActivityList } from '../../../components/activity/ActivityList.tsx';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { useKeptUp } from '../../../components/app/use-kept-up.ts';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { useFields } from '../../../components/fields/use-fields.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { RotateCcw } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { ActivityEntry } from '../../../lib/domain/activity.ts';
import type { ReplyOf } from '../../../lib/messaging/contract.ts';

const PAGE = 50;
/** The most that one answer brings. */
const MOST = 200;

interface Beyond {
  readonly of: ReplyOf<'activity.list'> | undefined;
  readonly entries: readonly ActivityEntry[];
  readonly next: number | undefined;
}

/** What was done to the file last, in words, each with its way back. */
export const ActivityPage = () => {
  const { actions, background } = useApp();
  const { t } = useTranslator();
  const { fields = [] } = useFields();
  const [wanted, setWanted] = useState(PAGE);
  const { answer, failure, again } = useKeptUp('activity.list', { limit: wanted });
  // What was brought beyond that; a change begins the list anew.
  const [beyond, setBeyond] = useState<Beyond>();
  const added = beyond?.of === answer ? beyond : undefined;
  const entries = answer && [...answer.entries, ...(added?.entries ?? [])];
  const next = added ? added.next : answer?.next;
  const [busy, setBusy] = useState<string>();

  const more = async () => {
    // Up to what one answer brings the list is kept up with every change; beyond it is added to.
    if (wanted < MOST) {
      setWanted(Math.min(MOST, wanted + PAGE));
      return;
    }
    const earlier = await background.call('activity.list', {
      limit: PAGE,
      ...(next === undefined ? {} : { before: next }),
    });
    if (!earlier.ok) {
      actions.tell(earlier.error, () => void more());
      return;
    }
    setBeyond({ of: answer, entries: [...(added?.entries ?? []), ...earlier.value.entries], next: earlier.value.next });
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
      {failure && !entries && <FailureState failure={failure} onRetry={again} />}
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
