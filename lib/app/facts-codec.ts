import * as z from 'zod/mini';
import type { CustomerId } from '../domain/ids.ts';
import type { Facts } from './customer-facts.ts';
import { bytesOf, ID_BYTES, idOf } from './id-bytes.ts';

const HEAD = 'head';
const ROWS = 16_384;
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const NO_DAY = -0x8000_0000;
const BAD_DAY = NO_DAY + 1;
const LAST = 0xffff_ffff;

const Head = z.object({ version: z.string(), counts: z.array(z.int()), sources: z.array(z.array(z.string())) });

/** Facts of everybody as chunks of columns: 44 bytes each. Times are kept to the second, birthdays to the day. */
export function* encodeFacts(
  all: ReadonlyMap<CustomerId, Facts>,
  version: string,
): Generator<readonly [string, Uint8Array]> {
  const entries = [...all];
  const places = new Map<readonly string[], number>();
  const counts: number[] = [];
  for (let from = 0; from < entries.length; from += ROWS) {
    const some = entries.slice(from, from + ROWS);
    const count = some.length;
    const ids = new Uint8Array(count * ID_BYTES);
    const times = new Uint32Array(count * 6);
    const days = new Int32Array(count);
    some.forEach(([id, facts], row) => {
      ids.set(bytesOf(id), row * ID_BYTES);
      let place = places.get(facts.sources);
      if (place === undefined) {
        place = places.size;
        places.set(facts.sources, place);
      }
      const { createdAt, activeAt, contactAt, lastOrderAt, marks, birthday } = facts;
      const seconds = [createdAt, activeAt, contactAt, lastOrderAt].map(toSeconds);
      times.set([...seconds, marks, place], row * 6);
      days[row] = birthday === undefined ? NO_DAY : Number.isNaN(birthday) ? BAD_DAY : Math.floor(birthday / DAY_MS);
    });
    yield [`rows-${counts.length}`, joined([new Uint8Array(times.buffer), new Uint8Array(days.buffer), ids])];
    counts.push(count);
  }
  const head = { version, counts, sources: [...places.keys()].map((names) => [...names]) };
  yield [HEAD, new TextEncoder().encode(JSON.stringify(head))];
}

/** What `encodeFacts` wrote; absent when it was of another version, or a part of it is missing. */
export async function decodeFacts(
  load: (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>,
  version: string,
): Promise<Map<CustomerId, Facts> | undefined> {
  const [bytes] = await load([HEAD]);
  const head = z.safeParse(Head, bytes && JSON.parse(new TextDecoder().decode(bytes)));
  if (!head.success || head.data.version !== version) return undefined;
  const { counts, sources } = head.data;
  const chunks = await load(counts.map((_count, index) => `rows-${index}`));
  const found = new Map<CustomerId, Facts>();
  for (const [index, count] of counts.entries()) {
    const chunk = chunks[index];
    if (chunk?.length !== count * (24 + 4 + ID_BYTES)) return undefined;
    const buffer = chunk.slice().buffer;
    const times = new Uint32Array(buffer, 0, count * 6);
    const days = new Int32Array(buffer, count * 24, count);
    const ids = new Uint8Array(buffer, count * 28);
    const at = (row: number, column: number) => times[row * 6 + column] as number;
    for (let row = 0; row < count; row += 1) {
      const day = days[row] as number;
      found.set(idOf(ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES)), {
        createdAt: at(row, 0) * SECOND_MS,
        activeAt: at(row, 1) * SECOND_MS,
        contactAt: at(row, 2) * SECOND_MS,
        lastOrderAt: at(row, 3) * SECOND_MS,
        marks: at(row, 4),
        sources: sources[at(row, 5)] ?? [],
        birthday: day === NO_DAY ? undefined : day === BAD_DAY ? Number.NaN : day * DAY_MS + DAY_MS / 2,
      });
    }
  }
  return found;
}

const toSeconds = (ms: number): number => Math.max(0, Math.min(LAST, Math.floor(ms / SECOND_MS)));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
