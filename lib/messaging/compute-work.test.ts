import { describe, expect, it } from 'vitest';
import type { Line } from '../platform/worker-line.ts';
import { type ComputeMethods, createCompute, serveCompute } from './compute-work.ts';

type Listener = (message: unknown) => void;

/** A worker that outlives whoever asks it: each who connects hears whatever it says, as over one port. */
function lastingWorker(methods: ComputeMethods) {
  const atWorker: Listener[] = [];
  const listeners: Listener[] = [];
  serveCompute(
    {
      send: (message) => {
        for (const listener of listeners) listener(message);
      },
      listen: (listener) => void atWorker.push(listener),
    },
    methods,
  );
  return async (): Promise<Line> => ({
    send: (message) => {
      for (const listener of atWorker) listener(message);
    },
    listen: (listener) => void listeners.push(listener),
    onBroken: () => {},
    close: () => {},
  });
}

describe('a worker that outlives the background which asked it', () => {
  it('answers what the one before asked; whoever asks after it takes that for no answer of theirs', async () => {
    const answers = new Map<string, (value: string) => void>();
    const open = lastingWorker({
      say: ({ who }: { who: string }) => new Promise((resolve) => answers.set(who, resolve)),
    });
    const before = createCompute(open);
    const lost = before.ask<string>('say', { who: 'the one before' });
    await expect.poll(() => answers.size).toBe(1);
    // The background was stopped and begins again: it counts its questions anew.
    const after = createCompute(open);
    let heard: string | undefined;
    const asked = after.ask<string>('say', { who: 'the one after' }).then((value) => {
      heard = value;
    });
    await expect.poll(() => answers.size).toBe(2);
    answers.get('the one before')?.('late');
    expect(await lost).toBe('late');
    expect(heard).toBeUndefined();
    answers.get('the one after')?.('own');
    await asked;
    expect(heard).toBe('own');
  });

  it('breaks off nothing of the one before when whoever comes after gives up their own', async () => {
    const signals = new Map<string, AbortSignal>();
    const open = lastingWorker({
      work: ({ who }: { who: string }, { signal }) => {
        signals.set(who, signal);
        return new Promise(() => {});
      },
    });
    void createCompute(open)
      .ask('work', { who: 'the one before' })
      .catch(() => {});
    const giveUp = new AbortController();
    const own = createCompute(open).ask('work', { who: 'the one after' }, { signal: giveUp.signal });
    await expect.poll(() => signals.size).toBe(2);
    giveUp.abort();
    await expect(own).rejects.toMatchObject({ reason: 'cancelled' });
    expect([signals.get('the one before')?.aborted, signals.get('the one after')?.aborted]).toEqual([false, true]);
  });
});
