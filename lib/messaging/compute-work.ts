import { newId } from '../platform/random.ts';
import type { Line } from '../platform/worker-line.ts';
import type { ScoringProgress } from './score-work.ts';

/** What a method of the worker is given beside its request. */
export interface ComputeContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ScoringProgress) => void;
}

/** The worker's methods: whatever goes in and comes out is plain JSON, so that it may pass through a port. */
export type ComputeMethods = Readonly<Record<string, (request: never, context: ComputeContext) => Promise<unknown>>>;

type Ask =
  | { readonly id: string; readonly method: string; readonly request: unknown }
  | { readonly id: string; readonly cancel: true };
type Answer =
  | { readonly id: string; readonly value: unknown }
  | { readonly id: string; readonly failure: string }
  | { readonly id: string; readonly progress: ScoringProgress };

/** Answers what comes over a line, several questions at a time if need be. */
export function serveCompute(line: Pick<Line, 'send' | 'listen'>, methods: ComputeMethods): void {
  const running = new Map<string, AbortController>();
  const answer = (message: Answer) => line.send(message);
  line.listen((message) => {
    const ask = message as Ask;
    if ('cancel' in ask) {
      running.get(ask.id)?.abort();
      return;
    }
    const { id, method, request } = ask;
    const controller = new AbortController();
    running.set(id, controller);
    const work = methods[method];
    const context = { signal: controller.signal, onProgress: (progress: ScoringProgress) => answer({ id, progress }) };
    (work ? work(request as never, context) : Promise.reject(new Error('no such method')))
      .then((value) => answer({ id, value }))
      .catch((error: unknown) => answer({ id, failure: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => running.delete(id));
  });
}

/** The worker may be stopped under a question; more often than this it is not by chance. */
export const ATTEMPTS = 3;

/** Why there is no answer: the worker is gone (it may be started again), was told to stop, or failed by our fault. */
export class ComputeEnd extends Error {
  readonly reason: 'lost' | 'cancelled' | 'failed';
  constructor(reason: ComputeEnd['reason'], detail = '') {
    super(`compute ${reason} ${detail}`);
    this.name = 'ComputeEnd';
    this.reason = reason;
  }
}

/** The worker as the background asks it; started when first asked, and again after it was lost. */
export interface Compute {
  ask<T>(method: string, request: unknown, options?: AskOptions): Promise<T>;
  /** Whether it runs: then what it holds need not be read again. */
  isRunning(): boolean;
}
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScoringProgress) => void) | undefined;
}

/** Both ends are ours and the line is theirs alone: nothing is parsed. */
export function createCompute(open: () => Promise<Line>): Compute {
  let opening: Promise<Line> | undefined;
  // The worker may outlive the background and still answer what a former one asked.
  const life = newId();
  let last = 0;
  const waiting = new Map<string, { answer(answer: Answer): void; lose(): void }>();

  function connected(): Promise<Line> {
    opening ??= open().then(
      (line) => {
        line.listen((message) => waiting.get((message as Answer).id)?.answer(message as Answer));
        line.onBroken(() => {
          opening = undefined;
          for (const one of [...waiting.values()]) one.lose();
        });
        return line;
      },
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  }

  return {
    isRunning: () => opening !== undefined,
    async ask<T>(method: string, request: unknown, { signal, onProgress }: AskOptions = {}): Promise<T> {
      const line = await connected().catch(() => {
        throw new ComputeEnd('lost');
      });
      if (signal?.aborted) throw new ComputeEnd('cancelled');
      last += 1;
      const id = `${life} ${last}`;
      let giveUp = () => {};
      // Whoever gives up does not wait for a worker that may hear of it late, or never.
      const cancel = () => {
        line.send({ id, cancel: true } satisfies Ask);
        giveUp();
      };
      try {
        return await new Promise<T>((resolve, reject) => {
          giveUp = () => reject(new ComputeEnd('cancelled'));
          waiting.set(id, {
            answer(answer) {
              if ('progress' in answer) onProgress?.(answer.progress);
              else if ('value' in answer) resolve(answer.value as T);
              else reject(new ComputeEnd(answer.failure === 'AbortError' ? 'cancelled' : 'failed', answer.failure));
            },
            lose: () => reject(new ComputeEnd('lost')),
          });
          signal?.addEventListener('abort', cancel, { once: true });
          line.send({ id, method, request } satisfies Ask);
        });
      } finally {
        waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
      }
    },
  };
}
