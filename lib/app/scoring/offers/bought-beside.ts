import type { EpochMs } from '../../../domain/time.ts';
import type { Database, FileState } from '../../../storage/database.ts';
import { openDerived } from '../../../storage/derived.ts';
import type { Reader } from '../../../storage/reader.ts';
import { changedSince } from '../../../storage/scan.ts';
import type { Pace } from '../../deps.ts';
import type { HeldFile } from '../read-file.ts';
import { createBought } from './bought.ts';
import type { Buyers } from './buyers.ts';
import { countBoughtOf } from './count-pairs.ts';

/**
 * Who bought what, as the worker looks it up: from what was counted last, or, where that is of another file by now, read here
 * for this question alone. Pairs are counted after the scores, so scores cannot wait for them.
 */
export function boughtBeside(
  database: Database,
  file: HeldFile,
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  { signal, pace }: { readonly signal: AbortSignal; readonly pace: () => Pace },
): (goods: readonly string[], at: EpochMs) => Promise<Buyers> {
  let own: { readonly covers: FileState; readonly chunks: ReadonlyMap<string, Uint8Array> } | undefined;
  const store = {
    read,
    // What is counted here is of the file as it is held, whatever came to it since.
    changedSince: async (since: FileState) => (own ? [] : changedSince(database, since)),
    async derived(name: string) {
      if (!own) return openDerived(database, name);
      const { covers, chunks } = own;
      return { covers, load: async (names: readonly string[]) => names.map((one) => chunks.get(one)) };
    },
  };
  return (goods, at) => {
    const resting = pace();
    const countNow = async () => {
      const onSlice = async () => {
        signal.throwIfAborted();
        if (resting.isDue()) await resting.rest();
      };
      own = { covers: file.state, chunks: await countBoughtOf({ ...file, database }, at, onSlice) };
    };
    return createBought({ store, now: () => at, pace }, { countNow }).buyers(goods);
  };
}
