/**
 * Lists of documents by number, noted as documents come and written all at once: what is noted follows the order of the
 * documents, for lists are far apart in memory.
 */
export interface Lists {
  /** Notes that the current document is in a list, be it again. */
  note(list: number): void;
  /** The current document is done; the next one begins. */
  next(): void;
  /**
   * All lists, one after another: of each the gaps between its documents, the first counted from -1, as varints.
   * @param count of lists @param order in which they are written; by number when not given
   */
  write(count: number, order?: Uint32Array): WrittenLists;
}

export interface WrittenLists {
  readonly bytes: Uint8Array;
  /** By place in the order where a list begins; one more, for the end. */
  readonly starts: Uint32Array;
}

const BLOCK = 1 << 16;

// Of each list, side by side: the last document noted plus one, and its bytes, later the place of the next one.
const RECORD = 2;
const AT = 1;

/** @param most lists: those of up to 65,536 take half the room */
export function createLists(most: number): Lists {
  const make = (): Uint16Array | Uint32Array =>
    most <= 0x1_0000 ? new Uint16Array(BLOCK) : new Uint32Array(BLOCK);
  const blocks: (Uint16Array | Uint32Array)[] = [];
  let block = make();
  let used = BLOCK;
  /** By document how much was noted before the next. */
  let ends = new Uint32Array(1 << 10);
  let docs = 0;
  const noted = (): number => Math.max(0, blocks.length - 1) * BLOCK + (blocks.length > 0 ? used : 0);

  /** Bytes of each list, into its record. */
  function measure(records: Uint32Array): void {
    let doc = 0;
    let at = 0;
    let end = ends[0] as number;
    const all = noted();
    for (const block of blocks) {
      const length = Math.min(BLOCK, all - at);
      for (let nth = 0; nth < length; nth++, at++) {
        while (at === end) end = ends[++doc] as number;
        const record = (block[nth] as number) * RECORD;
        const gap = doc + 1 - (records[record] as number);
        if (gap === 0) continue;
        records[record] = doc + 1;
        records[record + AT] = (records[record + AT] as number) + bytesOf(gap);
      }
    }
  }

  /** Gaps of each list, to where its record says. */
  function put(records: Uint32Array, bytes: Uint8Array): void {
    let doc = 0;
    let at = 0;
    let end = ends[0] as number;
    const all = noted();
    for (const block of blocks) {
      const length = Math.min(BLOCK, all - at);
      for (let nth = 0; nth < length; nth++, at++) {
        while (at === end) end = ends[++doc] as number;
        const record = (block[nth] as number) * RECORD;
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
    }
  }

  return {
    note(list) {
      if (used === BLOCK) {
        block = make();
        blocks.push(block);
        used = 0;
      }
      block[used++] = list;
    },
    next() {
      if (docs === ends.length) {
        const larger = new Uint32Array(docs * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[docs++] = noted();
    },
    write(count, order) {
      const records = new Uint32Array(count * RECORD);
      measure(records);
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
      put(records, bytes);
      return { bytes, starts };
    },
  };
}

const bytesOf = (gap: number): number =>
  gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5;
