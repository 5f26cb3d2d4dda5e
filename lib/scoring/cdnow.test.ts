import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY_MS, type EpochMs } from '../domain/time.ts';
import { type CountedOrder, statsOf } from './customer-stats.ts';
import { type Clock, lifecycleOf, thresholds } from './lifecycle.ts';
import { receiptFor } from './receipt.ts';
import { buildColumns } from './rfm.ts';

const [, ...lines] = readFileSync('tests/fixtures/scoring/cdnow.csv', 'utf8').trimEnd().split('\n');
const START = Date.UTC(1997, 0, 1, 12);
const customers = lines.map((line) => {
  const [id = '', r, f, m, state = '', gapDays, riskDays, churnDays, orders = ''] = line.split(',');
  return {
    id,
    rfm: [Number(r), Number(f), Number(m)],
    state,
    days: { gapDays: Number(gapDays), riskDays: Number(riskDays), churnDays: Number(churnDays) },
    orders: orders.split(' ').map((order): CountedOrder => {
      const [day, cents] = order.split(':').map(Number);
      return { placedAt: START + (day ?? 0) * DAY_MS, status: 'paid', currency: 'USD', totalMinor: cents ?? 0 };
    }),
  };
});
const END = Date.UTC(1998, 5, 30, 18);
const SPLIT = Date.UTC(1997, 8, 30, 18);
// The reference counts UTC days.
const ZONE = 'UTC';

const statsAt = (asOf: EpochMs) => customers.map(({ orders }) => statsOf(orders, ZONE, asOf));
const all = statsAt(END);
const columns = buildColumns(all, ZONE);
const receipts = all.map((stats) => receiptFor(stats, columns, END));
const quintiles = receipts.map((receipt) =>
  receipt.type === 'scored' ? receipt.parts.map(({ quintile }) => quintile) : [],
);

describe('the CDNOW sample', () => {
  it('holds 2,357 customers', () => {
    expect(customers).toHaveLength(2357);
    expect(receipts.every((receipt) => receipt.type === 'scored' && receipt.comparedWith === 2357)).toBe(true);
  });

  it('gives every customer the quintiles of the reference', () => {
    expect(quintiles).toEqual(customers.map(({ rfm }) => rfm));
  });

  it('spreads over the quintiles as published: no customer in the second of frequency', () => {
    const spread = (part: number) =>
      [1, 2, 3, 4, 5].map((quintile) => quintiles.filter((each) => each[part] === quintile).length);
    expect(spread(0)).toEqual([482, 471, 463, 470, 471]);
    expect(spread(1)).toEqual([1218, 0, 403, 358, 378]);
    expect(spread(2)).toEqual([481, 462, 472, 471, 471]);
    expect(quintiles.filter((each) => each.every((quintile) => quintile === 5))).toHaveLength(233);
  });

  it('adds up: each receipt’s parts are its score', () => {
    for (const receipt of receipts) {
      if (receipt.type !== 'scored') throw new Error('no receipt');
      const sum = receipt.parts.reduce((total, part) => total + part.points, 0);
      expect(Math.abs(sum - receipt.score)).toBeLessThan(1e-9);
      expect(receipt.parts.reduce((total, part) => total + part.maxPoints, 0)).toBe(100);
    }
  });

  it('knows only what had happened: no later order, in any order, changes a number', () => {
    const early = statsAt(SPLIT);
    const future = (index: number): CountedOrder[] =>
      [0, 1, index % 7].map((days) => ({
        placedAt: SPLIT + (days + 1) * DAY_MS,
        status: 'paid',
        currency: index % 2 ? 'USD' : 'EUR',
        totalMinor: 100_000 + index,
      }));
    const known = customers.map(({ orders }) => orders.filter(({ placedAt = 0 }) => placedAt <= SPLIT));
    const shaken = customers.map(({ orders }, index) =>
      statsOf([...future(index), ...orders.toReversed(), ...future(index + 1)], ZONE, SPLIT),
    );
    expect(shaken).toEqual(early);
    expect(known.map((orders) => statsOf(orders, ZONE))).toEqual(early);
    expect(early).not.toEqual(all);
    const then = buildColumns(early, ZONE);
    expect(buildColumns(shaken.toReversed(), ZONE)).toEqual(then);
    expect(shaken.map((stats) => receiptFor(stats, then, SPLIT))).toEqual(
      early.map((stats) => receiptFor(stats, then, SPLIT)),
    );
  });

  it('gives every customer the stage of the reference by the shop’s own clock', () => {
    const clock: Clock = { g50: 31, g80: 105, g90: 165, g95: 218, source: 'shop' };
    const early = statsAt(SPLIT);
    const stages = early.map((stats) => lifecycleOf(stats, clock, SPLIT, ZONE).stage);
    // The reference calls a first purchase within G80 "new"; none of the sample's is so young at the split.
    expect(stages).toEqual(customers.map(({ state }) => state));
    early.forEach((stats, index) => {
      const span = Math.round(((stats.lastPurchaseAt ?? 0) - (stats.firstPurchaseAt ?? 0)) / DAY_MS);
      const own = thresholds(stats.purchaseDays, span, clock);
      const expected = customers[index]?.days;
      expect(Math.abs(own.gapDays - (expected?.gapDays ?? 0))).toBeLessThan(0.01);
      expect(Math.abs(own.riskDays - (expected?.riskDays ?? 0))).toBeLessThan(0.01);
      expect(Math.abs(own.churnDays - (expected?.churnDays ?? 0))).toBeLessThan(0.01);
    });
  });

  it('orders the stages by who bought again', () => {
    const clock: Clock = { g50: 31, g80: 105, g90: 165, g95: 218, source: 'shop' };
    const stages = statsAt(SPLIT).map((stats) => lifecycleOf(stats, clock, SPLIT, ZONE).stage);
    const shareBack = (stage: string) => {
      const members = customers.filter((_, index) => stages[index] === stage);
      return (
        members.filter(({ orders }) => orders.some(({ placedAt = 0 }) => placedAt > SPLIT)).length / members.length
      );
    };
    const shares = ['loyal', 'active', 'at-risk', 'churned'].map(shareBack);
    expect(shares.map((share) => Math.round(share * 100))).toEqual([78, 53, 24, 14]);
  });
});
