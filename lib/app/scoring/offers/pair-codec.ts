import type { EpochMs } from '../../../domain/time.ts';
import type { PairHead, PairModel } from './pair-model.ts';

/** Under which name it is stored what is bought together. */
export const OFFERS = 'offers';
/** Changes whenever the same file would give other pairs, or they are written down otherwise. */
const VERSION = 'offers-2';

/** What the pairs were counted under, beside them. */
export interface StoredHead extends PairHead {
  readonly version: string;
  readonly countedAt: EpochMs;
  readonly timeZone: string;
}

const HEAD = 'head';
const PAIRS = 'pairs';

/** The pairs as bytes: starts, how often together, which other, whether surely. */
export function encodePairs({ pairs: { from, other, together }, isSure }: PairModel): Uint8Array {
  const bytes = new Uint8Array(from.length * 4 + other.length * 7);
  const views = viewsOf(bytes, from.length, other.length);
  views.from.set(from);
  views.together.set(together);
  views.other.set(other);
  views.isSure.set(isSure);
  return bytes;
}

function viewsOf({ buffer, byteOffset }: Uint8Array, starts: number, count: number) {
  const togetherAt = byteOffset + starts * 4;
  return {
    from: new Uint32Array(buffer, byteOffset, starts),
    together: new Uint32Array(buffer, togetherAt, count),
    other: new Uint16Array(buffer, togetherAt + count * 4, count),
    isSure: new Uint8Array(buffer, togetherAt + count * 6, count),
  };
}

/** @param beside what is kept with them of the same counting */
export const chunksOf = (
  head: Omit<StoredHead, 'version'>,
  pairs: Uint8Array,
  beside: readonly (readonly [string, Uint8Array])[],
): readonly (readonly [string, Uint8Array])[] => [
  ...beside,
  [PAIRS, pairs],
  [HEAD, new TextEncoder().encode(JSON.stringify({ ...head, version: VERSION } satisfies StoredHead))],
];

type Load = (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;

/** What is stored; absent for another version, or what is not whole. */
export async function decodePairs(load: Load): Promise<(PairModel & { readonly head: StoredHead }) | undefined> {
  const [headBytes, stored] = await load([HEAD, PAIRS]);
  const head = headBytes && (JSON.parse(new TextDecoder().decode(headBytes)) as StoredHead);
  if (!stored || head?.version !== VERSION) return undefined;
  const starts = head.items.length + 1;
  // What the database gives may begin anywhere in its buffer.
  const bytes = stored.slice();
  const count = (bytes.length - starts * 4) / 7;
  if (!(count >= 0) || !Number.isInteger(count)) return undefined;
  const { from, together, other, isSure } = viewsOf(bytes, starts, count);
  return {
    head,
    pairs: {
      baskets: head.baskets,
      withItem: Uint32Array.from(head.items, (item) => item.count),
      ...{ from, together, other: Uint32Array.from(other) },
    },
    isSure,
  };
}
