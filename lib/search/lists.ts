import { type ByteSink, reserve } from './bytes.ts';

const FIRST_SLICE = 4;
const LAST_LEVEL = 9;
const POINTER = 4;

// What is known of a list lies side by side, so that noting a document touches one line of the processor's cache.
const RECORD = 8;
/** The document noted last, plus one. */
const LAST = 0;
const POSITION = 1;
const END = 2;
const LEVEL = 3;
const SIZE = 4;
const BEGIN = 5;

/**
 * Lists of documents by number. Documents come in ascending order; of each the gap to the one before is kept, in
 * seven-bit groups, in slices that double in size along a chain (as search engines build in memory).
 */
export interface Lists {
  /** Notes a document in a list; once, however often it comes. */
  add(list: number, doc: number): void;
  /** Writes a list. Gives the bytes written. */
  copy(list: number, sink: ByteSink): number;
}

/** @param expected lists, for which room is made at once */
export function createLists(expected: number): Lists {
  let records = new Int32Array(expected * RECORD);
  let pool = new Uint8Array(1 << 16);
  let used = 0;

  function slice(bytes: number): number {
    if (used + bytes + POINTER > pool.length) {
      const larger = new Uint8Array(pool.length * 2);
      larger.set(pool);
      pool = larger;
    }
    const start = used;
    used += bytes + POINTER;
    return start;
  }

  function begin(record: number): number {
    const start = slice(FIRST_SLICE);
    records[record + BEGIN] = start;
    records[record + END] = start + FIRST_SLICE;
    return start;
  }

  function next(record: number): number {
    const level = Math.min((records[record + LEVEL] as number) + 1, LAST_LEVEL);
    const bytes = FIRST_SLICE << level;
    const start = slice(bytes);
    const at = records[record + END] as number;
    pool[at] = start;
    pool[at + 1] = start >>> 8;
    pool[at + 2] = start >>> 16;
    pool[at + 3] = start >>> 24;
    records[record + LEVEL] = level;
    records[record + END] = start + bytes;
    return start;
  }

  return {
    add(list, doc) {
      const record = list * RECORD;
      if (record >= records.length) {
        const larger = new Int32Array(Math.max(records.length * 2, record + RECORD));
        larger.set(records);
        records = larger;
      }
      const last = records[record + LAST] as number;
      if (last === doc + 1) return;
      records[record + LAST] = doc + 1;
      let gap = doc + 1 - last;
      let at = last === 0 ? begin(record) : (records[record + POSITION] as number);
      let size = records[record + SIZE] as number;
      for (;;) {
        if (at === records[record + END]) at = next(record);
        size += 1;
        if (gap < 128) {
          pool[at++] = gap;
          break;
        }
        pool[at++] = (gap & 127) | 128;
        gap >>>= 7;
      }
      records[record + SIZE] = size;
      records[record + POSITION] = at;
    },
    copy(list, sink) {
      const record = list * RECORD;
      const bytes = records[record + SIZE] ?? 0;
      if (bytes === 0) return 0;
      reserve(sink, bytes);
      let at = records[record + BEGIN] as number;
      let to = sink.length;
      const target = sink.bytes;
      let left = bytes;
      for (let room = FIRST_SLICE; ; room = Math.min(room * 2, FIRST_SLICE << LAST_LEVEL)) {
        const part = Math.min(left, room);
        if (part < 64) for (let nth = 0; nth < part; nth++) target[to + nth] = pool[at + nth] as number;
        else target.set(pool.subarray(at, at + part), to);
        to += part;
        left -= part;
        if (left === 0) break;
        const link = at + room;
        at =
          ((pool[link] as number) |
            ((pool[link + 1] as number) << 8) |
            ((pool[link + 2] as number) << 16) |
            ((pool[link + 3] as number) << 24)) >>>
          0;
      }
      sink.length = to;
      return bytes;
    },
  };
}
