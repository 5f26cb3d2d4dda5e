import { expect, it } from 'vitest';
import { labelledSet } from '../../tests/fixtures/search/labelled.ts';
import { createIndexBuilder } from './build.ts';
import { openSearch } from './search.ts';

const FIRST = 3;
const SHARE = 0.97;

it('the person who is looked for is among the first three, among five thousand', async () => {
  const { docs, queries } = labelledSet({ customers: 5000, notesEach: 3, ordersEach: 3, seed: 7 });
  const chunks = new Map<string, Uint8Array>();
  const builder = createIndexBuilder((name, chunk) => chunks.set(name, chunk));
  for (const doc of docs()) builder.add(doc);
  builder.finish();
  const opened = await openSearch(async (names) => names.map((name) => chunks.get(name)));
  if (!opened.ok) throw new Error(opened.error.type);

  const missed: string[] = [];
  for (const { kind, text, wanted } of queries) {
    const found = await opened.value.find(text, FIRST);
    if (!found.ok || !found.value.some(({ id }) => id === wanted)) missed.push(`${kind}: ${text}`);
  }
  expect(queries.length).toBeGreaterThanOrEqual(200);
  for (const language of ['zh-CN', 'zh-TW', 'en']) {
    const share = queries.filter((query) => query.language === language).length;
    expect(share, language).toBeGreaterThan(60);
  }
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(queries.length * (1 - SHARE));
}, 60_000);
