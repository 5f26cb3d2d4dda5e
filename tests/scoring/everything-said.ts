import { columnsOf, type PurchaseDay } from '../../lib/scoring/columns.ts';
import { CODE_FIGURES, NUMBER_FIGURES } from '../../lib/scoring/figure-columns.ts';
import { fitShop } from '../../lib/scoring/fit-shop.ts';
import { scoreAll } from '../../lib/scoring/score.ts';

/** Everything the models say of a shop and of everybody in it, every digit of it, as text. */
export function everythingSaid(customers: readonly (readonly PurchaseDay[])[], asOfDay: number): string {
  const columns = columnsOf(customers);
  const model = fitShop(columns, { asOfDay, minorDigits: 2 });
  const figures = scoreAll(columns, model);
  const all = [...NUMBER_FIGURES, ...CODE_FIGURES].map((name) => [name, Array.from(figures[name]).map(String)]);
  return JSON.stringify({ model, figures: Object.fromEntries(all) });
}
