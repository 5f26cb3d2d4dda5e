import { DAY_MS } from '../domain/time.ts';
import type { FileCanary } from './backup/canary.ts';
import type { AppDeps } from './deps.ts';
import { removeExpired } from './fields/field-expiry.ts';
import type { FactsStore } from './list/facts.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Summaries } from './summaries.ts';
import type { Trash } from './trash/trash.ts';

/**
 * Puts in order what has piled up. Once a day, too, what has been kept for its time goes: values of custom fields, and
 * what lies in the trash; before anything is laid out anew, so that nothing of it is written once more.
 */
export function createTidying(
  deps: AppDeps,
  parts: {
    readonly summaries: Summaries;
    readonly trash: Trash;
    readonly index: SearchIndex;
    readonly facts: FactsStore;
    readonly canary: FileCanary;
    /** Deletes what a restore left behind. */
    readonly clearAway: () => Promise<void>;
  },
): () => Promise<void> {
  const { summaries, trash, index, facts, canary, clearAway } = parts;
  let isClear = false;
  return async () => {
    const last = await deps.store.read((reader) => reader.mark('daily'));
    if (last === undefined || deps.now() - last >= DAY_MS) {
      await removeExpired(deps, summaries);
      await trash.erasePast();
      // Not before it was done: what was broken off is done at the next tidying.
      await deps.store.setMark('daily', deps.now());
    }
    await deps.store.tidy();
    await index.tidy();
    await facts.tidy();
    await canary.see();
    if (isClear) return;
    isClear = true;
    await clearAway();
  };
}
