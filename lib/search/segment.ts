import { best, chunksOf, worths } from './candidates.ts';
import { type Chunks, chunkCache } from './chunk-cache.ts';
import { type Directory, RECENCY, wordsName } from './directory.ts';
import type { LoadChunks, SearchField } from './document.ts';
import { editsAllowed, type NearWord, scanFuzzy } from './fuzzy.ts';
import { type Judged, judge } from './judge.ts';
import { PAGE_DOCS, pageName, readPage } from './pages.ts';
import { type Lookup, lookupsOf, maskedLookups, soundLookups, WORTH } from './plan.ts';
import type { Query, QueryPart } from './query.ts';
import { createRoom, type Room } from './room.ts';

/** A customer found. */
export interface Hit extends Judged {
  readonly id: string;
  readonly at: number;
}

/** Answers, the best first. */
export interface Answers {
  readonly hits: readonly Hit[];
  /** There may be more than were asked for, or than were compared. */
  readonly isCut: boolean;
}

/** One index, opened. */
export interface Segment {
  /**
   * The best answers of this index, the best first.
   * @param isHidden tells documents that are no longer what this index knows of them
   */
  find(query: Query, limit: number, isHidden: (id: string) => boolean): Promise<Answers>;
  /** Bytes of chunks held in memory. */
  readonly bytes: number;
}

// With fewer answers than this, and none of them a name or an address, misspellings are looked for.
const FEW = 6;
const SURE = 55;
const NEAR_MAX = 48;
const FIRST_ROUND = 32;
/** Candidates compared with their text at most, for queries that fit many documents in part and few in whole. */
const COMPARED_MAX = 512;
/** Compared at a time, when all there are are wanted: what they say is in memory together. */
const ROUND_MAX = 8192;

/** @param cacheBytes chunks kept in memory, not counting those of the query that runs */
export function openSegment(directory: Directory, load: LoadChunks, cacheBytes: number): Segment {
  const cache = chunkCache(load, cacheBytes);
  const bytes = createRoom(() => new Uint8Array(directory.docs));
  const sums = createRoom(() => new Uint16Array(directory.docs));
  let recency: Float32Array | undefined;

  async function recencies(): Promise<Float32Array> {
    if (recency) return recency;
    const chunk = (await cache.get([RECENCY])).get(RECENCY) ?? new Uint8Array(0);
    recency = new Float32Array(chunk.slice().buffer);
    return recency;
  }

  async function worthsOf(query: Query, near: ReadonlyMap<string, readonly Lookup[]>) {
    const lookups = new Map<QueryPart, readonly Lookup[]>();
    for (const part of partsOf(query)) lookups.set(part, [...lookupsOf(part), ...(near.get(part.text) ?? [])]);
    const masked = query.masked ? maskedLookups(query.masked) : [];
    const chunks = await cache.get(chunksOf(directory, [...lookups.values(), masked].flat()));
    const of = (asked: readonly Lookup[]) => worths(directory, chunks, asked, bytes);
    return total(
      query,
      { of: (part) => of(lookups.get(part) ?? []), masked: masked.length > 0 && of(masked) },
      sums,
      bytes,
    );
  }

  async function compare(
    query: Query,
    docs: readonly number[],
    isLoose: boolean,
    isHidden: (id: string) => boolean,
  ): Promise<Hit[]> {
    const times = await recencies();
    const cards = await cache.get(docs.map((doc) => pageName('card', pageOf(doc))));
    const hits: Hit[] = [];
    const open: { readonly doc: number; readonly id: string; readonly fields: readonly SearchField[] }[] = [];
    for (const doc of docs) {
      const { id, fields } = read(cards, 'card', doc);
      if (isHidden(id)) continue;
      const judged = judge(query, fields, isLoose);
      if (judged) hits.push({ ...judged, id, at: times[doc] ?? 0 });
      else open.push({ doc, id, fields });
    }
    if (open.length === 0) return hits;
    const pages = await cache.get(
      open.flatMap(({ doc }) => [pageName('order', pageOf(doc)), pageName('note', pageOf(doc))]),
    );
    for (const { doc, id, fields } of open) {
      const all = [...fields, ...read(pages, 'order', doc).fields, ...read(pages, 'note', doc).fields];
      const judged = judge(query, all, isLoose);
      if (judged) hits.push({ ...judged, id, at: times[doc] ?? 0 });
    }
    return hits;
  }

  async function answers(
    query: Query,
    limit: number,
    near: ReadonlyMap<string, readonly Lookup[]> | undefined,
    isHidden: (id: string) => boolean,
  ): Promise<Answers> {
    const times = await recencies();
    const worth = await worthsOf(query, near ?? new Map());
    const hits: Hit[] = [];
    const most = near ? COMPARED_MAX / 4 : Math.max(COMPARED_MAX, limit * 4);
    let size = Math.min(ROUND_MAX, Math.max(FIRST_ROUND, limit + 8));
    let isCut = true;
    for (let from = 0; from < most && hits.length < limit; from += size, size = Math.min(ROUND_MAX, from)) {
      const docs = best(worth, times, from, size);
      for (const hit of await compare(query, docs, near !== undefined, isHidden)) hits.push(hit);
      isCut = docs.length === size;
      if (!isCut) break;
    }
    sums.giveBack(worth);
    return firstOf(hits, limit, isCut);
  }

  /** Lookups for what a query may mean by misspelt words. */
  async function nearOf(query: Query): Promise<Map<string, readonly Lookup[]>> {
    const near = new Map<string, readonly Lookup[]>();
    for (const part of partsOf(query)) {
      if (part.isUnspaced) {
        near.set(part.text, soundLookups(part));
        continue;
      }
      const { text } = part;
      const most = editsAllowed(text.length);
      if (most === 0 || !/[a-z]/.test(text)) continue;
      const shelves = directory.words.flatMap((length, at) => (Math.abs(length - text.length) <= most ? [at] : []));
      const chunks = await cache.get(shelves.map(wordsName));
      const words: NearWord[] = [];
      for (const at of shelves) {
        const chunk = chunks.get(wordsName(at));
        if (chunk) scanFuzzy(chunk, directory.words[at] ?? 0, text, most, (word) => words.push(word));
      }
      words.sort((a, b) => a.edits - b.edits);
      near.set(
        text,
        words.slice(0, NEAR_MAX).map(({ key, edits }) => ({
          keys: [key],
          shelves: [],
          isPrefix: false,
          worth: edits > 1 ? WORTH.far : WORTH.misspelt,
        })),
      );
    }
    return near;
  }

  return {
    get bytes() {
      return cache.bytes + directory.docs * 4;
    },
    async find(query, limit, isHidden) {
      if (query.words.length === 0 || limit <= 0) return { hits: [], isCut: false };
      const sure = await answers(query, limit, undefined, isHidden);
      const { hits } = sure;
      if (hits.length >= Math.min(FEW, limit) || hits.some(({ score }) => score >= SURE)) return sure;
      const near = await nearOf(query);
      if ([...near.values()].every(({ length }) => length === 0)) return sure;
      const known = new Set(hits.map(({ id }) => id));
      const more = await answers(query, limit, near, (id) => known.has(id) || isHidden(id));
      const all = [...hits, ...more.hits];
      return { hits: all.slice(0, limit), isCut: sure.isCut || more.isCut || all.length > limit };
    },
  };
}

/** The better first, of equals the more recent. */
const byRank = (a: Hit, b: Hit): number => b.score - a.score || b.at - a.at || (a.id < b.id ? -1 : 1);

/** The best of some answers. */
export const firstOf = (hits: readonly Hit[], limit: number, isCut: boolean): Answers => ({
  hits: hits.toSorted(byRank).slice(0, limit),
  isCut: isCut || hits.length > limit,
});

const pageOf = (doc: number): number => Math.floor(doc / PAGE_DOCS);

function read(pages: Chunks, family: 'card' | 'order' | 'note', doc: number): ReturnType<typeof readPage> {
  const page = pages.get(pageName(family, pageOf(doc)));
  return page ? readPage(page, doc % PAGE_DOCS) : { id: '', fields: [] };
}

function* partsOf({ words, joined }: Query): Generator<QueryPart> {
  for (const word of words) {
    yield* word.parts;
    if (word.joined) yield word.joined;
  }
  if (joined) yield joined;
}

/**
 * What each document is worth as a whole: all words, or the words run together, or the masked number.
 * @param worth of a part, and of the masked number if there is one
 */
function total(
  { words, joined }: Query,
  worth: { of(part: QueryPart): Uint8Array; readonly masked: Uint8Array | false },
  sums: Room<Uint16Array<ArrayBuffer>>,
  bytes: Room<Uint8Array>,
): Uint16Array<ArrayBuffer> {
  const sum = sums.take();
  words.forEach(({ parts, joined: together }, nth) => {
    const [least = bytes.take(), ...others] = parts.map(worth.of);
    for (const other of others) {
      for (let doc = 0; doc < least.length; doc++)
        if ((other[doc] as number) < (least[doc] as number)) least[doc] = other[doc] as number;
      bytes.giveBack(other);
    }
    if (together) {
      const whole = worth.of(together);
      raiseTo(least, whole);
      bytes.giveBack(whole);
    }
    if (nth === 0) sum.set(least);
    else
      for (let doc = 0; doc < sum.length; doc++)
        if (sum[doc] !== 0) sum[doc] = least[doc] === 0 ? 0 : (sum[doc] as number) + (least[doc] as number);
    bytes.giveBack(least);
  });
  for (const alternative of [joined && worth.of(joined), worth.masked]) {
    if (!alternative) continue;
    for (let doc = 0; doc < sum.length; doc++) {
      const value = (alternative[doc] as number) * words.length;
      if (value > (sum[doc] as number)) sum[doc] = value;
    }
    bytes.giveBack(alternative);
  }
  return sum;
}

function raiseTo(worth: Uint8Array, other: Uint8Array): void {
  for (let doc = 0; doc < worth.length; doc++)
    if ((other[doc] as number) > (worth[doc] as number)) worth[doc] = other[doc] as number;
}
