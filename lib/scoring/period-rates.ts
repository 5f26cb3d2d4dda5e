import type { PurchaseColumns } from './columns.ts';
import { type History, newHistory, readHistory } from './history.ts';
import { type Share, shareOf } from './interval.ts';
import { type Clock, stageOf, thresholds } from './lifecycle.ts';

/** Who was a customer at the end of one day and of a later one. A customer is whoever bought and is not churned by the clock. */
export interface PeriodRates {
  readonly atStart: number;
  readonly atEnd: number;
  /** First purchase within the period, and back from having been churned. */
  readonly fresh: number;
  readonly wonBack: number;
  /** (at the end − new) / at the start: of those at the start, who still were customers. */
  readonly retention: Share;
  /** Of those at the start, who had churned by the end. */
  readonly churn: Share;
}

/** Retention and churn of a period, both ends judged by one clock and by nothing that came after them. */
export function periodRates(columns: PurchaseColumns, clock: Clock, startDay: number, endDay: number): PeriodRates {
  const history = newHistory();
  let [atStart, atEnd, kept, fresh] = [0, 0, 0, 0];
  for (let i = 0; i < columns.count; i += 1) {
    readHistory(columns, i, startDay, startDay, history);
    const [wasBuyer, wasCustomer] = [history.n > 0, isCustomer(history, clock, startDay)];
    readHistory(columns, i, endDay, endDay, history);
    const isStill = isCustomer(history, clock, endDay);
    atStart += wasCustomer ? 1 : 0;
    atEnd += isStill ? 1 : 0;
    kept += wasCustomer && isStill ? 1 : 0;
    fresh += isStill && !wasBuyer ? 1 : 0;
  }
  return {
    atStart,
    atEnd,
    fresh,
    wonBack: atEnd - kept - fresh,
    retention: shareOf(kept, atStart),
    churn: shareOf(atStart - kept, atStart),
  };
}

function isCustomer({ n, firstDay, lastDay }: History, clock: Clock, day: number): boolean {
  return n > 0 && stageOf(n, day - lastDay, thresholds(n, lastDay - firstDay, clock)) !== 'churned';
}
