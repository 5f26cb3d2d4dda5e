import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNameTable } from './name-table.ts';

const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'T-1', '王小明', '龍🐉', 'a'.repeat(40_000)));

it('finds each name that was added, and no other', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), fc.array(name, { maxLength: 10 }), (names, others) => {
      const table = createNameTable();
      const places = new Map<string, number>();
      for (const one of names) {
        expect(table.find(one)).toBe(places.get(one));
        if (!places.has(one)) places.set(one, table.add(one));
      }
      expect([...places.values()]).toEqual(Array.from(places, (_, place) => place));
      for (const [one, place] of places) expect([table.find(one), table.at(place)]).toEqual([place, one]);
      for (const one of others) expect(table.find(one)).toBe(places.get(one));
    }),
  );
});

it('keeps many, also such as are only to be read', () => {
  const table = createNameTable();
  const all = Array.from({ length: 20_000 }, (_, at) => `T-${at * 7}`);
  for (const [at, one] of all.entries()) expect(at % 3 === 0 ? table.keep(one) : table.add(one)).toBe(at);
  expect(all.map((one) => table.find(one))).toEqual(all.map((_, at) => (at % 3 === 0 ? undefined : at)));
  table.seal();
  expect(all.map((_, at) => table.at(at))).toEqual(all);
  expect(table.find('T-7')).toBeUndefined();
});
