import { useEffect, useState } from 'preact/hooks';
import type { HistoryEntry } from '../../lib/domain/profile.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { useFields } from '../fields/use-fields.ts';
import { Button } from '../ui/Button.tsx';
import { HistoryGroup } from './HistoryGroup.tsx';

const FIRST = 8;
const MORE = 40;

interface Props {
  recordId: string;
  /** Another one means that the record may have changed. */
  version: unknown;
}

/** Who changed what about a record, action by action, newest first; any earlier value can be put back. */
export const RecordHistory = ({ recordId, version }: Props) => {
  const { background } = useApp();
  const { t } = useTranslator();
  const { fields = [] } = useFields();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>();
  const [failure, setFailure] = useState<Failure>();
  const [shown, setShown] = useState(FIRST);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void background.call('history.list', { recordId }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setEntries(answer.value);
      setFailure(answer.ok ? undefined : answer.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [recordId, version, round]);
  const groups = groupsOf(entries ?? []);
  return (
    <Section title={t('history.title')}>
      {failure && <FailureState failure={failure} onRetry={() => setRound(round + 1)} />}
      {entries?.length === 0 && <p class="muted">{t('history.empty')}</p>}
      <ol>
        {groups.slice(0, shown).map((group) => (
          <HistoryGroup key={group[0]?.actionId} recordId={recordId} entries={group} fields={fields} />
        ))}
      </ol>
      {groups.length > shown && <Button onClick={() => setShown(shown + MORE)}>{t('common.show-more')}</Button>}
    </Section>
  );
};

/** The entries of each action together. */
function groupsOf(entries: readonly HistoryEntry[]): HistoryEntry[][] {
  const groups = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.actionId);
    if (group) group.push(entry);
    else groups.set(entry.actionId, [entry]);
  }
  return [...groups.values()];
}
