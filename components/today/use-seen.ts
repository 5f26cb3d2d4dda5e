import { useEffect } from 'preact/hooks';
import type { Background } from '../../lib/messaging/background.ts';
import type { Today } from '../../lib/messaging/score-work.ts';

// An answer that comes back when the page is opened again tells nothing of the alarms since.
const told = new WeakSet<Today>();

/** Tells that the alarms of an answer were looked at: once it is shown and the page is to be seen. */
export function useSeen(background: Background, today: Today): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible' || told.has(today)) return;
      told.add(today);
      void background.call('score.seen', { asOf: today.asOf }).then(({ ok }) => {
        if (!ok) told.delete(today);
      });
    };
    const stop = new AbortController();
    document.addEventListener('visibilitychange', look, { signal: stop.signal });
    look();
    return () => stop.abort();
  }, [background, today]);
}
