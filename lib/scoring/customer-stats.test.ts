import { describe, expect, it } from 'vitest';
import { type CountedOrder, statsOf } from './customer-stats.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(text);
const order = (placedAt: string, totalMinor: number, more: Partial<CountedOrder> = {}): CountedOrder => ({
  placedAt: at(placedAt),
  status: 'paid',
  currency: 'CNY',
  totalMinor,
  ...more,
});

describe('what orders add up to', () => {
  it('is nothing without orders', () => {
    expect(statsOf([], ZONE)).toEqual({ orderCount: 0, purchaseDays: 0, net: [] });
  });

  it('merges a shop-local day: an evening and the next morning in London may be one day in Shanghai', () => {
    const orders = [order('2026-03-14T16:30:00Z', 100), order('2026-03-15T15:30:00Z', 200)];
    expect(statsOf(orders, ZONE)).toMatchObject({ orderCount: 2, purchaseDays: 1 });
    expect(statsOf(orders, 'Europe/London')).toMatchObject({ orderCount: 2, purchaseDays: 2 });
  });

  it('counts only what was paid and kept', () => {
    const orders = [
      order('2026-01-01T04:00:00Z', 1000, { status: 'shipped' }),
      order('2026-01-02T04:00:00Z', 1000, { status: 'delivered', refundedMinor: 400 }),
      order('2026-01-03T04:00:00Z', 1000, { status: 'refunded', refundedMinor: 250 }),
      order('2026-01-04T04:00:00Z', 1000, { status: 'open' }),
      order('2026-01-05T04:00:00Z', 1000, { status: 'cancelled' }),
      order('2026-01-06T04:00:00Z', 1000, { status: 'refunded' }),
      order('2026-01-07T04:00:00Z', 1000, { status: 'refunded', refundedMinor: 1000 }),
      order('2026-01-08T04:00:00Z', 1000, { refundedMinor: 1200 }),
      order('2026-01-09T04:00:00Z', 1000, { deleted: true }),
    ];
    expect(statsOf(orders, ZONE)).toEqual({
      orderCount: 3,
      purchaseDays: 3,
      firstPurchaseAt: at('2026-01-01T04:00:00Z'),
      lastPurchaseAt: at('2026-01-03T04:00:00Z'),
      net: [{ currency: 'CNY', amountMinor: 2350, orderCount: 3 }],
    });
  });

  it('never adds two currencies, and names the one bought in most first', () => {
    const orders = [
      order('2026-01-01T04:00:00Z', 9900, { currency: 'USD' }),
      order('2026-01-02T04:00:00Z', 500, { currency: 'JPY' }),
      order('2026-01-03T04:00:00Z', 700, { currency: 'JPY' }),
      order('2026-01-04T04:00:00Z', 100, { currency: 'AUD' }),
    ];
    expect(statsOf(orders, ZONE).net).toEqual([
      { currency: 'JPY', amountMinor: 1200, orderCount: 2 },
      { currency: 'AUD', amountMinor: 100, orderCount: 1 },
      { currency: 'USD', amountMinor: 9900, orderCount: 1 },
    ]);
  });

  it('takes a gift for a purchase, a credit note for money back, and an order without an amount for a visit', () => {
    const { currency: _, totalMinor: __, ...unpriced } = order('2026-01-03T04:00:00Z', 0);
    const orders = [order('2026-01-01T04:00:00Z', 0), order('2026-01-02T04:00:00Z', -300), unpriced];
    expect(statsOf(orders, ZONE)).toMatchObject({
      orderCount: 2,
      purchaseDays: 2,
      net: [{ currency: 'CNY', amountMinor: -300, orderCount: 1 }],
    });
  });

  it('leaves out what has no date and what has not happened yet, but keeps what is later today', () => {
    const asOf = at('2026-03-15T01:00:00Z');
    const { placedAt: _, ...undated } = order('2026-01-01T00:00:00Z', 100);
    const orders = [undated, order('2026-03-15T15:00:00Z', 200), order('2026-03-15T16:00:00Z', 400)];
    expect(statsOf(orders, ZONE, asOf)).toMatchObject({ orderCount: 1, net: [{ amountMinor: 200 }] });
    expect(statsOf(orders, ZONE)).toMatchObject({ orderCount: 2, net: [{ amountMinor: 600 }] });
  });

  it('counts an order whose page gave no status', () => {
    const { status: _, ...bare } = order('2026-01-01T04:00:00Z', 100);
    expect(statsOf([bare], ZONE).purchaseDays).toBe(1);
  });
});
