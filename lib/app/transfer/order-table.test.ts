import { describe, expect, it } from 'vitest';
import { createOrderTable } from './order-table.ts';

describe('the orders of a file', () => {
  it('are given back as they were told, the first word on each thing kept', () => {
    const orders = createOrderTable();
    const place = orders.add('A-1', 'A-1');
    orders.fill(place, { placedAt: 1_700_000_000_000, currency: 'EUR' }, { name: 'Tea', quantity: 2 });
    orders.fill(place, { placedAt: 5, totalMinor: 0, status: 'paid' }, { name: 'Cup', quantity: 1, sku: 'C' });
    const unnumbered = orders.add(undefined, 'row:x');
    expect(orders.find('A-1')).toBe(place);
    expect(orders.find('row:x')).toBeUndefined();
    expect(orders.at(place)).toEqual({
      ...{ name: 'A-1', number: 'A-1' },
      fields: { placedAt: 1_700_000_000_000, totalMinor: 0, currency: 'EUR', status: 'paid' },
      lines: [
        { name: 'Tea', quantity: 2 },
        { name: 'Cup', quantity: 1, sku: 'C' },
      ],
    });
    expect(orders.at(unnumbered)).toEqual({ name: 'row:x', number: '', fields: {}, lines: [] });
  });

  it('are as many as there are, each with its own lines', () => {
    const orders = createOrderTable();
    for (let at = 0; at < 5000; at += 1) orders.fill(orders.add(`N-${at}`, `N-${at}`), { totalMinor: at }, undefined);
    for (let at = 0; at < 5000; at += 7) orders.fill(at, {}, { name: `line ${at}`, quantity: 1 });
    const unnumbered = orders.add(undefined, 'row:x');
    orders.seal();
    expect(orders.at(unnumbered)).toEqual({ name: 'row:x', number: '', fields: {}, lines: [] });
    for (let at = 0; at < 5000; at += 1) {
      const { number, fields, lines } = orders.at(at);
      expect(orders.nameAt(at)).toBe(number);
      expect([number, fields.totalMinor]).toEqual([`N-${at}`, at]);
      expect(lines).toEqual(at % 7 === 0 ? [{ name: `line ${at}`, quantity: 1 }] : []);
    }
  });
});
