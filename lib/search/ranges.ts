import type { Range } from './match.ts';

/** Ranges in order; those that touch or overlap are one. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else if (to > from) all.push([from, to]);
  }
  return all;
}
