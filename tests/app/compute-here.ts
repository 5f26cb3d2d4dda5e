import { computeMethods } from '../../lib/app/scoring/compute.ts';
import { type Compute, createCompute, serveCompute } from '../../lib/messaging/compute-work.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import type { Line } from '../../lib/platform/worker-line.ts';
import type { Database } from '../../lib/storage/database.ts';

type Listener = (message: unknown) => void;

/** The compute worker's own methods, beside the test instead of in a worker: what passes between them passes as JSON. */
export function computeHere(open: () => Promise<Database>): Compute {
  return createCompute(async () => {
    const [here, there]: [Listener[], Listener[]] = [[], []];
    const end = (own: Listener[], other: Listener[]): Pick<Line, 'send' | 'listen'> => ({
      send(message) {
        const text = JSON.stringify(message);
        queueMicrotask(() => {
          for (const listener of other) listener(JSON.parse(text));
        });
      },
      listen: (listener) => void own.push(listener),
    });
    serveCompute(end(there, here), computeMethods({ open, pace: createPace }));
    return { ...end(here, there), onBroken: () => {}, close: () => {} };
  });
}
