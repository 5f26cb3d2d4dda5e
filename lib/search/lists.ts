const BLOCK = 1 << 16;
type Block = Uint16Array | Uint32Array;

// Of each list, side by side: the last document noted plus one, and its bytes, later the place of the next one.
const RECORD = 2;
const AT = 1;

/**
 * Lists of documents by number, noted as documents come and written all at once: what is noted follows the order of the
 * documents, for lists are far apart in memory.
 */
export interface Lists {
  /** Of 65,536 lists at most a block takes half the room. */
  readonly isWide: boolean;
  readonly blocks: Block[];
  last: Block;
  /** How much of the last block. */
  used: number;
  /** By document how much was noted before the next. */
  ends: Uint32Array;
  docs: number;
}

/** @param most lists */
export function createLists(most: number): Lists {
  const isWide = most > 0x1_0000;
  return { isWide, blocks: [], last: newBlock(isWide), used: BLOCK, ends: new Uint32Array(1 << 10), docs: 0 };
}

const newBlock = (isWide: boolean): Block => (isWide ? new Uint32Array(BLOCK) : new Uint16Array(BLOCK));
const notedIn = ({ blocks, used }: Lists): number => (blocks.length - 1) * BLOCK + used;

/** Notes that the current document is in a list, be it again. */
export function note(lists: Lists, list: number): void {
  if (lists.used === BLOCK) {
    if (lists.blocks.length > 0) lists.last = newBlock(lists.isWide);
    lists.blocks.push(lists.last);
    lists.used = 0;
  }
  lists.last[lists.used++] = list;
}

/** The current document is done; the next one begins. */
export function nextDoc(lists: Lists): void {
  if (lists.docs === lists.ends.length) {
    const larger = new Uint32Array(lists.docs * 2);
    larger.set(lists.ends);
    lists.ends = larger;
  }
  lists.ends[lists.docs++] = lists.blocks.length === 0 ? 0 : notedIn(lists);
}

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
  eachBlock(lists, (block, from, length, doc) => measure(records, block, length, lists.ends, from, doc));
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
  eachBlock(lists, (block, from, length, doc) => put(bytes, records, block, length, lists.ends, from, doc));
  return { bytes, starts };
}

/** Calls with each block, where it begins among all that is noted, its length and its first document. Gives its last. */
function eachBlock(lists: Lists, onBlock: (block: Block, from: number, length: number, doc: number) => number): void {
  let doc = 0;
  lists.blocks.forEach((block, nth) => {
    doc = onBlock(block, nth * BLOCK, nth === lists.blocks.length - 1 ? lists.used : BLOCK, doc);
  });
}

/** Adds up the bytes of each list, into its record. */
function measure(
  records: Uint32Array,
  block: Block,
  length: number,
  ends: Uint32Array,
  from: number,
  firstDoc: number,
): number {
  let doc = firstDoc;
  let end = (ends[doc] as number) - from;
  for (let at = 0; at < length; at++) {
    while (at >= end) end = (ends[++doc] as number) - from;
    const record = (block[at] as number) * RECORD;
    const gap = doc + 1 - (records[record] as number);
    if (gap === 0) continue;
    records[record] = doc + 1;
    records[record + AT] =
      (records[record + AT] as number) +
      (gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5);
  }
  return doc;
}

/** Writes the gaps of each list to where its record says. */
function put(
  bytes: Uint8Array,
  records: Uint32Array,
  block: Block,
  length: number,
  ends: Uint32Array,
  from: number,
  firstDoc: number,
): number {
  let doc = firstDoc;
  let end = (ends[doc] as number) - from;
  for (let at = 0; at < length; at++) {
    while (at >= end) end = (ends[++doc] as number) - from;
    const record = (block[at] as number) * RECORD;
    let gap = doc + 1 - (records[record] as number);
    if (gap === 0) continue;
    records[record] = doc + 1;
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
