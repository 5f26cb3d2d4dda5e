import { STAGES, TIERS } from '../../domain/receipt.ts';
import type { ScorePart } from '../../domain/score.ts';
import { gathered } from '../../scoring/rules/gathered.ts';
import { hash32 } from '../../storage/hash.ts';
import { bytesOf, ID_BYTES } from '../id-bytes.ts';
import { withSegmentNames } from './rule-segments.ts';
import { LAST_TIER, type ScoreHead, type Standing } from './score-head.ts';
import { readToldChunk, type ToldColumns, type ToldFigure, toldChunk } from './told-figures.ts';

/** Rows of a chunk: each is some hundreds of kilobytes, so that no page waits while one goes to the background. */
const ROWS = 4096;
const HEAD = 'head';
const standName = (chunk: number) => `stand-${chunk}`;
const partsName = (chunk: number) => `parts-${chunk}`;
const toldName = (chunk: number) => `told-${chunk}`;
const STAND_BYTES = 8 + 8 + 4 + 4 + 1 + 1 + ID_BYTES;

/** Everybody who bought something, with their score and its parts, in any order. */
export interface ScoredColumns {
  readonly ids: readonly string[];
  readonly score: Float64Array;
  readonly unclamped: Float64Array;
  /** Place in `TIERS`. */
  readonly tier: Uint8Array;
  readonly stage: Uint8Array;
  readonly lastDay: Int32Array;
  readonly told: ToldColumns;
  /** Of each rule everybody's share, NaN where unknown. */
  readonly shares: readonly Float64Array[];
  /** Of each rule what the shares were given for: numbers, places among the head's words, or lists of words. */
  readonly values: readonly (Float64Array | readonly (readonly string[] | undefined)[])[];
}

/** The chunks of a generation by name, made one after the other; the head is to be given their counts. */
export function encodeGeneration(all: ScoredColumns): {
  readonly counts: readonly number[];
  readonly names: readonly string[];
  chunk(name: string): Uint8Array | undefined;
} {
  const hashes = Uint32Array.from(all.ids, hash32);
  const order = Uint32Array.from(all.ids, (_, row) => row).sort(
    (a, b) => (hashes[a] as number) - (hashes[b] as number),
  );
  const chunks = Math.ceil(order.length / ROWS);
  const rowsOf = (chunk: number) => order.subarray(chunk * ROWS, (chunk + 1) * ROWS);
  return {
    counts: Array.from({ length: chunks }, (_, chunk) => rowsOf(chunk).length),
    names: Array.from({ length: chunks }, (_, chunk) => [standName(chunk), toldName(chunk), partsName(chunk)]).flat(),
    chunk(name) {
      const [kind, number] = name.split('-');
      const rows = rowsOf(Number(number));
      if (kind === 'stand') return standChunk(all, rows, hashes);
      return kind === 'told' ? toldChunk(all.told, rows) : partsChunk(all, rows);
    },
  };
}

function standChunk(all: ScoredColumns, rows: Uint32Array, hashes: Uint32Array): Uint8Array {
  const count = rows.length;
  const bytes = new Uint8Array(count * STAND_BYTES);
  const { score, unclamped, hash, lastDay, tier, stage, ids } = standViews(bytes, count);
  rows.forEach((row, at) => {
    score[at] = all.score[row] as number;
    unclamped[at] = all.unclamped[row] as number;
    hash[at] = hashes[row] as number;
    lastDay[at] = all.lastDay[row] as number;
    tier[at] = all.tier[row] as number;
    stage[at] = all.stage[row] as number;
    ids.set(bytesOf(all.ids[row] as string), at * ID_BYTES);
  });
  return bytes;
}

function standViews({ buffer, byteOffset }: Uint8Array, count: number) {
  let from = byteOffset;
  const next = (bytes: number) => {
    from += bytes * count;
    return from - bytes * count;
  };
  return {
    score: new Float64Array(buffer, next(8), count),
    unclamped: new Float64Array(buffer, next(8), count),
    hash: new Uint32Array(buffer, next(4), count),
    lastDay: new Int32Array(buffer, next(4), count),
    tier: new Uint8Array(buffer, next(1), count),
    stage: new Uint8Array(buffer, next(1), count),
    ids: new Uint8Array(buffer, next(ID_BYTES), count * ID_BYTES),
  };
}

function partsChunk({ shares, values }: ScoredColumns, rows: Uint32Array): Uint8Array {
  const columns: Float64Array[] = [];
  const lists: Record<number, (readonly string[] | null)[]> = {};
  shares.forEach((share, rule) => {
    columns.push(gathered(share, rows));
    const value = values[rule];
    if (value instanceof Float64Array) columns.push(gathered(value, rows));
    else {
      lists[rule] = Array.from(rows, (row) => value?.[row] ?? null);
      columns.push(new Float64Array(rows.length).fill(Number.NaN));
    }
  });
  const tail = new TextEncoder().encode(JSON.stringify(lists));
  const bytes = new Uint8Array(columns.length * rows.length * 8 + tail.length);
  columns.forEach((column, at) => {
    bytes.set(new Uint8Array(column.buffer), at * rows.length * 8);
  });
  bytes.set(tail, columns.length * rows.length * 8);
  return bytes;
}

export const encodeHead = (head: ScoreHead): readonly [string, Uint8Array] => [
  HEAD,
  new TextEncoder().encode(JSON.stringify(head)),
];

type Load = (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;

/** The head of a stored generation; absent for one of another version. */
export async function decodeHead(load: Load, version: string): Promise<ScoreHead | undefined> {
  const [bytes] = await load([HEAD]);
  const head = bytes && (JSON.parse(new TextDecoder().decode(bytes)) as ScoreHead);
  return head?.version === version ? head : undefined;
}

/** Everybody's standing, found by id. */
export interface StoredStandings {
  readonly count: number;
  /** Absent for who had bought nothing. */
  rowOf(id: string): number | undefined;
  at(row: number): Standing;
  scoreAt(row: number): number;
  unclampedAt(row: number): number;
}

/** All standings of a generation; absent when a chunk of it is missing. */
export async function decodeStandings(load: Load, { counts }: ScoreHead): Promise<StoredStandings | undefined> {
  const chunks = await load(counts.map((_, chunk) => standName(chunk)));
  const views: ReturnType<typeof standViews>[] = [];
  for (const [chunk, count] of counts.entries()) {
    const bytes = chunks[chunk];
    if (bytes?.length !== count * STAND_BYTES) return undefined;
    // What the database gives may begin anywhere in its buffer.
    views.push(standViews(bytes.slice(), count));
  }
  const viewOf = (row: number) => views[Math.floor(row / ROWS)] as ReturnType<typeof standViews>;
  const hashAt = (row: number) => viewOf(row).hash[row % ROWS] as number;
  const count = counts.reduce((sum, some) => sum + some, 0);
  const isAt = (row: number, id: Uint8Array): boolean => {
    const { ids } = viewOf(row);
    const from = (row % ROWS) * ID_BYTES;
    for (let index = 0; index < ID_BYTES; index += 1) if (ids[from + index] !== id[index]) return false;
    return true;
  };
  return {
    count,
    rowOf(id) {
      const hash = hash32(id);
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (hashAt(middle) < hash) low = middle + 1;
        else high = middle;
      }
      if (low === count || hashAt(low) !== hash) return undefined;
      const bytes = bytesOf(id);
      for (let row = low; row < count && hashAt(row) === hash; row += 1) if (isAt(row, bytes)) return row;
      return undefined;
    },
    at(row) {
      const view = viewOf(row);
      const at = row % ROWS;
      return {
        score: view.score[at] as number,
        tier: TIERS[view.tier[at] as number] ?? LAST_TIER,
        stage: STAGES[view.stage[at] as number] ?? 'prospect',
        lastDay: view.lastDay[at] as number,
        told: row,
      };
    },
    scoreAt: (row) => viewOf(row).score[row % ROWS] as number,
    unclampedAt: (row) => viewOf(row).unclamped[row % ROWS] as number,
  };
}

/** What the models say of those at rows of a generation, beside where they stand. */
export type ToldReader = (row: number, figure: ToldFigure) => number;

/** All of it, brought when it is asked for; absent when a chunk of it is missing. */
export async function decodeTold(load: Load, { counts }: ScoreHead): Promise<ToldReader | undefined> {
  const chunks = await load(counts.map((_, chunk) => toldName(chunk)));
  const views = counts.map((count, chunk) => readToldChunk(chunks[chunk], count));
  if (views.includes(undefined)) return undefined;
  return (row, figure) => views[Math.floor(row / ROWS)]?.[figure][row % ROWS] ?? Number.NaN;
}

/** Reads the parts of stored scores as they were worked out; absent where their chunk is missing. Holds what it read. */
export function partsReader(load: Load, head: ScoreHead): (row: number) => Promise<ScorePart[] | undefined> {
  const { rules } = head.rules;
  const means = new Map(head.means);
  type Chunk = { readonly columns: Float64Array; readonly lists: Record<string, (string[] | null)[]> };
  const chunks = new Map<number, Promise<Chunk | undefined>>();
  const read = async (chunk: number): Promise<Chunk | undefined> => {
    const [stored] = await load([partsName(chunk)]);
    const size = rules.length * 2 * (head.counts[chunk] ?? 0) * 8;
    if (!stored || stored.length < size) return undefined;
    return {
      columns: new Float64Array(stored.slice(0, size).buffer),
      lists: JSON.parse(new TextDecoder().decode(stored.subarray(size))),
    };
  };
  return async (row) => {
    const number = Math.floor(row / ROWS);
    const at = row % ROWS;
    const chunk = chunks.get(number) ?? read(number);
    chunks.set(number, chunk);
    const found = await chunk;
    if (!found) return undefined;
    const count = head.counts[number] ?? 0;
    return rules.map(({ id: ruleId, attribute, points: weight }, rule): ScorePart => {
      const share = found.columns[rule * 2 * count + at] as number;
      const mean = means.get(ruleId);
      if (Number.isNaN(share)) return { ruleId, attribute, mean: mean ?? 0, weight, points: 0 };
      const plain = found.columns[(rule * 2 + 1) * count + at] as number;
      const value = found.lists[rule]?.[at] ?? head.words[rule]?.[plain] ?? plain;
      const points = weight * (share - (mean ?? share));
      const part = { ruleId, attribute, value, share, mean: mean ?? share, weight, points };
      return withSegmentNames(part, head.segments);
    });
  };
}
