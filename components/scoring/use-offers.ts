import { useEffect, useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { CustomerOffers } from '../../lib/messaging/offer-work.ts';
import { useApp } from '../app/app-context.ts';

interface Asked {
  /** As they were last; older ones stay until the newer are there. */
  readonly offers: CustomerOffers | undefined;
  readonly failure: Failure | undefined;
}

/** What to offer a customer next. @param version another one means that the records may have changed */
export function useOffers(customerId: CustomerId, version: unknown): Asked {
  const { background } = useApp();
  const [asked, setAsked] = useState<Asked>({ offers: undefined, failure: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    // Counted anew meanwhile, or for the first time.
    background.subscribe((push) => {
      if (push.event === 'changed' && push.tables.includes('offers')) setRound((before) => before + 1);
    }, asking.signal);
    void background.call('offers.of', { customerId }).then((answer) => {
      if (asking.signal.aborted) return;
      // Both ends are ours.
      if (answer.ok) setAsked({ offers: JSON.parse(answer.value) as CustomerOffers, failure: undefined });
      else setAsked(({ offers }) => ({ offers, failure: answer.error }));
    });
    return () => asking.abort();
  }, [customerId, version, round, background]);
  return asked;
}
