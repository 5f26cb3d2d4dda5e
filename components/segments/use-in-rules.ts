import { useEffect, useState } from 'preact/hooks';
import { segmentsAsked } from '../../lib/domain/rule-segments.ts';
import { useApp } from '../app/app-context.ts';

/** Whether the score rules that count now ask for a segment: whoever changes it changes scores and tiers. */
export function useInRules(id: string): boolean {
  const { background } = useApp();
  const [asked, setAsked] = useState<ReadonlySet<string>>();
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      const answer = await background.call('rules.list', {});
      if (answer.ok && !stop.signal.aborted) setAsked(segmentsAsked(answer.value.active.rules));
    };
    background.subscribe((push) => {
      if (push.event === 'changed' && push.tables.includes('scoreRules')) void load();
    }, stop.signal);
    void load();
    return () => stop.abort();
  }, [background]);
  return asked?.has(id) ?? false;
}
