import { bytesOf, ID_BYTES, ID_CHARS, idsOf } from '../../id-bytes.ts';
import type { Holdings, Product } from './holdings.ts';

/** Changes whenever the same file would give other holdings, or they are written down otherwise. */
const VERSION = 'bought-2';
const HEAD = 'bought-head';
const PEOPLE = 'bought-people';
const part = (index: number): string => `bought-${index}`;
const goods = (index: number): string => `bought-goods-${index}`;
/** A question about a few products reads a few of these. */
const PART_BYTES = 0x4_0000;

/** Under what it was counted. */
export interface HoldingsBasis {
  readonly timeZone: string;
  readonly asOfDay: number;
}

interface Head extends HoldingsBasis {
  readonly version: string;
  readonly people: number;
  /** Of how many parts `Goods` are. */
  readonly parts: number;
}

/** What is known of all products; of a shop where each thing is sold once it weighs more than one message may. */
interface Goods {
  readonly later: readonly number[];
  readonly keys: readonly string[];
  readonly names: readonly string[];
  /** Empty for none. */
  readonly skus: readonly string[];
  /** How many customers bought each, and with which byte they begin; one more at the end. */
  readonly counts: readonly number[];
  readonly starts: readonly number[];
}

/** Holdings as chunks: of each product the steps from one customer's number to the next, seven bits a byte. */
export function* encodeHoldings(
  held: Holdings,
  { timeZone, asOfDay }: HoldingsBasis,
): Generator<readonly [string, Uint8Array]> {
  const { people, later, products, from, who } = held;
  const ids = new Uint8Array(people.length * ID_BYTES);
  people.forEach((id, number) => {
    ids.set(bytesOf(id), number * ID_BYTES);
  });
  yield [PEOPLE, ids];
  // Five bytes hold any number.
  const bytes = new Uint8Array(who.length * 5);
  const starts: number[] = [];
  let at = 0;
  for (let product = 0; product < products.length; product += 1) {
    starts.push(at);
    let before = -1;
    for (let row = from[product] as number; row < (from[product + 1] as number); row += 1) {
      let step = (who[row] as number) - before - 1;
      before = who[row] as number;
      for (; step > 0x7f; step >>>= 7) {
        bytes[at] = (step & 0x7f) | 0x80;
        at += 1;
      }
      bytes[at] = step;
      at += 1;
    }
  }
  starts.push(at);
  yield* inParts(part, bytes.subarray(0, at));
  const all: Goods = {
    ...{ later, starts },
    keys: products.map(({ key }) => key),
    names: products.map(({ name }) => name),
    skus: products.map(({ sku = '' }) => sku),
    counts: products.map((_product, product) => (from[product + 1] as number) - (from[product] as number)),
  };
  const text = new TextEncoder().encode(JSON.stringify(all));
  yield* inParts(goods, text);
  const parts = Math.ceil(text.length / PART_BYTES);
  const head: Head = { version: VERSION, timeZone, asOfDay, people: people.length, parts };
  yield [HEAD, new TextEncoder().encode(JSON.stringify(head))];
}

function* inParts(name: (index: number) => string, bytes: Uint8Array): Generator<readonly [string, Uint8Array]> {
  for (let begin = 0; begin < bytes.length; begin += PART_BYTES)
    yield [name(begin / PART_BYTES), bytes.slice(begin, begin + PART_BYTES)];
}

async function readGoods(load: Load, parts: number): Promise<Goods | undefined> {
  const read = await load(Array.from({ length: parts }, (_, index) => goods(index)));
  const decoder = new TextDecoder();
  const text = read.map((bytes) => bytes && decoder.decode(bytes, { stream: true }));
  return text.includes(undefined) ? undefined : (JSON.parse(text.join('')) as Goods);
}

/** What is stored of who bought what; of each product the customers are read when asked for. */
export interface StoredHoldings {
  readonly basis: HoldingsBasis;
  /** Those whom most customers bought first. */
  readonly products: readonly Product[];
  readonly later: readonly number[];
  readonly people: number;
  idAt(person: number): string;
  /** The numbers of those who bought each of some products, ascending; none of a product that nobody bought. */
  buyers(keys: readonly string[]): Promise<ReadonlyMap<string, Uint32Array>>;
}

type Load = (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;

/** What `encodeHoldings` wrote; absent when it was another version, or a part of it is missing. */
export async function decodeHoldings(load: Load): Promise<StoredHoldings | undefined> {
  const [headBytes, ids] = await load([HEAD, PEOPLE]);
  const head = headBytes && (JSON.parse(new TextDecoder().decode(headBytes)) as Head);
  if (head?.version !== VERSION || ids?.length !== head.people * ID_BYTES) return undefined;
  const known = await readGoods(load, head.parts);
  if (!known) return undefined;
  const { timeZone, asOfDay, people } = head;
  const { later, keys, names, skus, counts, starts } = known;
  const places = new Map(keys.map((key, place) => [key, place]));
  // One text for all of them; made when the first is asked for.
  let written: string | undefined;

  async function buyersOf(place: number): Promise<Uint32Array> {
    const [begin, end] = [starts[place] as number, starts[place + 1] as number];
    const [first, last] = [Math.floor(begin / PART_BYTES), Math.floor((end - 1) / PART_BYTES)];
    const parts = await load(Array.from({ length: last - first + 1 }, (_, at) => part(first + at)));
    const found = new Uint32Array(counts[place] as number);
    let [person, step, shift, count] = [-1, 0, 0, 0];
    for (let at = begin; at < end; at += 1) {
      const byte = parts[Math.floor(at / PART_BYTES) - first]?.[at % PART_BYTES];
      if (byte === undefined) throw new Error('who bought what is not whole');
      step += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte > 0x7f) continue;
      person += step + 1;
      found[count] = person;
      count += 1;
      [step, shift] = [0, 0];
    }
    return found;
  }

  return {
    basis: { timeZone, asOfDay },
    products: keys.map((key, place) => {
      const [name = '', sku] = [names[place], skus[place]];
      return sku ? { key, name, sku } : { key, name };
    }),
    ...{ later, people },
    idAt(person) {
      written ??= idsOf(ids, people);
      return written.slice(person * ID_CHARS, (person + 1) * ID_CHARS);
    },
    async buyers(wanted) {
      const known = [...new Set(wanted)].flatMap((key) => {
        const place = places.get(key);
        return place === undefined ? [] : [[key, place] as const];
      });
      return new Map(await Promise.all(known.map(async ([key, place]) => [key, await buyersOf(place)] as const)));
    },
  };
}
