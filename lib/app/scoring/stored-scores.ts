import type { Derived } from '../../storage/derived.ts';
import { decodeHead, decodeStandings, type StoredStandings } from './generation.ts';
import { SCORES_VERSION, type ScoreHead } from './score-head.ts';

/** Everybody's scores as they were stored last. */
export interface StoredScores {
  readonly head: ScoreHead;
  readonly standings: StoredStandings;
  readonly load: Derived['load'];
  readonly covers: Derived['covers'];
}

/** The stored scores; absent when there are none, or they are of another version, or not whole. */
export async function storedScores(stored: Derived | undefined): Promise<StoredScores | undefined> {
  const head = stored && (await decodeHead(stored.load, SCORES_VERSION));
  const standings = head && (await decodeStandings(stored.load, head));
  return stored && head && standings ? { head, standings, load: stored.load, covers: stored.covers } : undefined;
}
