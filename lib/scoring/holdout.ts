import { STAGES, type Stage } from '../domain/receipt.ts';
import { bgAlive } from './bg-nbd.ts';
import type { PurchaseColumns, ScoringOptions } from './columns.ts';
import { purchasesIfAlive } from './expected-purchases.ts';
import { fitShop } from './fit-shop.ts';
import { type Judgement, judge } from './judgement.ts';
import { mbgAlive } from './mbg-nbd.ts';
import { areaUnderCurve, pearson } from './numeric/ranks.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';
import { scoreAll } from './score.ts';
import type { ShopModel } from './shop-model.ts';

/** How many purchases were foreseen and came, over customers. */
export interface CountCheck {
  readonly predicted: number;
  readonly actual: number;
  readonly meanAbsoluteError: number;
  /** Absent where either does not vary. */
  readonly pearson?: number;
}

/** What the models would have said on an earlier day, beside what then happened. */
export interface HoldoutCheck {
  readonly splitDay: number;
  readonly untilDay: number;
  /** The model as of the split, which knew nothing later. */
  readonly model: ShopModel;
  /** P(buy) within `horizonDays` of the split. */
  readonly chance?: Judgement;
  readonly horizonDays: number;
  /** What days since the last purchase alone would reach. */
  readonly aucOfRecency?: number;
  /** Purchases up to `untilDay` by the model in use, and by BG/NBD for comparison. */
  readonly counts?: CountCheck;
  readonly countsOfBgNbd?: CountCheck;
  /** By stage at the split: how many bought up to `untilDay`. It should fall from loyal over active and at risk to churned. */
  readonly stages: Readonly<Record<Stage, { readonly customers: number; readonly bought: number }>>;
  /** Next-purchase windows of those who did buy: how many fell within, and the median distance from the headline. */
  readonly windows: { readonly customers: number; readonly within: number; readonly medianErrorDays?: number };
}

/**
 * Fits the shop as of `splitDay` and compares with what is on file up to `options.asOfDay`.
 * Nothing when the split leaves no time after it, or nobody before it.
 */
export function checkHoldout(
  columns: PurchaseColumns,
  options: ScoringOptions,
  splitDay: number,
): HoldoutCheck | undefined {
  const untilDay = options.asOfDay;
  if (splitDay >= untilDay) return undefined;
  const model = fitShop(columns, { ...options, asOfDay: splitDay });
  if (model.counts.buyers === 0) return undefined;
  const figures = scoreAll(columns, model);
  const horizonDays = Math.min(model.horizonDays, untilDay - splitDay);
  const after = readAfter(columns, splitDay, horizonDays, untilDay);
  const buyers = Array.from({ length: columns.count }, (_, i) => i).filter((i) => (figures.n[i] as number) > 0);
  const of = (values: ArrayLike<number>) => Float64Array.from(buyers, (i) => values[i] as number);
  const soon = of(after.soon);
  // The figures look as far as the model does; the file may end before that.
  const chances = horizonDays === model.horizonDays ? figures : scoreAll(columns, { ...model, horizonDays });
  const hasModel = model.churn.map !== undefined;
  const chance = hasModel ? judge(of(chances.pBuy), soon) : undefined;
  const aucOfRecency = areaUnderCurve(of(figures.sinceDays.map((days) => -days)), soon);
  const weeks = (untilDay - splitDay) / DAYS_PER_WEEK;
  const counts = of(after.counts);
  const [map, bg] = [model.churn.map?.params, model.churn.bgnbd?.params];
  const row = (i: number) => [figures.x[i] as number, figures.tx[i] as number, figures.T[i] as number] as const;
  return {
    splitDay,
    untilDay,
    model,
    horizonDays,
    ...(chance ? { chance } : {}),
    ...(aucOfRecency === undefined ? {} : { aucOfRecency }),
    ...(map
      ? {
          counts: compare(
            buyers.map((i) => {
              const [x, tx, T] = row(i);
              return mbgAlive(map, x, tx, T) * purchasesIfAlive(map, x, T, weeks);
            }),
            counts,
          ),
        }
      : {}),
    ...(bg
      ? {
          countsOfBgNbd: compare(
            buyers.map((i) => {
              const [x, tx, T] = row(i);
              return bgAlive(bg, x, tx, T) * purchasesIfAlive(bg, x, T, weeks, x - 1);
            }),
            counts,
          ),
        }
      : {}),
    stages: byStage(buyers, figures.stage, after.counts),
    windows: judgeWindows(buyers, figures, after.nextDay, splitDay),
  };
}

function readAfter(columns: PurchaseColumns, splitDay: number, horizonDays: number, untilDay: number) {
  const { count } = columns;
  const soon = new Uint8Array(count);
  const counts = new Uint32Array(count);
  const nextDay = new Float64Array(count).fill(Number.NaN);
  for (let i = 0; i < count; i += 1) {
    for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
      const day = columns.day[k] as number;
      if (day <= splitDay || day > untilDay || columns.orders[k] === 0) continue;
      if (counts[i] === 0) {
        nextDay[i] = day;
        soon[i] = day - splitDay <= horizonDays ? 1 : 0;
      }
      counts[i] = (counts[i] as number) + 1;
    }
  }
  return { soon, counts, nextDay };
}

function compare(predicted: readonly number[], actual: Float64Array): CountCheck {
  let [foreseen, came, off] = [0, 0, 0];
  predicted.forEach((value, k) => {
    const count = actual[k] as number;
    foreseen += value;
    came += count;
    off += Math.abs(value - count);
  });
  const linear = pearson(predicted, actual);
  return {
    predicted: foreseen,
    actual: came,
    meanAbsoluteError: off / predicted.length,
    ...(linear === undefined ? {} : { pearson: linear }),
  };
}

function byStage(buyers: readonly number[], codes: Uint8Array, counts: Uint32Array): HoldoutCheck['stages'] {
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, { customers: 0, bought: 0 }])) as Record<
    Stage,
    { customers: number; bought: number }
  >;
  for (const i of buyers) {
    const stage = stages[STAGES[(codes[i] as number) - 1] ?? 'prospect'];
    stage.customers += 1;
    stage.bought += (counts[i] as number) > 0 ? 1 : 0;
  }
  return stages;
}

function judgeWindows(
  buyers: readonly number[],
  { q10, q50, q90 }: { readonly q10: Float64Array; readonly q50: Float64Array; readonly q90: Float64Array },
  nextDay: Float64Array,
  splitDay: number,
): HoldoutCheck['windows'] {
  const errors: number[] = [];
  let within = 0;
  for (const i of buyers) {
    const days = (nextDay[i] as number) - splitDay;
    if (Number.isNaN(days) || Number.isNaN(q50[i])) continue;
    errors.push(Math.abs(days - (q50[i] as number)));
    within += days >= (q10[i] as number) && days <= (q90[i] as number) ? 1 : 0;
  }
  errors.sort((a, b) => a - b);
  const middle = errors.length / 2;
  const median = ((errors[Math.floor(middle)] ?? 0) + (errors[Math.ceil(middle) - 1] ?? 0)) / 2;
  return { customers: errors.length, within, ...(errors.length > 0 ? { medianErrorDays: median } : {}) };
}
