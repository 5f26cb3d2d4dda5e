import type { PurchaseColumns } from './columns.ts';

/** The shop's own rhythm in days after a purchase: by when 50, 80, 90, 95 % of those who return have returned. */
export interface ShopClock {
  readonly g50: number;
  readonly g80: number;
  readonly g90: number;
  readonly g95: number;
  /** `default` below 30 closed gaps. */
  readonly source: 'default' | 'shop';
  readonly closedGaps: number;
  /** Share of purchases after which another comes at all; absent by default. */
  readonly everReturn?: number;
  /** Share not yet returned after so many days (Kaplan–Meier), ascending, thinned to at most 200 steps; empty by default. */
  readonly survival: readonly { readonly day: number; readonly share: number }[];
}

/** Gaps a shop needs before its own rhythm can be told. */
const MIN_GAPS = 30;
const MAX_STEPS = 200;
// Ten years: whatever lies further apart is a wrong date or no return that a clock could tell, and one of them would end the curve.
const LONGEST = 3653;

/**
 * The clock by Kaplan & Meier 1958 over the gaps between purchases: closed gaps are events, the silence since each customer's last
 * purchase is a gap cut off. Quantiles of closed gaps alone would be too short, since the long ones are still open.
 * `G_q` is the first day by which q of those who ever return have. Purchases after `asOfDay` are not looked at.
 */
export function shopClock(columns: PurchaseColumns, asOfDay: number): ShopClock {
  const closed = new Float64Array(LONGEST + 1);
  const open = new Float64Array(LONGEST + 1);
  let closedGaps = 0;
  let atRisk = 0;
  for (let i = 0; i < columns.count; i += 1) {
    let last: number | undefined;
    for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
      const day = columns.day[k] as number;
      if (day > asOfDay) break;
      if (columns.orders[k] === 0) continue;
      if (last !== undefined) {
        const gap = Math.min(day - last, LONGEST);
        const kind = gap < LONGEST ? closed : open;
        kind[gap] = (kind[gap] as number) + 1;
        closedGaps += gap < LONGEST ? 1 : 0;
        atRisk += 1;
      }
      last = day;
    }
    if (last === undefined) continue;
    const silence = Math.min(asOfDay - last, LONGEST);
    open[silence] = (open[silence] as number) + 1;
    atRisk += 1;
  }
  if (closedGaps < MIN_GAPS) return { ...DEFAULT_CLOCK, closedGaps };
  const steps: { day: number; share: number }[] = [];
  let share = 1;
  for (let day = 0; day <= LONGEST && atRisk > 0; day += 1) {
    const events = closed[day] as number;
    if (events > 0) {
      share *= 1 - events / atRisk;
      steps.push({ day, share });
    }
    atRisk -= events + (open[day] as number);
  }
  const everReturn = 1 - share;
  const reached = (q: number) => steps.find((step) => 1 - step.share >= q * everReturn - 1e-12)?.day ?? 1;
  return {
    g50: reached(0.5),
    g80: reached(0.8),
    g90: reached(0.9),
    g95: reached(0.95),
    source: 'shop',
    closedGaps,
    everReturn,
    survival: thinned(steps),
  };
}

/** For shops with too few gaps: a month, a season, five and seven months. */
export const DEFAULT_CLOCK: ShopClock = {
  g50: 30,
  g80: 90,
  g90: 150,
  g95: 210,
  source: 'default',
  closedGaps: 0,
  survival: [],
};

/** At most 200 steps, the first and the last kept. */
function thinned<Step>(steps: readonly Step[]): Step[] {
  if (steps.length <= MAX_STEPS) return [...steps];
  return Array.from(
    { length: MAX_STEPS },
    (_, k) => steps[Math.round((k * (steps.length - 1)) / (MAX_STEPS - 1))] as Step,
  );
}
