import type { Overview } from '../../../messaging/score-work.ts';
import type { ShopModel } from '../../../scoring/shop-model.ts';

/** Beyond this a limit is none: nobody spends so much. */
const NO_LIMIT = 1e15;

/**
 * What the fifths are in days, purchases and money: they compare customers with each other, so that a shop that everybody leaves
 * has fifths of recency too. A fifth needs fewer days than its cut, and more purchases; fixed cuts count themselves in. Purchases and
 * money are those of the model's window only.
 */
export function rfmLimits({ rfm, rfmWindowDays }: Pick<ShopModel, 'rfm' | 'rfmWindowDays'>): Overview['rfm']['limits'] {
  const { cuts, moneyCuts, r, f, m } = rfm;
  const isFixed = cuts === 'fixed';
  // From the best fifth down.
  const recency = r.toReversed().map((days) => (isFixed ? Math.floor(days) : Math.ceil(days) - 1));
  const frequency = f.map((purchases) => (isFixed ? purchases : purchases + 1));
  const monetary = m.map((net) => (moneyCuts === 'fixed' ? Math.ceil(net) : Math.floor(net) + 1));
  if (recency.some((days) => days < 0)) return undefined;
  const hasMoney = monetary.length > 0 && monetary.every((net) => Math.abs(net) < NO_LIMIT);
  return { recency, frequency, windowDays: rfmWindowDays, ...(hasMoney ? { monetary } : {}) };
}
