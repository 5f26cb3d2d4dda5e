import type { ActionId } from '../../lib/domain/ids.ts';
import { err, ok, type Result } from '../../lib/domain/result.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { Failure, Method, Push, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';

type Answers = { [M in Method]?: (request: RequestOf<M>) => ReplyOf<M> | Failure | Promise<ReplyOf<M> | Failure> };

export interface Asked {
  readonly method: Method;
  readonly request: Readonly<Record<string, unknown>>;
}

/** A background in memory: answers as told, remembers what it was asked, pushes when told to. */
export interface FakeBackground extends Background {
  readonly asked: Asked[];
  /** Replaces answers from now on. */
  answer(answers: Answers): void;
  push(push: Push): void;
  /** What was asked of one method. */
  of(method: Method): readonly Readonly<Record<string, unknown>>[];
}

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'type';

let actions = 0;

/** Makes one; methods without an answer refuse, so that a test sees what it forgot. */
export function createFakeBackground(initial: Answers): FakeBackground {
  let answers: Answers = initial;
  const listeners = new Set<(push: Push) => void>();
  const asked: Asked[] = [];
  return {
    asked,
    answer: (more) => {
      answers = { ...answers, ...more };
    },
    push: (push) => {
      for (const listener of [...listeners]) listener(push);
    },
    of: (method) => asked.filter((entry) => entry.method === method).map((entry) => entry.request),
    async call<M extends Method>(method: M, request: RequestOf<M>): Promise<Result<ReplyOf<M>, Failure>> {
      asked.push({ method, request: request as Asked['request'] });
      const give = answers[method] as ((request: RequestOf<M>) => unknown) | undefined;
      if (!give) return err({ type: 'not-allowed' });
      const value = await give(request);
      return isFailure(value) ? err(value) : ok(value as ReplyOf<M>);
    },
    subscribe: (listener, signal) => {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    newActionId: () => {
      actions += 1;
      return `00000000-0000-7000-8000-${String(actions).padStart(12, '0')}` as ActionId;
    },
  };
}
