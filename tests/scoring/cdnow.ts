import { readFileSync } from 'node:fs';
import { columnsOf, type PurchaseDay } from '../../lib/scoring/columns.ts';

const FOLDER = 'tests/fixtures/scoring/';

const rowsOf = (file: string): Record<string, string>[] => {
  const [head = '', ...lines] = readFileSync(`${FOLDER}${file}`, 'utf8').trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, k) => [names[k], cell])));
};

/** Days are counted from 1997-01-01 in the fixture. */
export const FIRST_DAY = Date.UTC(1997, 0, 1) / 86_400_000;
/** 1997-09-30 and 1998-06-30. */
export const SPLIT_DAY = FIRST_DAY + 272;
export const END_DAY = FIRST_DAY + 545;

/** The 2,357 customers' purchases by day, amounts in cents. */
export const cdnow: PurchaseDay[][] = rowsOf('cdnow.csv').map(({ orders = '' }) => {
  const days = new Map<number, { day: number; orders: number; value: number }>();
  for (const order of orders.split(' ')) {
    const [day = 0, cents = 0] = order.split(':').map(Number);
    const known = days.get(day) ?? { day: FIRST_DAY + day, orders: 0, value: 0 };
    days.set(day, { day: known.day, orders: known.orders + 1, value: known.value + cents });
  }
  return Array.from(days.values());
});

export const cdnowColumns = columnsOf(cdnow);

/** What the reference computed for each customer, by column. */
export const expectedCustomers = rowsOf('cdnow-customers.csv');

/** A column of it as numbers. */
export const expectedColumn = (name: string): number[] => expectedCustomers.map((row) => Number(row[name]));

/** Values published for the sample and computed by the reference. */
export const expected = JSON.parse(readFileSync(`${FOLDER}cdnow-expected.json`, 'utf8'));

export const textbook = JSON.parse(readFileSync(`${FOLDER}textbook-checks.json`, 'utf8'));

/** The greatest difference, as a share where that is more lenient than `absolute`. */
export function worstOf(
  found: ArrayLike<number>,
  wanted: readonly number[],
  absolute: number,
  relative: number,
): number {
  return Math.max(
    ...wanted.map((want, i) => {
      const off = Math.abs((found[i] as number) - want);
      return Number.isFinite(off) ? Math.min(off / absolute, off / (relative * Math.abs(want) || 1e-300)) : 1e9;
    }),
  );
}
