import type { CustomerRow, ModelSort } from '../../domain/profile.ts';
import type { Roll } from './roll.ts';

/**
 * What a row says of somebody where a list is in the order of what the models say: amounts in whole minor units of the base
 * currency, chances as a share of 1. Nothing where the models say nothing, or where there are too few customers for amounts.
 */
export function toldOf(roll: Roll, place: number, sort: ModelSort): Pick<CustomerRow, 'told'> {
  const value = roll.told(place, sort);
  if (value === undefined) return {};
  if (sort === 'pBuy') return { told: { share: value } };
  const currency = roll.baseCurrency();
  // In a small shop an expected loss puts people in order, and is no amount that could be told.
  if (currency === undefined || roll.told(place, 'clv12') === undefined) return {};
  return { told: { currency, amountMinor: Math.round(value) } };
}
