// A process of its own for the search measure, so that its heap is nobody else's. Prints its findings as one line of JSON.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { createIndexBuilder } from '../../../lib/search/build.ts';
import type { SearchDoc } from '../../../lib/search/document.ts';
import { openSearch, type Search } from '../../../lib/search/search.ts';
import { nameReadings } from '../../../lib/text/pinyin.ts';
import { corpus } from '../../fixtures/search/corpus.ts';
import { labelledSet } from '../../fixtures/search/labelled.ts';

const SEED = 7;
const ODD = [
  'a',
  'e',
  '1',
  '王',
  'a b c d',
  'e e e e e e e e',
  '1 2 3 4',
  'zhang wei ming',
  '.*+?^()|[]',
  '，。！？……',
  'x'.repeat(10_240),
  'lorem ipsum '.repeat(900),
  '客户说包裹'.repeat(2000),
  '1'.repeat(10_240),
  '****',
];

const collect = (): void => {
  if (!globalThis.gc) throw new Error('to be run with --expose-gc');
  globalThis.gc();
};
const heapBytes = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
// As they come out of storage: flat strings, nothing shared.
const stored = (docs: Iterable<SearchDoc>): SearchDoc[] => Array.from(docs, (doc) => JSON.parse(JSON.stringify(doc)));

function build(docs: Iterable<SearchDoc>): Map<string, Uint8Array> {
  const chunks = new Map<string, Uint8Array>();
  const builder = createIndexBuilder((name, chunk) => chunks.set(name, chunk));
  for (const doc of docs) builder.add(doc);
  builder.finish();
  return chunks;
}

async function timed<T>(run: () => T | Promise<T>): Promise<[ms: number, result: T]> {
  const start = performance.now();
  const result = await run();
  return [performance.now() - start, result];
}

async function search(load: (names: readonly string[]) => Promise<(Uint8Array | undefined)[]>): Promise<Search> {
  const opened = await openSearch(load);
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

/** Chunks as files, so that those not loaded are not in memory. */
async function shelve(chunks: ReadonlyMap<string, Uint8Array>) {
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-search-'));
  const file = (name: string) => path.join(directory, name.replace('/', '-'));
  await Promise.all(Array.from(chunks, ([name, chunk]) => writeFile(file(name), chunk)));
  return {
    load: (names: readonly string[]) =>
      Promise.all(
        names.map(async (name) => {
          const { buffer, byteOffset, length } = await readFile(file(name));
          return new Uint8Array(buffer, byteOffset, length);
        }),
      ),
    remove: () => rm(directory, { recursive: true }),
  };
}

/** Words, and pairs of Chinese characters: the tokens that find Chinese without segmenting it. */
function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [run] of text.toLowerCase().matchAll(/[a-z0-9]+|[\u3400-\u9fff]+/g)) {
    if (run < '\u3400') found.push(run);
    else for (let at = 0; at < Math.max(1, run.length - 1); at++) found.push(run.slice(at, at + 2));
  }
  return found;
}

const MINI_FIELDS = ['name', 'pinyin', 'company', 'email', 'phone', 'account', 'tag', 'note'] as const;
type MiniDoc = Record<(typeof MINI_FIELDS)[number], string> & { id: string };

/** The same document as MiniSearch can find it: pinyin spelt out, a phone number as each of its tails. */
function miniDoc({ id, fields }: SearchDoc): MiniDoc {
  const texts = (kind: string) => fields.flatMap((field) => (field.kind === kind ? [field.text] : []));
  const name = texts('name').join(' ');
  const spoken = new Set(
    nameReadings(name).flatMap(({ surname, given }) => {
      const all = [...surname, ...given];
      return [...all, all.join(''), [...given, ...surname].join(''), all.map((syllable) => syllable[0]).join('')];
    }),
  );
  const tails = texts('phone').flatMap((phone) => {
    const digits = phone.replace(/\D/g, '');
    return Array.from({ length: digits.length - 3 }, (_, at) => digits.slice(at));
  });
  return {
    id,
    name,
    pinyin: [...spoken].join(' '),
    company: texts('company').join(' '),
    email: texts('email').join(' '),
    phone: tails.join(' '),
    account: texts('account').join(' '),
    tag: texts('tag').join(' '),
    note: texts('note').join('\n'),
  };
}

/** Building, and what is held in memory, beside MiniSearch; order numbers left out, which it finds whole only. */
async function beside(customers: number) {
  const shape = { customers, notesEach: 3, ordersEach: 0, seed: SEED };
  const docs = stored(corpus(shape));
  const ours: number[] = [];
  for (let round = 0; round < 3; round++) {
    collect();
    ours.push((await timed(() => build(docs)))[0]);
  }
  const { load, remove } = await shelve(build(docs));
  const { queries } = labelledSet(shape);
  const before = heapBytes();
  const opened = await search(load);
  for (const { text } of queries) await opened.find(text, 20);
  const oursBytes = heapBytes() - before;
  await remove();

  const miniDocs = docs.map(miniDoc);
  const beforeMini = heapBytes();
  const [mini, index] = await timed(() => {
    const made = new MiniSearch<MiniDoc>({ fields: [...MINI_FIELDS], tokenize: tokens, processTerm: (term) => term });
    made.addAll(miniDocs);
    return made;
  });
  const miniBytes = heapBytes() - beforeMini;
  collect();
  ours.push((await timed(() => build(docs)))[0]);
  return { ours, mini, oursBytes, miniBytes, miniTerms: index.termCount, held: opened.bytes };
}

/** The whole file with its order numbers: size, opening, first and later queries, the labelled set. */
async function whole(customers: number) {
  const { docs, queries } = labelledSet({ customers, notesEach: 3, ordersEach: 10, seed: SEED });
  const all = stored(docs());
  const [buildMs, chunks] = await timed(() => build(all));
  const sizes: Record<string, number> = {};
  for (const [name, { length }] of chunks) {
    const kind = name.split('/')[0] ?? '';
    sizes[kind] = (sizes[kind] ?? 0) + length;
  }
  const largest = Math.max(...Array.from(chunks.values(), ({ length }) => length));
  const count = chunks.size;
  const { load, remove } = await shelve(chunks);
  chunks.clear();
  all.length = 0;
  collect();

  const open: number[] = [];
  const first: number[] = [];
  for (const { text } of queries.filter((_, at) => at % Math.ceil(queries.length / 40) === 0)) {
    const [openMs, opened] = await timed(() => search(load));
    open.push(openMs);
    first.push((await timed(() => opened.find(text, 20)))[0]);
  }

  const opened = await search(load);
  const missed: string[] = [];
  for (const { kind, text, wanted } of queries) {
    const found = await opened.find(text, 3);
    if (!found.ok || !found.value.some(({ id }) => id === wanted)) missed.push(`${kind}: ${text}`);
  }
  const typed = queries
    .filter((_, at) => at % 2 === 0)
    .flatMap(({ text }) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)));
  // Warm: what was typed before is typed again.
  for (const text of [...typed, ...ODD]) await opened.find(text, 20);
  const asked: { text: string; ms: number; cpuMs: number }[] = [];
  for (const text of typed) {
    const before = process.cpuUsage();
    const [ms] = await timed(() => opened.find(text, 20));
    const { user, system } = process.cpuUsage(before);
    asked.push({ text, ms, cpuMs: (user + system) / 1000 });
  }
  const odd: { text: string; ms: number }[] = [];
  for (const text of ODD) {
    const [ms] = await timed(() => opened.find(text, 20));
    odd.push({ text: text.slice(0, 24), ms });
  }
  await remove();
  return {
    buildMs,
    sizes,
    largest,
    count,
    open,
    first,
    missed,
    queries: queries.length,
    asked,
    odd,
    held: opened.bytes,
  };
}

const customers = Number(process.argv[3]);
console.log(JSON.stringify(await (process.argv[2] === 'beside' ? beside(customers) : whole(customers))));
