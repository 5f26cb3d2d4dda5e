import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportRow } from './import-row.ts';
import { createRowPacker, unpackRows } from './packed-rows.ts';

const text = fc.oneof(
  fc.constantFrom('a', '王小明', '龍🐉', '\\u738b', '"\\', '__proto__', ''),
  fc.string({ unit: 'binary' }),
);
const texts = fc.array(text, { maxLength: 2 });
const number = fc.oneof(fc.constantFrom(0, 1, 1), fc.integer());
const rowArb: fc.Arbitrary<ImportRow> = fc.record({
  row: fc.nat(),
  customer: fc.record(
    {
      ...{ emails: texts, phones: texts, accounts: texts, tags: texts },
      fields: fc.array(fc.tuple(text, text), { maxLength: 2 }).map((pairs) => new Map(pairs)),
      ...{ name: text, externalId: text, note: text },
    },
    { requiredKeys: ['emails', 'phones', 'accounts', 'tags', 'fields'] },
  ),
  order: fc.option(
    fc.record({
      ...{ number: text, totalMinor: number },
      line: fc.option(fc.record({ name: text, quantity: number, unitMinor: number }), { nil: undefined }),
    }),
    { nil: undefined },
  ),
  problems: fc.constant([]),
}) as never;

/** A part that is absent is not there; it makes no difference whether it is said to be undefined. */
const told = (rows: Iterable<ImportRow>) => JSON.parse(JSON.stringify([...rows].map(spelled)));
const spelled = (row: ImportRow) => ({ ...row, customer: { ...row.customer, fields: [...row.customer.fields] } });

it('rows come out as they went in, text after text, a byte a character', () => {
  fc.assert(
    fc.property(fc.array(fc.array(rowArb, { minLength: 1, maxLength: 12 }), { maxLength: 3 }), (batches) => {
      const packer = createRowPacker();
      for (const batch of batches) {
        for (const row of batch) packer.add(row);
        expect(packer.count).toBe(batch.length);
        const packed = packer.take();
        expect(packed).not.toMatch(/[^\0-\u00ff]/);
        expect(told(unpackRows(packed))).toEqual(told(batch));
      }
      expect([packer.count, packer.chars, packer.take()]).toEqual([0, 0, '']);
    }),
  );
});

it('what stays the same from row to row stands once', () => {
  const packer = createRowPacker();
  const customer = {
    name: '王小明',
    emails: ['wang@x.example'],
    phones: [],
    accounts: [],
    tags: [],
    fields: new Map(),
  };
  for (let row = 1; row <= 100; row += 1)
    packer.add({ row, customer, order: { number: `T-${row}`, currency: 'CNY' }, problems: [] });
  const packed = packer.take();
  expect(packed.split('wang@x.example').length - 1).toBe(1);
  expect(packed.length).toBeLessThan(2000);
  const [first, second] = [...unpackRows(packed)];
  expect(second?.customer.emails).toBe(first?.customer.emails);
});
