import type { CustomerStats, Receipt, ReceiptPart } from '../domain/receipt.ts';
import { dayNumber, type EpochMs } from '../domain/time.ts';
import {
  fixedFrequency,
  fixedMonetary,
  fixedRecency,
  MIN_CUSTOMERS,
  type Quintile,
  quintileOf,
  type RfmColumns,
} from './rfm.ts';
import { tierOf } from './tier.ts';

/** Changes whenever the same facts would give another score. */
export const RULE_VERSION = 'rfm-1';

// Points of a full part; together 100.
const WEIGHTS = { recency: 35, frequency: 35, monetary: 30 } as const;

/**
 * A customer's score from 0 to 100 with the parts it is the sum of: how lately, how often and for how much they bought,
 * each against the shop's own customers. Money is compared only among customers of the same main currency; a currency
 * with too few of them uses fixed cuts, as a small shop does for everything.
 * @param stats of this customer, as of the same moment
 * @param columns of all customers, this one included
 */
export function receiptFor(stats: CustomerStats, columns: RfmColumns, asOf: EpochMs): Receipt {
  const factAt = stats.lastPurchaseAt;
  if (stats.purchaseDays === 0 || factAt === undefined) return { type: 'no-orders' };
  const { timeZone } = columns;
  const comparedWith = columns.lastDay.length;
  const isLarge = comparedWith >= MIN_CUSTOMERS;
  const lastDay = dayNumber(factAt, timeZone);
  const sinceDays = Math.max(0, dayNumber(asOf, timeZone) - lastDay);
  const days = stats.purchaseDays;
  const part = (measure: ReceiptPart['measure'], quintile: Quintile, value: number): ReceiptPart => {
    const maxPoints = WEIGHTS[measure];
    return { measure, quintile, points: (maxPoints * quintile) / 5, maxPoints, value, factAt };
  };
  const parts = [
    part('recency', isLarge ? quintileOf(columns.lastDay, lastDay) : fixedRecency(sinceDays), sinceDays),
    part('frequency', isLarge ? quintileOf(columns.purchaseDays, days) : fixedFrequency(days), days),
    monetaryPart(stats, columns, part),
  ];
  const score = parts.reduce((sum, { points }) => sum + points, 0);
  return {
    type: 'scored',
    score,
    tier: tierOf(score),
    parts,
    comparedWith,
    cuts: isLarge ? 'quintiles' : 'fixed',
    ruleVersion: RULE_VERSION,
    asOf,
  };
}

function monetaryPart(
  stats: CustomerStats,
  columns: RfmColumns,
  part: (measure: 'monetary', quintile: Quintile, value: number) => ReceiptPart,
): ReceiptPart {
  const [main] = stats.net;
  // Bought, but no page said for how much: the least that a purchase gives.
  if (main === undefined) return part('monetary', 1, 0);
  const { amountMinor: net, currency } = main;
  const column = columns.netByCurrency[currency] ?? new Float64Array();
  const isLarge = columns.lastDay.length >= MIN_CUSTOMERS && column.length >= MIN_CUSTOMERS;
  return { ...part('monetary', isLarge ? quintileOf(column, net) : fixedMonetary(column, net), net), currency };
}
