import { useEffect, useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { useApp } from '../app/app-context.ts';

interface Listed {
  /** Absent until they are there. */
  readonly fields: readonly CustomField[] | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => void;
}

/** The shop's custom fields as they are now, archived ones too. */
export function useFields(): Listed {
  const { background } = useApp();
  const [fields, setFields] = useState<readonly CustomField[]>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const answer = await background.call('fields.list', {});
      if (stop.signal.aborted) return;
      if (answer.ok) setFields(answer.value);
      setFailure(answer.ok ? undefined : answer.error);
    };
    background.subscribe((push) => {
      if (push.event === 'changed' && push.tables.includes('fields')) void ask();
    }, stop.signal);
    void ask();
    return () => stop.abort();
  }, [background, round]);
  return { fields, failure, reload: () => setRound(round + 1) };
}
