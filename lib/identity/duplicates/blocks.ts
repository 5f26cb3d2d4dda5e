import { maskedFrame, maskedTail } from '../masked-phone.ts';
import type { Features } from './features.ts';

/** What two people must share to be compared at all. */
export const BLOCK_KINDS = [
  'email',
  'phone',
  'masked-phone',
  'account',
  'nick',
  'name',
  'name-and-phone',
  'name-and-email',
  'name-and-address',
  'name-and-birthday',
  'name-and-company',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

const kindIndex = new Map(BLOCK_KINDS.map((kind, index) => [kind, index]));

/** Tells every block of a person: its kind and a 32-bit hash of its value. Equal hashes of different values only cost a look. */
export function blocksOf(person: Features, emit: (kind: number, hash: number) => void): void {
  const say = (kind: BlockKind, first: string, second = '') => {
    const index = kindIndex.get(kind) ?? 0;
    emit(index, hashOf(index, first, second));
  };
  const { name, emails, phones, addressNumbers, birthday, company } = person;
  for (const { mailbox } of emails) say('email', mailbox);
  for (const { national } of phones) say('phone', national.slice(-8));
  for (const { national } of phones) {
    if (national.length > 7) say('masked-phone', `${national.slice(0, 3)}${national.slice(-4)}`);
  }
  for (const key of person.maskedPhones) say('masked-phone', maskedFrame(key) ?? key);
  for (const account of person.accounts) say('account', account);
  for (const nick of person.nicks) say('nick', nick);
  for (const key of name.keys) say('name', key);
  // A part of the name is enough beside something rarer: it lets slips in the other parts through.
  const parts = name.surname === '' ? name.parts : [...name.parts, name.surname];
  const tails = new Set([
    ...phones.map(({ national }) => national.slice(-4)),
    ...person.maskedPhones.flatMap((key) => maskedTail(key) ?? []),
  ]);
  for (const part of parts) {
    for (const tail of tails) say('name-and-phone', part, tail);
    if (addressNumbers.length > 1) say('name-and-address', part, addressNumbers);
    if (birthday !== '') say('name-and-birthday', part, birthday);
  }
  for (const key of name.keys) {
    // A slip in the last four digits leaves the others, and the first letters or the last of an address.
    for (const { national } of phones) say('name-and-phone', key, `${national.slice(0, -4)}-`);
    for (const { local, isRelay, isRole } of emails) {
      if (isRelay || isRole) continue;
      say('name-and-email', key, local.slice(0, 3));
      say('name-and-email', key, `-${local.slice(-3)}`);
    }
    if (company !== '') say('name-and-company', key, company);
    if (addressNumbers.length <= 1 && person.address !== '') say('name-and-address', key, person.address);
  }
}

// FNV-1a over UTF-16 code units (Fowler, Noll, Vo), finished as in MurmurHash3 so that the low bits are good for sorting.
function hashOf(kind: number, first: string, second: string): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let at = 0; at < first.length; at++) hash = Math.imul(hash ^ first.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ 0x1f, 0x01000193);
  for (let at = 0; at < second.length; at++) hash = Math.imul(hash ^ second.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Who shares which blocks, in flat arrays: 100,000 people have about 1.5 million entries. */
export interface BlockTable {
  add(kind: number, hash: number, person: number): void;
  /** Brings equal hashes together, one step at a time. */
  group(people: number, maxBlock: number): Generator<void, Grouped>;
}

export interface Grouped {
  /** Calls for each later person who shares a block with this one, each once. */
  partnersOf(person: number, visit: (partner: number) => void): void;
  /** Blocks left out because too many people share them, so that sharing says little. */
  readonly skipped: readonly SkippedBlocks[];
}

export interface SkippedBlocks {
  readonly kind: BlockKind;
  readonly blocks: number;
  /** People in the largest. */
  readonly largest: number;
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const STEP = 250_000;

/** @param expected entries to make room for at first */
export function createBlockTable(expected: number): BlockTable {
  let size = 0;
  const room = Math.max(16, expected);
  let hashes = new Uint32Array(room);
  let owners = new Uint32Array(room);
  let kinds = new Uint8Array(room);
  const grow = () => {
    hashes = enlarge(hashes, new Uint32Array(size * 2));
    owners = enlarge(owners, new Uint32Array(size * 2));
    kinds = enlarge(kinds, new Uint8Array(size * 2));
  };
  return {
    add(kind, hash, person) {
      if (size === hashes.length) grow();
      hashes[size] = hash;
      owners[size] = person;
      kinds[size] = kind;
      size++;
    },
    *group(people, maxBlock) {
      const order = yield* sortedOrder(hashes, size);
      return yield* collect(order, { hashes, owners, kinds, people, maxBlock });
    },
  };
}

function enlarge<T extends Uint32Array | Uint8Array>(old: T, next: T): T {
  next.set(old);
  return next;
}

/** Radix sort by 11 bits at a time, least first; it keeps the order of equal hashes. */
function* sortedOrder(hashes: Uint32Array, size: number): Generator<void, Uint32Array> {
  let order = new Uint32Array(size);
  for (let at = 0; at < size; at++) order[at] = at;
  let next = new Uint32Array(size);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    const starts = new Uint32Array(DIGITS + 1);
    for (let at = 0; at < size; at++) bump(starts, (((hashes[at] ?? 0) >>> shift) & (DIGITS - 1)) + 1);
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
    for (let at = 0; at < size; at++) {
      const entry = order[at] ?? 0;
      next[bump(starts, ((hashes[entry] ?? 0) >>> shift) & (DIGITS - 1))] = entry;
      if (at % STEP === STEP - 1) yield;
    }
    [order, next] = [next, order];
    yield;
  }
  return order;
}

function bump(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

interface Entries {
  readonly hashes: Uint32Array;
  readonly owners: Uint32Array;
  readonly kinds: Uint8Array;
  readonly people: number;
  readonly maxBlock: number;
}

function* collect(order: Uint32Array, entries: Entries): Generator<void, Grouped> {
  const { hashes, owners, kinds, people, maxBlock } = entries;
  const members = new Uint32Array(order.length);
  const blockOf = new Uint32Array(order.length);
  const blockEnds: number[] = [];
  const skipped = new Map<number, { blocks: number; largest: number }>();
  let filled = 0;
  for (let start = 0, steps = 0; start < order.length; ) {
    const hash = hashes[order[start] ?? 0];
    let end = start + 1;
    while (end < order.length && hashes[order[end] ?? 0] === hash) end++;
    if (end - start > maxBlock) {
      const kind = kinds[order[start] ?? 0] ?? 0;
      const { blocks, largest } = skipped.get(kind) ?? { blocks: 0, largest: 0 };
      skipped.set(kind, { blocks: blocks + 1, largest: Math.max(largest, end - start) });
    } else if (end - start > 1) {
      for (let at = start; at < end; at++) {
        members[filled] = owners[order[at] ?? 0] ?? 0;
        blockOf[filled++] = blockEnds.length;
      }
      blockEnds.push(filled);
    }
    steps += end - start;
    start = end;
    if (steps > STEP) {
      steps = 0;
      yield;
    }
  }
  yield;
  // The same entries by person: where each person's begin, then which places of `members` they are.
  const starts = new Uint32Array(people + 1);
  for (let at = 0; at < filled; at++) bump(starts, (members[at] ?? 0) + 1);
  for (let person = 0; person < people; person++)
    starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0);
  yield;
  const cursor = starts.slice();
  const places = new Uint32Array(filled);
  for (let at = 0; at < filled; at++) places[bump(cursor, members[at] ?? 0)] = at;
  yield;
  const lastSeenBy = new Uint32Array(people);
  return {
    partnersOf(person, visit) {
      for (let entry = starts[person] ?? 0; entry < (starts[person + 1] ?? 0); entry++) {
        const place = places[entry] ?? 0;
        const end = blockEnds[blockOf[place] ?? 0] ?? 0;
        // Members of a block stand in ascending order: what follows is later.
        for (let at = place + 1; at < end; at++) {
          const partner = members[at] ?? 0;
          if (partner === person || lastSeenBy[partner] === person + 1) continue;
          lastSeenBy[partner] = person + 1;
          visit(partner);
        }
      }
    },
    skipped: Array.from(skipped, ([kind, { blocks, largest }]) => ({
      kind: BLOCK_KINDS[kind] ?? 'name',
      blocks,
      largest,
    })),
  };
}
