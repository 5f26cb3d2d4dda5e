import { FEW_FOR_CHANCES } from '../domain/chances.ts';
import type { PurchaseColumns } from './columns.ts';
import type { ShopModel } from './shop-model.ts';

/**
 * Where probabilities of buying mean something: only there they are told, rules and filters may ask for them, and alarms and
 * losses go by them instead of by the clock. Of a past day it is as many as had bought by then who count.
 */
export const isSaid = ({ churn, counts }: Pick<ShopModel, 'churn' | 'counts'>): boolean =>
  churn.verdict === 'identified' && counts.buyers >= FEW_FOR_CHANCES;

/** Whether as many have bought by a day as chances take. */
export function isEnoughForChances({ count, start, day, orders }: PurchaseColumns, asOfDay: number): boolean {
  let buyers = 0;
  for (let i = 0; i < count && buyers < FEW_FOR_CHANCES; i += 1) {
    for (let k = start[i] as number; k < (start[i + 1] as number) && (day[k] as number) <= asOfDay; k += 1) {
      if (orders[k] === 0) continue;
      buyers += 1;
      break;
    }
  }
  return buyers >= FEW_FOR_CHANCES;
}
