import { areaUnderCurve } from './numeric/ranks.ts';

/** Customers whose probability lay in one band: how many, what was said of them on average, and how many it came true of. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly meanPredicted: number;
  readonly happened: number;
}

/** How good probabilities were against what happened. */
export interface Judgement {
  readonly customers: number;
  readonly happened: number;
  readonly meanPredicted: number;
  /** How often one of whom it came true had been given the greater probability; absent when it came true of all or none. */
  readonly auc?: number;
  /** Mean squared error, and that of giving everybody the base rate (Brier 1950). */
  readonly brier: number;
  readonly brierOfBaseRate: number;
  readonly bins: readonly CalibrationBin[];
}

const EDGES = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 1] as const;

/** Judges probabilities by their outcomes; nothing without a customer. */
export function judge(predicted: ArrayLike<number>, happened: ArrayLike<boolean | number>): Judgement | undefined {
  const customers = predicted.length;
  if (customers === 0) return undefined;
  const bins = EDGES.slice(1).map((to, k) => ({ from: EDGES[k] ?? 0, to, customers: 0, sum: 0, happened: 0 }));
  let [sum, hits, squares] = [0, 0, 0];
  for (let i = 0; i < customers; i += 1) {
    const chance = predicted[i] as number;
    const hit = happened[i] ? 1 : 0;
    sum += chance;
    hits += hit;
    squares += (chance - hit) ** 2;
    const bin = bins.find(({ to }) => chance < to) ?? bins.at(-1);
    if (!bin) continue;
    bin.customers += 1;
    bin.sum += chance;
    bin.happened += hit;
  }
  const auc = areaUnderCurve(predicted, happened);
  const rate = hits / customers;
  return {
    customers,
    happened: hits,
    meanPredicted: sum / customers,
    ...(auc === undefined ? {} : { auc }),
    brier: squares / customers,
    brierOfBaseRate: rate * (1 - rate),
    bins: bins.map(({ sum: total, ...bin }) => ({ ...bin, meanPredicted: bin.customers ? total / bin.customers : 0 })),
  };
}
