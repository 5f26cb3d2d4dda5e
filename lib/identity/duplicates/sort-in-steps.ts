// Comparing two texts as people read them takes some microseconds: neither is longer than a moment.
const RUN = 512;
const MERGED = 4096;

/** Sorts without holding anybody up: runs of a few hundred at a time, then merged two by two (Goldstine & von Neumann 1948). */
export function* sortInSteps<T>(items: Iterable<T>, compare: (a: T, b: T) => number): Generator<void, T[]> {
  let runs: T[][] = [];
  let run: T[] = [];
  for (const item of items) {
    run.push(item);
    if (run.length < RUN) continue;
    runs.push(run.sort(compare));
    run = [];
    yield;
  }
  runs.push(run.sort(compare));
  while (runs.length > 1) {
    const next: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) next.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = next;
  }
  return runs[0] ?? [];
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  const merged: T[] = [];
  let [first, second] = [0, 0];
  while (first < a.length || second < b.length) {
    const [one, other] = [a[first] as T, b[second] as T];
    const takeFirst = second >= b.length || (first < a.length && compare(one, other) <= 0);
    merged.push(takeFirst ? one : other);
    if (takeFirst) first++;
    else second++;
    if (merged.length % MERGED === 0) yield;
  }
  return merged;
}
