import { parentPort, workerData } from 'node:worker_threads';
import { findDuplicates } from '../../../lib/identity/duplicates/find-duplicates.ts';
import { pairKey } from '../../../lib/identity/duplicates/person.ts';
import { peopleFile } from '../../fixtures/identity/people/file.ts';

/** What one search of a seeded file gave and took. */
export interface DuplicatesRun {
  readonly people: number;
  readonly duplicates: number;
  readonly ms: number;
  /** Work of this thread alone, whatever else the machine did. */
  readonly cpuMs: number;
  /** Of each step, in the same measure. */
  readonly slices: readonly number[];
  readonly sure: number;
  readonly sureRight: number;
  readonly likely: number;
  readonly likelyRight: number;
  readonly compared: number;
}

const { seed, size } = workerData as { seed: number; size: number };
const file = peopleFile(seed, size);
// Milliseconds; wall time would count the pauses that other programs make.
const work = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const slices: number[] = [];
const workBefore = work();
const began = performance.now();
const search = findDuplicates(file.people);
let last = workBefore;
let step = search.next();
for (; !step.done; step = search.next()) {
  const now = work();
  slices.push(now - last);
  last = now;
}
const { pairs, compared } = step.value;
const ms = performance.now() - began;
const cpuMs = work() - workBefore;
const truth = new Set(file.duplicates.map(([a, b]) => pairKey(a, b)));
const right = (certainty: string) =>
  pairs.filter((pair) => pair.certainty === certainty && truth.has(pairKey(...pair.ids)));
const sure = pairs.filter(({ certainty }) => certainty === 'sure').length;
parentPort?.postMessage({
  people: file.people.length,
  duplicates: truth.size,
  ms,
  cpuMs,
  slices,
  sure,
  sureRight: right('sure').length,
  likely: pairs.length - sure,
  likelyRight: right('likely').length,
  compared,
} satisfies DuplicatesRun);
