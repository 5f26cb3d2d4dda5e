import { describe, expect, it } from 'vitest';
import { NewCustomer } from '../lib/messaging/contract.ts';
import { statsOf } from '../lib/scoring/customer-stats.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../lib/scoring/lifecycle.ts';
import { receiptFor } from '../lib/scoring/receipt.ts';
import { buildColumns } from '../lib/scoring/rfm.ts';
import { sampleCustomers } from './sample-customers.ts';

const asked = { now: Date.UTC(2026, 4, 20, 9, 30), shopOrigin: 'http://127.0.0.1:5000' };

describe('the sample file', () => {
  const customers = sampleCustomers(asked);
  const stats = customers.map(({ orders = [] }) => statsOf(orders, 'UTC', asked.now));

  it('holds forty customers, each as the background takes them', () => {
    expect(customers).toHaveLength(40);
    for (const customer of customers) NewCustomer.parse(customer);
  });
  it('is the same each time it is made', () => {
    expect(sampleCustomers(asked)).toEqual(customers);
  });
  it('names every order and every address once', () => {
    const numbers = customers.flatMap(({ orders = [] }) => orders.map(({ number }) => number));
    const emails = customers.flatMap((customer) => customer.emails ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(emails).size).toBe(40);
  });
  it('reaches back about eighteen months and not beyond', () => {
    const first = Math.min(...stats.flatMap(({ firstPurchaseAt }) => firstPurchaseAt ?? []));
    const days = (asked.now - first) / 86_400_000;
    expect(days).toBeGreaterThan(365);
    expect(days).toBeLessThan(550);
  });
  it('has every tier and every stage', () => {
    const columns = buildColumns(stats, 'UTC');
    const receipts = stats.map((one) => receiptFor(one, columns, asked.now));
    const tiers = new Set(receipts.flatMap((receipt) => (receipt.type === 'scored' ? [receipt.tier] : [])));
    const stages = new Set(stats.map((one) => lifecycleOf(one, DEFAULT_CLOCK, asked.now, 'UTC').stage));
    expect([...tiers].sort()).toEqual(['A', 'B', 'C', 'D']);
    expect([...stages].sort()).toEqual(['active', 'at-risk', 'churned', 'loyal', 'new', 'prospect']);
  });
});
