import type { ShopModel } from '../../scoring/shop-model.ts';
import type { FileColumns } from './file-columns.ts';
import type { RawFile } from './raw-file.ts';
import type { ScoreWarning } from './score-head.ts';

/** What the numbers do not know, with how much of it there is. */
export function warningsOf(
  { guests, undated }: Pick<RawFile, 'guests' | 'undated'>,
  { withoutRate }: Pick<FileColumns, 'withoutRate'>,
  { counts, historyStartDay }: ShopModel,
): ScoreWarning[] {
  const some = (type: ScoreWarning['type'], count: number): ScoreWarning[] => (count > 0 ? [{ type, count }] : []);
  return [
    ...Array.from(withoutRate, ([about, count]): ScoreWarning => ({ type: 'currency-without-rate', count, about })),
    ...some('guests', sumOf(guests)),
    ...some('undated', sumOf(undated)),
    ...some('future', counts.future),
    ...some('unpriced', counts.unpriced),
    ...(historyStartDay === undefined ? [] : some('history-cut', counts.buyers)),
  ];
}

const sumOf = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
};
