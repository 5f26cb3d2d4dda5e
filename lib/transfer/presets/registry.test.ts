import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImportRow, RejectedRow } from '../import-row.ts';
import { createInterpreter } from '../interpreter.ts';
import { openFile } from '../open-file.ts';
import { matchPreset, presetMapping, presetOptions } from '../preset.ts';
import { findPreset, presets } from './registry.ts';

const SAMPLES = 'tests/fixtures/transfer';
const files = readdirSync('lib/transfer/presets')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'registry.ts')
  .map((file) => file.replace(/\.ts$/, ''));

interface Expected {
  readonly encoding: string;
  readonly user: { readonly timeZone: string; readonly currency?: string };
  readonly rows: readonly unknown[];
}

async function openSample(id: string) {
  const name = readdirSync(SAMPLES).find((file) => file.startsWith(`${id}.`) && !file.endsWith('.json'));
  expect(name, `a sample of ${id}`).toBeDefined();
  const opened = await openFile(new Blob([readFileSync(`${SAMPLES}/${name}`)]));
  if (!opened.ok || opened.value.kind !== 'table') throw new Error(`${name}: ${JSON.stringify(opened)}`);
  return opened.value;
}

// Without what is empty, and with instants that a person can read.
function readable(row: ImportRow | RejectedRow): unknown {
  if ('reason' in row) return row;
  const { order, problems, customer, ...rest } = row;
  const isFilled = ([, value]: [string, unknown]) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0) && !(value instanceof Map && value.size === 0);
  return {
    ...rest,
    customer: Object.fromEntries(Object.entries(customer).filter(isFilled)),
    ...(order && {
      order: {
        ...order,
        ...(order.placedAt !== undefined && { placedAt: new Date(order.placedAt).toISOString() }),
      },
    }),
    ...(problems.length > 0 && { problems }),
  };
}

it('every file of the folder is listed, under its own name', () => {
  expect(files.length).toBeGreaterThanOrEqual(16);
  expect(presets.map(({ id }) => id).sort()).toEqual([...files].sort());
});

it('headers of no known program are taken for none', () => {
  expect(findPreset(['Name', 'Email', 'Phone'])).toBeUndefined();
  expect(findPreset(['__proto__', 'constructor', 'toString'])).toBeUndefined();
  expect(findPreset([])).toBeUndefined();
});

describe.each(files)('%s', (id) => {
  const preset = presets.find((one) => one.id === id);
  if (!preset) throw new Error(`${id} is not listed`);

  it('is the best match for its own sample, by far', async () => {
    const { headers } = await openSample(id);
    const ranked = presets
      .map((one) => ({ id: one.id, match: matchPreset(one, headers) }))
      .sort((one, other) => other.match - one.match);
    expect(ranked[0]).toEqual({ id, match: 1 });
    expect(ranked[1]?.match).toBeLessThan(0.7);
    expect(findPreset(headers)?.id).toBe(id);
  });

  it('reads its sample to exactly the expected rows', async () => {
    const expected: Expected = JSON.parse(readFileSync(`${SAMPLES}/${id}.json`, 'utf8'));
    const table = await openSample(id);
    expect(table.encoding).toBe(expected.encoding);
    expect(table.isEncodingSure).toBe(true);
    const interpreter = createInterpreter(
      presetMapping(preset, table.headers),
      table.headers,
      presetOptions(preset, { ...expected.user, shop: 'my-shop' }),
    );
    if (!interpreter.ok) throw new Error(interpreter.error.type);
    const rows: unknown[] = [];
    for await (const batch of table.batches()) {
      if (!batch.ok) throw new Error(batch.error.type);
      const { lines } = batch.value;
      for (const [at, cells] of batch.value.rows.entries()) {
        rows.push(readable(interpreter.value.read(cells, lines[at] ?? 0)));
      }
    }
    expect(expected.rows.length).toBeGreaterThan(1);
    expect(rows).toEqual(expected.rows);
  });

  it('gives no column to two targets', () => {
    const all = Object.values(preset.columns).flatMap((places) =>
      places.flatMap((place) => (typeof place === 'string' ? [place] : [...place])),
    );
    expect(all.filter((column, at) => all.indexOf(column) !== at)).toEqual([]);
  });
});
