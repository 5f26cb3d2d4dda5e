import type { DuplicateCertainty, DuplicateReason } from '../domain/duplicates.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Line } from '../platform/worker-line.ts';

/** Customers who seem to be one person, and why. */
export interface DuplicateGroup {
  /** On file longest first; of those made at once, who has more on file. */
  readonly ids: readonly CustomerId[];
  /** Of the weakest link that it needs to hold together. */
  readonly certainty: DuplicateCertainty;
  readonly pairs: readonly {
    readonly ids: readonly [CustomerId, CustomerId];
    readonly certainty: DuplicateCertainty;
    readonly reasons: readonly DuplicateReason[];
  }[];
}

export interface FoundDuplicates {
  /** The sure ones first. */
  readonly groups: readonly DuplicateGroup[];
  /** People who were compared with each other, and how often. */
  readonly people: number;
  readonly compared: number;
  /** Values that too many people share to compare them all by it. */
  readonly skipped: number;
}

export interface FindingProgress {
  readonly phase: 'reading' | 'grouping' | 'comparing';
  readonly done: number;
  readonly total: number;
}

/** To the worker. */
export type DuplicateAsk =
  /** JSON text of `PersonForMatching[]`: some of those to compare. */
  | { readonly people: string }
  /** That was everybody; `rejected` are `pairKey`s. */
  | { readonly find: { readonly rejected: readonly string[] } };

/** From the worker. */
export type DuplicateAnswer = { readonly progress: FindingProgress } | { readonly found: FoundDuplicates };

/** The search for duplicates as a page asks for it; it takes seconds, so that it is done in a worker of its own. */
export interface DuplicateWork {
  add(people: string): void;
  /** Rejects when the worker breaks off or is closed. */
  find(rejected: readonly string[], onProgress: (progress: FindingProgress) => void): Promise<FoundDuplicates>;
  /** Ends the worker, whatever it is doing. */
  close(): void;
}

/** Both ends are ours and the line is theirs alone: nothing is parsed. */
export function askDuplicateWork(line: Line): DuplicateWork {
  let end = (_reason: Error) => {};
  let isBroken = false;
  const breakOff = () => {
    isBroken = true;
    line.close();
    end(new Error('the search for duplicates broke off'));
  };
  line.onBroken(breakOff);
  return {
    add: (people) => line.send({ people } satisfies DuplicateAsk),
    find: (rejected, onProgress) =>
      new Promise((resolve, reject) => {
        end = reject;
        if (isBroken) breakOff();
        line.listen((message) => {
          const answer = message as DuplicateAnswer;
          if ('progress' in answer) onProgress(answer.progress);
          else resolve(answer.found);
        });
        line.send({ find: { rejected } } satisfies DuplicateAsk);
      }),
    close: breakOff,
  };
}
