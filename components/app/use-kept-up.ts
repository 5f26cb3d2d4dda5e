import { useEffect, useState } from 'preact/hooks';
import type { Failure, Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { useApp } from './app-context.ts';

interface KeptUp<M extends Method> {
  /** Absent before the first answer; a later failure leaves it standing. */
  readonly answer: ReplyOf<M> | undefined;
  readonly failure: Failure | undefined;
  /** Asks once more. */
  again(): void;
}

/** The answer to a question, asked anew with every change of the file. @param asked primitive values only: the question is another when one of them is */
export function useKeptUp<M extends Method>(method: M, asked: RequestOf<M>): KeptUp<M> {
  const { background } = useApp();
  const [answer, setAnswer] = useState<ReplyOf<M>>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const given = await background.call(method, asked);
      if (stop.signal.aborted) return;
      setFailure(given.ok ? undefined : given.error);
      if (given.ok) setAnswer(() => given.value);
    };
    background.subscribe((push) => {
      if (push.event === 'changed') void ask();
    }, stop.signal);
    void ask();
    return () => stop.abort();
  }, [background, method, JSON.stringify(asked), round]);
  return { answer, failure, again: () => setRound((before) => before + 1) };
}
