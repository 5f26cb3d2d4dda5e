import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextColumn } from './text-column.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ab', ' ', '王', 'é'), maxLength: 12 });

describe('a text of everybody', () => {
  it('is found in by any part exactly where it stands, whoever was changed meanwhile', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 40 }),
        text.filter((part) => part !== ''),
        fc.array(fc.tuple(fc.nat(60), text), { maxLength: 6 }),
        fc.array(fc.constantFrom(0, 1), { minLength: 60, maxLength: 60 }),
        (first, part, changes, marks) => {
          const texts = [...first];
          const column = createTextColumn(
            () => texts.length,
            (place) => texts[place] ?? '',
          );
          const expected = () => texts.map((one) => Number(one.includes(part)));
          expect([...column.find(part)]).toEqual(expected());
          for (const [at, next] of changes) {
            const place = Math.min(at, texts.length);
            texts[place] = next;
            column.touch(place);
          }
          const among = Uint8Array.from(texts, (_, place) => marks[place] ?? 0);
          const both = () => expected().map((is, place) => is & (among[place] ?? 0));
          expect([...column.find(part, among)]).toEqual(both());
          expect([...column.find(part)]).toEqual(expected());
          expect([...column.find(part, among)]).toEqual(both());
          expect(texts.map((_, place) => column.has(place))).toEqual(texts.map((one) => one !== ''));
        },
      ),
    );
  });

  it('reaches over as many runs as there are', () => {
    const column = createTextColumn(
      () => 10_000,
      (place) => (place % 997 === 3 ? `here ${place}` : `there`),
    );
    for (const _ of column.warm()) void _;
    const found = column.find('here 3');
    expect([...found.keys()].filter((place) => found[place] === 1)).toEqual(
      Array.from({ length: 10_000 }, (_, place) => place).filter(
        (place) => place % 997 === 3 && String(place).startsWith('3'),
      ),
    );
  });
});
