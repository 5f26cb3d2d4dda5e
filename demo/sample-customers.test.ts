import { describe, expect, it } from 'vitest';
import { fileColumns } from '../lib/app/scoring/file-columns.ts';
import { createRawFile } from '../lib/app/scoring/raw-file.ts';
import { scoreShop } from '../lib/app/scoring/score-shop.ts';
import type { CustomerId } from '../lib/domain/ids.ts';
import { STAGES, TIERS } from '../lib/domain/receipt.ts';
import { NewCustomer } from '../lib/messaging/contract.ts';
import { createPace } from '../lib/platform/breathe.ts';
import { statsOf } from '../lib/scoring/customer-stats.ts';
import { DEFAULT_RULES } from '../lib/scoring/rules/default-rules.ts';
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
  it('has every tier and every stage', async () => {
    const { visitor, finish } = createRawFile(customers.map((_, index) => outline(index)));
    customers.forEach(({ orders = [] }, index) => {
      visitor.home(outline(index).id, true);
      for (const { placedAt, status, currency, totalMinor, refundedMinor } of orders)
        visitor.order(placedAt, status, currency, totalMinor, refundedMinor ?? Number.NaN);
    });
    const raw = finish();
    const settings = { timeZone: 'UTC', rates: {} };
    const columns = fileColumns(raw, settings);
    const shop = await scoreShop(
      { raw, columns, settings, fields: [], rules: DEFAULT_RULES, at: asked.now },
      { pace: createPace(), goOn: () => {} },
    );
    const tiers = new Set(Array.from(shop.scored.tier, (tier) => TIERS[tier]));
    const stages = new Set(Array.from(shop.figures.stage, (stage) => STAGES[stage - 1]));
    expect([...tiers].sort()).toEqual(['A', 'B', 'C', 'D']);
    expect([...stages].sort()).toEqual(['active', 'at-risk', 'churned', 'loyal', 'new', 'prospect']);
  });
});

const outline = (index: number) => ({
  id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}` as CustomerId,
  tags: [],
  custom: () => ({}),
});
