import { conditionsIn, type Filter } from './filter.ts';

/** What scores are made into: a segment that asks for it cannot be asked for by scores in turn. */
const OF_SCORES: readonly string[] = ['score', 'tier'];
/** What is worked out from everything on file of somebody, which scoring does not read. */
const OF_RECORD: readonly string[] = ['contacted', 'active', 'created', 'source', 'quality'];

/**
 * Why score rules cannot ask who is in a segment: it asks for scores or tiers itself (a circle), it looks for a text (the
 * search is no part of scoring), or for what scoring does not read.
 */
export type SegmentRefusal = 'circle' | 'text' | 'record';

/** Why score rules cannot ask who is in a segment; absent when they can. */
export function segmentRefusal({ text, where }: Filter): SegmentRefusal | undefined {
  const attributes = conditionsIn(where).map(({ attribute }) => attribute);
  if (attributes.some((attribute) => OF_SCORES.includes(attribute))) return 'circle';
  if (text.trim() !== '') return 'text';
  return attributes.some((attribute) => OF_RECORD.includes(attribute)) ? 'record' : undefined;
}
