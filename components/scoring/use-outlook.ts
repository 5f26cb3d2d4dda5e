import { useEffect, useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { CustomerOutlook } from '../../lib/domain/score.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { useApp } from '../app/app-context.ts';

interface Asked {
  /** As it was last; an older one stays until the newer is there. */
  readonly outlook: CustomerOutlook | undefined;
  readonly failure: Failure | undefined;
  /** It is awaited long enough to say so. */
  readonly isSlow: boolean;
  /** How far the scores of the whole file are, 0..1, while they have to be worked out first. */
  readonly share: number | undefined;
  retry(): void;
}

const SLOW_AFTER_MS = 150;

/** What the models say of a customer. @param version another one means that the records may have changed */
export function useOutlook(customerId: CustomerId, version: unknown): Asked {
  const { background, clock } = useApp();
  const [outlook, setOutlook] = useState<CustomerOutlook>();
  const [failure, setFailure] = useState<Failure>();
  const [isSlow, setIsSlow] = useState(false);
  const [share, setShare] = useState<number>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    const endWait = clock.after(SLOW_AFTER_MS, () => setIsSlow(true));
    background.subscribe((push) => {
      if (push.event === 'scoring') setShare(push.total > 0 ? push.done / push.total : undefined);
    }, asking.signal);
    const settle = () => {
      asking.abort();
      endWait();
      setIsSlow(false);
      setShare(undefined);
    };
    void background.call('score.outlook', { customerId }).then((answer) => {
      if (asking.signal.aborted) return;
      settle();
      if (answer.ok) setOutlook(answer.value);
      setFailure(answer.ok ? undefined : answer.error);
    });
    return settle;
  }, [customerId, version, round, background, clock]);
  return { outlook, failure, isSlow, share, retry: () => setRound(round + 1) };
}
