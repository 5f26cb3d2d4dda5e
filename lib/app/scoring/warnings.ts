import { countBeforeHistory } from '../../scoring/cohorts.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';
import type { FileColumns } from './file-columns.ts';
import { guestSums } from './guests.ts';
import type { RawFile } from './raw-file.ts';
import type { ScoreWarning } from './score-head.ts';

/** What the numbers do not know, with how much of it there is. */
export function warningsOf(
  { undated }: Pick<RawFile, 'undated'>,
  columns: FileColumns,
  { asOfDay, clock, counts, historyStartDay: startDay }: ShopModel,
): ScoreWarning[] {
  const ofNobody = guestSums(columns.guests, asOfDay);
  const cut = startDay === undefined ? 0 : countBeforeHistory(columns, asOfDay, { startDay, silenceDays: clock.g95 });
  const some = (type: ScoreWarning['type'], count: number): ScoreWarning[] => (count > 0 ? [{ type, count }] : []);
  return [
    ...Array.from(
      columns.withoutRate,
      ([about, count]): ScoreWarning => ({ type: 'currency-without-rate', count, about }),
    ),
    ...some('guests', ofNobody.purchases),
    ...some('undated', sumOf(undated)),
    ...some('future', counts.future + ofNobody.future),
    ...some('unpriced', counts.unpriced),
    ...some('history-cut', cut),
  ];
}

const sumOf = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
};
