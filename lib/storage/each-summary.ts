import type { Summary } from '../domain/summary.ts';
import type { Schema } from './database.ts';
import { hash32 } from './hash.ts';
import { type SummaryChunk, summaryIdAt } from './segments/summary-chunk.ts';

/**
 * Everybody's summary once: where it is in a chunk, or the one that has taken its place.
 * @param changes those that differ from the segments'
 * @param chunks by segment, oldest first
 */
export function eachSummary(
  changes: readonly Schema['summaries']['value'][],
  chunks: readonly (readonly SummaryChunk[])[],
  inChunk: (chunk: SummaryChunk, place: number) => void,
  changed: (summary: Summary) => void,
): void {
  // Newest first: who was told of already is not told of again.
  const told = new Map<number, Set<string>>();
  const isNew = (id: string, hash: number) => {
    const sameHash = told.get(hash);
    if (sameHash?.has(id)) return false;
    if (sameHash) sameHash.add(id);
    else told.set(hash, new Set([id]));
    return true;
  };
  for (const { id, summary } of changes) {
    isNew(id, hash32(id));
    if (summary) changed(summary);
  }
  chunks.toReversed().forEach((ofSegment, index) => {
    const isOldest = index === chunks.length - 1;
    for (const chunk of ofSegment) {
      for (let place = 0; place < chunk.count; place += 1) {
        const hash = chunk.hashes[place] as number;
        // Nobody is twice in one segment: the last one needs only to know who was before.
        const wasTold = isOldest
          ? told.get(hash)?.has(summaryIdAt(chunk, place))
          : !isNew(summaryIdAt(chunk, place), hash);
        if (!wasTold) inChunk(chunk, place);
      }
    }
  });
}
