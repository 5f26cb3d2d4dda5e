import { byteSink, compareBytes, numberAt, putNumbers, putVarint, reserve } from './bytes.ts';

const BLOCK = 16;
const TARGET_BYTES = 192 * 1024;
const HEADER = 8;

/*
 * A chunk of the dictionary: a range of terms in order, with their documents.
 *   u32 blocks, u32 where the documents begin, u32 × blocks where each block's terms begin, u32 × blocks its documents
 *   terms: a byte of how much is shared with the term before, a byte of how much is more, that, varint of documents' bytes
 *   documents: of each term the gaps between its documents, as varints
 * The first term of each block of sixteen is whole, so that a term is found by halving, without decoding the chunk.
 */

export interface TermChunkWriter {
  /** Takes the next term in order, and how many bytes its documents take. */
  add(bytes: Uint8Array, from: number, to: number, docsBytes: number): void;
  finish(): void;
}

/**
 * @param docs the documents of all terms in order
 * @param emit takes each chunk and its first term as it is full
 */
export function termChunkWriter(
  docs: Uint8Array,
  emit: (first: Uint8Array, chunk: Uint8Array) => void,
): TermChunkWriter {
  const terms = byteSink(TARGET_BYTES * 2);
  let termsAt: number[] = [];
  let docsAt: number[] = [];
  let docsFrom = 0;
  let docsTo = 0;
  let inBlock = 0;
  let first: Uint8Array = new Uint8Array(0);
  let before = 0;
  let beforeEnd = 0;

  function flush(): void {
    if (termsAt.length === 0) return;
    const tables = HEADER + termsAt.length * 8;
    const chunk = new Uint8Array(tables + terms.length + docsTo - docsFrom);
    const docsBegin = tables + terms.length;
    putNumbers(chunk, 0, [termsAt.length, docsBegin]);
    putNumbers(chunk, HEADER, termsAt, tables);
    putNumbers(chunk, HEADER + termsAt.length * 4, docsAt, docsBegin - docsFrom);
    chunk.set(terms.bytes.subarray(0, terms.length), tables);
    chunk.set(docs.subarray(docsFrom, docsTo), docsBegin);
    emit(first, chunk);
    terms.length = 0;
    docsFrom = docsTo;
    termsAt = [];
    docsAt = [];
    inBlock = 0;
  }

  return {
    add(bytes, from, to, docsBytes) {
      const length = to - from;
      let shared = 0;
      if (inBlock === 0) {
        if (termsAt.length === 0) first = bytes.slice(from, to);
        termsAt.push(terms.length);
        docsAt.push(docsTo);
      } else {
        const most = Math.min(length, beforeEnd - before);
        while (shared < most && bytes[from + shared] === bytes[before + shared]) shared += 1;
      }
      reserve(terms, length + 15);
      const target = terms.bytes;
      let at = terms.length;
      target[at++] = shared;
      target[at++] = length - shared;
      for (let next = from + shared; next < to; next++) target[at++] = bytes[next] as number;
      terms.length = at;
      putVarint(terms, docsBytes);
      before = from;
      beforeEnd = to;
      docsTo += docsBytes;
      inBlock = (inBlock + 1) % BLOCK;
      if (inBlock === 0 && terms.length + docsTo - docsFrom > TARGET_BYTES) flush();
    },
    finish: flush,
  };
}

/** Takes the documents of a term: where they are in the chunk. */
export type OnPostings = (chunk: Uint8Array, from: number, to: number) => void;

/**
 * Finds a term, or all terms that begin with a key, in one chunk.
 * @param onPostings is called for each term found
 */
export function scanChunk(chunk: Uint8Array, key: Uint8Array, isPrefix: boolean, onPostings: OnPostings): void {
  const blocks = numberAt(chunk, 0);
  for (let block = lastBlockBefore(chunk, blocks, key); block < blocks; block++) {
    let at = numberAt(chunk, HEADER + block * 4);
    let docs = numberAt(chunk, HEADER + (blocks + block) * 4);
    const to = block + 1 < blocks ? numberAt(chunk, HEADER + (block + 1) * 4) : numberAt(chunk, 4);
    // Of the term before: how much of it is the key's, and whether it stands before, within or after what is looked for.
    let same = 0;
    let order = 0;
    while (at < to) {
      const shared = chunk[at++] as number;
      const more = chunk[at++] as number;
      if (shared <= same) {
        const end = at + more;
        let byte = at;
        same = shared;
        while (byte < end && same < key.length && chunk[byte] === key[same]) {
          byte += 1;
          same += 1;
        }
        if (same === key.length) order = 0;
        else order = byte === end || (chunk[byte] as number) < (key[same] as number) ? -1 : 1;
      }
      at += more;
      let bytes = 0;
      let shift = 0;
      let byte = chunk[at++] as number;
      for (; byte > 127; byte = chunk[at++] as number, shift += 7) bytes |= (byte & 127) << shift;
      bytes |= byte << shift;
      if (order > 0) return;
      if (order === 0) {
        const isLonger = shared + more > key.length;
        if (isPrefix || !isLonger) onPostings(chunk, docs, docs + bytes);
        else return;
      }
      docs += bytes;
    }
  }
}

/** The last block whose first term is not after the key. */
function lastBlockBefore(chunk: Uint8Array, blocks: number, key: Uint8Array): number {
  let low = 0;
  let high = blocks - 1;
  while (low < high) {
    const half = (low + high + 1) >> 1;
    const at = numberAt(chunk, HEADER + half * 4);
    // The first term of a block shares nothing: a byte of zero, then its length.
    const length = chunk[at + 1] as number;
    if (compareBytes(chunk.subarray(at + 2, at + 2 + length), key) <= 0) low = half;
    else high = half - 1;
  }
  return low;
}
