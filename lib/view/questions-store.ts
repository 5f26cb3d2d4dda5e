import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Background } from '../messaging/background.ts';
import type { AskedQuestion } from '../messaging/beside.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';

/** A burst of changes asks once. */
const QUIET_MS = 120;

/** What mails of unknown senders left open. */
export interface QuestionsStore {
  /** Absent until asked for; the newest first. */
  readonly questions: ReadonlySignal<readonly AskedQuestion[] | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  load(): Promise<void>;
}

/** Asked for once, it is kept up with every change until the signal aborts. */
export function createQuestionsStore(background: Background, clock: Clock, stop: AbortSignal): QuestionsStore {
  const questions = signal<readonly AskedQuestion[] | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let asked = 0;
  let cancelWait = () => {};

  const load = async () => {
    asked += 1;
    const question = asked;
    const answer = await background.call('questions.list', {});
    if (question !== asked) return;
    batch(() => {
      failure.value = answer.ok ? undefined : answer.error;
      if (answer.ok) questions.value = JSON.parse(answer.value) as AskedQuestion[];
    });
  };

  background.subscribe((push) => {
    if (push.event !== 'changed' || asked === 0) return;
    cancelWait();
    cancelWait = clock.after(QUIET_MS, () => void load());
  }, stop);

  return { questions, failure, load };
}
