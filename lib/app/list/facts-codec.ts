import * as z from 'zod/mini';
import type { CustomerId } from '../../domain/ids.ts';
import { bytesOf, ID_BYTES, ID_CHARS, idsOf } from '../id-bytes.ts';
import { createFactsTable, type FactsTable, TIMES } from './facts-table.ts';

const HEAD = 'head';
const ROWS = 16_384;
const ROW_BYTES = TIMES * 4 + 4 + ID_BYTES;

const Head = z.object({ version: z.string(), counts: z.array(z.int()), sources: z.array(z.array(z.string())) });

/** Facts of everybody as chunks of columns: 44 bytes each. */
export function* encodeFacts(all: FactsTable, version: string): Generator<readonly [string, Uint8Array]> {
  const entries = [...all.ids];
  const counts: number[] = [];
  for (let from = 0; from < entries.length; from += ROWS) {
    const some = entries.slice(from, from + ROWS);
    const count = some.length;
    const ids = new Uint8Array(count * ID_BYTES);
    const times = new Uint32Array(count * TIMES);
    const days = new Int32Array(count);
    some.forEach(([id, row], place) => {
      const raw = all.raw(row);
      ids.set(bytesOf(id), place * ID_BYTES);
      times.set(raw.times, place * TIMES);
      days[place] = raw.day;
    });
    yield [`rows-${counts.length}`, joined([new Uint8Array(times.buffer), new Uint8Array(days.buffer), ids])];
    counts.push(count);
  }
  const head = { version, counts, sources: all.sources() };
  yield [HEAD, new TextEncoder().encode(JSON.stringify(head))];
}

/** What `encodeFacts` wrote; absent when it was of another version, or a part of it is missing. */
export async function decodeFacts(
  load: (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>,
  version: string,
): Promise<FactsTable | undefined> {
  const [bytes] = await load([HEAD]);
  const head = z.safeParse(Head, bytes && JSON.parse(new TextDecoder().decode(bytes)));
  if (!head.success || head.data.version !== version) return undefined;
  const { counts, sources } = head.data;
  const chunks = await load(counts.map((_count, index) => `rows-${index}`));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ids = new Map<CustomerId, number>();
  const times = new Uint32Array(total * TIMES);
  const days = new Int32Array(total);
  let first = 0;
  for (const [index, count] of counts.entries()) {
    const chunk = chunks[index];
    if (chunk?.length !== count * ROW_BYTES) return undefined;
    const buffer = chunk.slice().buffer;
    times.set(new Uint32Array(buffer, 0, count * TIMES), first * TIMES);
    days.set(new Int32Array(buffer, count * TIMES * 4, count), first);
    const written = idsOf(new Uint8Array(buffer, count * (TIMES * 4 + 4)), count);
    for (let row = 0; row < count; row += 1)
      ids.set(written.slice(row * ID_CHARS, (row + 1) * ID_CHARS) as CustomerId, first + row);
    first += count;
  }
  return createFactsTable({ ids, times, days, sources });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
