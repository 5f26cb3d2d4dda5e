import { DAY_MS } from '../../domain/time.ts';

/** A past month by the number of its last day, with the last day of the one after. */
export interface PastMonth {
  /** `2026-03` */
  readonly month: string;
  readonly lastDay: number;
  readonly nextLastDay: number;
}

/**
 * The months from that of `firstDay` on after which another whole month has passed by `today`, the latest `most` of them;
 * the earliest first. Days are whole days since 1970-01-01.
 */
export function pastMonths(firstDay: number, today: number, most: number): PastMonth[] {
  const first = monthOf(firstDay);
  const months: PastMonth[] = [];
  for (let at = monthOf(today); at >= first && months.length < most; at -= 1) {
    const nextLastDay = lastDayOf(at + 1);
    if (nextLastDay <= today) months.unshift({ month: nameOf(at), lastDay: lastDayOf(at), nextLastDay });
  }
  return months;
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const lastDayOf = (month: number): number => Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / DAY_MS;

const nameOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
