import * as z from 'zod/mini';
import { compareBytes } from './bytes.ts';

/** Changes whenever chunks written before can no longer be read; the caller then builds anew. */
const INDEX_VERSION = 1;
export const DIRECTORY = 'directory';
export const RECENCY = 'recency';

/** What an index consists of. Small, so that a worker that just woke reads it at once. */
const Stored = z.object({
  version: z.int(),
  docs: z.int(),
  /** The first term of each chunk of the dictionary, a character a byte; the chunk is `terms/<position>`. */
  terms: z.array(z.string()),
  /** The length of the words of each chunk of words; the chunk is `words/<position>`. */
  words: z.array(z.int()),
});

export interface Directory {
  readonly docs: number;
  readonly firstTerms: readonly Uint8Array[];
  readonly words: readonly number[];
}

export const termsName = (position: number): string => `terms/${position}`;
export const wordsName = (position: number): string => `words/${position}`;

/** The directory as a chunk. */
export const writeDirectory = ({ docs, firstTerms, words }: Directory): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      version: INDEX_VERSION,
      docs,
      terms: firstTerms.map((term) => String.fromCharCode(...term)),
      words: [...words],
    } satisfies z.infer<typeof Stored>),
  );

/** Reads a directory; absent when it is of another version or damaged. */
export function readDirectory(chunk: Uint8Array): Directory | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(chunk));
  } catch {
    return undefined;
  }
  const parsed = z.safeParse(Stored, json);
  if (!parsed.success || parsed.data.version !== INDEX_VERSION) return undefined;
  const { docs, terms, words } = parsed.data;
  const firstTerms = terms.map((term) => Uint8Array.from(term, (char) => char.charCodeAt(0)));
  return { docs, firstTerms, words };
}

/** The chunks of the dictionary that may hold a key, or terms that begin with it. */
export function chunksFor({ firstTerms }: Directory, key: Uint8Array, isPrefix: boolean): string[] {
  let low = 0;
  let high = firstTerms.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if (compareBytes(firstTerms[half] as Uint8Array, key) <= 0) low = half + 1;
    else high = half;
  }
  const names: string[] = [];
  for (let at = Math.max(0, low - 1); at < firstTerms.length; at++) {
    const first = firstTerms[at] as Uint8Array;
    if (at >= low && !(isPrefix && compareBytes(first.subarray(0, key.length), key) <= 0)) break;
    names.push(termsName(at));
  }
  return names;
}
