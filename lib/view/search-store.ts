import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';

const QUIET_MS = 120;
const LIMIT = 20;

export type Found = ReplyOf<'search.run'>[number];

/** A customer search that answers while one types. */
export interface SearchStore {
  readonly text: ReadonlySignal<string>;
  /** What was found for `answered`; absent until there is an answer. */
  readonly found: ReadonlySignal<readonly Found[] | undefined>;
  /** The text that `found` belongs to. */
  readonly answered: ReadonlySignal<string>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  type(text: string): void;
  retry(): Promise<void>;
}

/** Makes a search store; only the answer to the latest text counts. */
export function createSearchStore(background: Background, clock: Clock): SearchStore {
  const text = signal('');
  const answered = signal('');
  const found = signal<readonly Found[] | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let asked = 0;
  let cancel = () => {};

  const run = async () => {
    asked += 1;
    const question = asked;
    const wanted = text.peek().trim();
    const answer = await background.call('search.run', { text: wanted, limit: LIMIT });
    if (question !== asked) return;
    batch(() => {
      answered.value = wanted;
      found.value = answer.ok ? answer.value : undefined;
      failure.value = answer.ok ? undefined : answer.error;
    });
  };

  return {
    text,
    found,
    answered,
    failure,
    type: (next) => {
      cancel();
      asked += 1;
      batch(() => {
        text.value = next;
        if (next.trim() === '') found.value = undefined;
      });
      if (next.trim() !== '') cancel = clock.after(QUIET_MS, () => void run());
    },
    retry: run,
  };
}
