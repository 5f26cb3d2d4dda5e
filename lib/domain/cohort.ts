/** So many months after the first are told apart. */
export const MONTHS_AFTER = 32;
/** Instead of a month: first seen so early in what is on file that they may have bought before it. */
export const BEFORE_HISTORY = -1;

/** The months of first purchases as filters name them: `2026-03`; `before` the history on file began. */
export const BEFORE_TEXT = 'before';

const MONTHS_OF_YEAR = 12;

/** @param month months since January 1970, or `BEFORE_HISTORY` */
export function cohortText(month: number): string {
  if (month === BEFORE_HISTORY) return BEFORE_TEXT;
  const year = 1970 + Math.floor(month / MONTHS_OF_YEAR);
  return `${year}-${String((month % MONTHS_OF_YEAR) + 1).padStart(2, '0')}`;
}

/** The bit of a month so many after the first; 0 for one that is not told apart. */
export const bitOfMonth = (after: number): number =>
  Number.isInteger(after) && after >= 1 && after <= MONTHS_AFTER ? (1 << (after - 1)) >>> 0 : 0;

const known = new Map<number, readonly string[]>();
const MOST_KNOWN = 10_000;

/** How many months after the first somebody bought again: `1` for the next one. @param bits bit `k - 1` for the k-th month after */
export function monthsAgain(bits: number): readonly string[] {
  const before = known.get(bits);
  if (before) return before;
  const months: string[] = [];
  for (let after = 1; after <= MONTHS_AFTER; after += 1) if (bits & bitOfMonth(after)) months.push(String(after));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(bits, months);
  return months;
}
