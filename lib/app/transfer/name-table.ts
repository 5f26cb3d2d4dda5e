/** Names in the order they came, each found by its text. */
export interface NameTable {
  /** The place of a name; absent when it was not added. */
  find(name: string): number | undefined;
  /** Adds a name that is not there. @returns its place */
  add(name: string): number;
  /** Gives a name its place only: it is not found. */
  keep(name: string): number;
  at(place: number): string;
  /** No more comes: names are not found any more. */
  seal(): void;
}

const FIRST = 1024;
const FREE = 0;
const NONE = 0;
/** So many characters are put together in one go. */
const AT_ONCE = 4096;

/**
 * As bytes in one buffer, found by hash: a million names as texts in a map take three times the room, and a collector of
 * garbage follows each of them. Characters are one to three bytes, each for itself (CESU-8), so that any text comes back.
 */
export function createNameTable(): NameTable {
  let bytes = new Uint8Array(16 * FIRST);
  /** Where each name ends, and its hash; none where it is not found. */
  let ends = new Uint32Array(FIRST);
  let hashes = new Uint32Array(FIRST);
  let count = 0;
  /** By hash, and on from there where that is taken, a name's place plus one. */
  let slots = new Uint32Array(2 * FIRST);
  let found = 0;

  const startOf = (place: number) => (place === 0 ? 0 : (ends[place - 1] as number));

  /** Writes a name behind the last one. @returns where it ends */
  function write(name: string): number {
    let at = startOf(count);
    const most = at + name.length * 3;
    if (most > bytes.length) bytes = longer(bytes, most);
    for (let index = 0; index < name.length; index += 1) {
      const unit = name.charCodeAt(index);
      if (unit < 0x80) bytes[at++] = unit;
      else {
        if (unit < 0x800) bytes[at++] = 0xc0 | (unit >> 6);
        else {
          bytes[at++] = 0xe0 | (unit >> 12);
          bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        }
        bytes[at++] = 0x80 | (unit & 0x3f);
      }
    }
    return at;
  }

  /** FNV-1a (Fowler, Noll, Vo), its bits mixed once more: places are taken from the low ones. */
  function hashOf(start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    return (hash ^ (hash >>> 15)) >>> 0 || 1;
  }

  function isWritten(place: number, end: number): boolean {
    const from = startOf(place);
    const start = startOf(count);
    if ((ends[place] as number) - from !== end - start) return false;
    for (let at = start; at < end; at += 1) if (bytes[at] !== bytes[from + at - start]) return false;
    return true;
  }

  /** The slot of the name that was written last, or the free one where it belongs. */
  function slotOf(hash: number, end: number): number {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const entry = slots[slot] as number;
      if (entry === FREE || (hashes[entry - 1] === hash && isWritten(entry - 1, end))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function keepWritten(end: number, hash: number): number {
    if (count === ends.length) {
      ends = longer(ends, count + 1);
      hashes = longer(hashes, count + 1);
    }
    ends[count] = end;
    hashes[count] = hash;
    count += 1;
    return count - 1;
  }

  function rehash(): void {
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let place = 0; place < count; place += 1) {
      const hash = hashes[place] as number;
      if (hash === NONE) continue;
      let slot = hash & mask;
      while (slots[slot] !== FREE) slot = (slot + 1) & mask;
      slots[slot] = place + 1;
    }
  }

  return {
    find(name) {
      const end = write(name);
      const entry = slots[slotOf(hashOf(startOf(count), end), end)] as number;
      return entry === FREE ? undefined : entry - 1;
    },
    add(name) {
      if ((found + 1) * 4 > slots.length * 3) rehash();
      const end = write(name);
      const hash = hashOf(startOf(count), end);
      const slot = slotOf(hash, end);
      const place = keepWritten(end, hash);
      slots[slot] = place + 1;
      found += 1;
      return place;
    },
    keep: (name) => keepWritten(write(name), NONE),
    at(place) {
      const units: number[] = [];
      let text = '';
      const end = ends[place] as number;
      for (let at = startOf(place); at < end; ) {
        const first = bytes[at++] as number;
        const next = () => (bytes[at++] as number) & 0x3f;
        if (first < 0x80) units.push(first);
        else if (first < 0xe0) units.push(((first & 0x1f) << 6) | next());
        else units.push(((first & 0x0f) << 12) | (next() << 6) | next());
        if (units.length === AT_ONCE) text += String.fromCharCode(...units.splice(0));
      }
      return text + String.fromCharCode(...units);
    },
    seal() {
      slots = new Uint32Array(1);
      hashes = new Uint32Array(0);
    },
  };
}

/** A copy with room for more. */
export function longer<T extends Uint8Array | Uint32Array | Float64Array>(column: T, needed: number): T {
  const made = new (column.constructor as new (length: number) => T)(Math.max(needed, Math.ceil(column.length * 1.5)));
  made.set(column);
  return made;
}
