const BLOCK = 1 << 16;
/** Stands between what was noted of a document and of the next: a number that engines hold without a box. */
const NEXT_DOC = 0x3fff_ffff;

// Of each list, side by side: the last document noted plus one, and its bytes, later the place of the next one.
const RECORD = 2;
const AT = 1;

/**
 * Lists of documents by number, noted as documents come and written all at once: what is noted follows the order of the
 * documents, for lists are far apart in memory.
 */
export interface Lists {
  readonly blocks: Uint32Array[];
  last: Uint32Array;
  /** How much of the last block. */
  used: number;
}

export const createLists = (): Lists => ({ blocks: [], last: new Uint32Array(0), used: BLOCK });

/** Notes that the current document is in a list, be it again. */
export function note(lists: Lists, list: number): void {
  if (lists.used === BLOCK) {
    lists.last = new Uint32Array(BLOCK);
    lists.blocks.push(lists.last);
    lists.used = 0;
  }
  lists.last[lists.used++] = list;
}

/** The current document is done; the next one begins. */
export const nextDoc = (lists: Lists): void => note(lists, NEXT_DOC);

export interface WrittenLists {
  readonly bytes: Uint8Array;
  /** By place in the order where a list begins; one more, for the end. */
  readonly starts: Uint32Array;
}

/**
 * All lists, one after another: of each the gaps between its documents, the first counted from -1, as varints.
 * @param count of lists @param order in which they are written; by number when not given
 */
export function writeLists(lists: Lists, count: number, order?: Uint32Array): WrittenLists {
  const records = new Uint32Array(count * RECORD);
  eachBlock(lists, (block, length, doc) => measure(records, block, length, doc));
  const starts = new Uint32Array(count + 1);
  let total = 0;
  for (let place = 0; place < count; place++) {
    const record = (order ? (order[place] as number) : place) * RECORD;
    starts[place] = total;
    total += records[record + AT] as number;
    records[record] = 0;
    records[record + AT] = starts[place] as number;
  }
  starts[count] = total;
  const bytes = new Uint8Array(total);
  eachBlock(lists, (block, length, doc) => put(bytes, records, block, length, doc));
  return { bytes, starts };
}

/** Calls with each block, its length and its first document, of which it gives the next. Documents are counted from 1. */
function eachBlock(lists: Lists, onBlock: (block: Uint32Array, length: number, doc: number) => number): void {
  let doc = 1;
  for (const block of lists.blocks) doc = onBlock(block, block === lists.last ? lists.used : BLOCK, doc);
}

/** Adds up the bytes of each list, into its record. */
function measure(records: Uint32Array, block: Uint32Array, length: number, firstDoc: number): number {
  let doc = firstDoc;
  for (let at = 0; at < length; at++) {
    const list = block[at] as number;
    if (list === NEXT_DOC) {
      doc += 1;
      continue;
    }
    const record = list * RECORD;
    const gap = doc - (records[record] as number);
    if (gap === 0) continue;
    records[record] = doc;
    records[record + AT] =
      (records[record + AT] as number) +
      (gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5);
  }
  return doc;
}

/** Writes the gaps of each list to where its record says. */
function put(bytes: Uint8Array, records: Uint32Array, block: Uint32Array, length: number, firstDoc: number): number {
  let doc = firstDoc;
  for (let at = 0; at < length; at++) {
    const list = block[at] as number;
    if (list === NEXT_DOC) {
      doc += 1;
      continue;
    }
    const record = list * RECORD;
    let gap = doc - (records[record] as number);
    if (gap === 0) continue;
    records[record] = doc;
    let to = records[record + AT] as number;
    while (gap > 127) {
      bytes[to++] = (gap & 127) | 128;
      gap >>>= 7;
    }
    bytes[to++] = gap;
    records[record + AT] = to;
  }
  return doc;
}
