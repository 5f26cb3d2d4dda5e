import { STAGES, type Stage } from '../domain/receipt.ts';
import { ABC_CLASSES, type AbcClass, abcCuts } from './abc.ts';
import { fitBgNbd } from './bg-nbd.ts';
import { churnSignal } from './churn-test.ts';
import type { PurchaseColumns, ScoringOptions } from './columns.ts';
import type { FigureColumns } from './figure-columns.ts';
import { type History, newHistory, readHistory } from './history.ts';
import { fitMbgNbd, fitMbgNbdMap } from './mbg-nbd.ts';
import { fitNbd } from './nbd.ts';
import { quantilesOf, shareBelow } from './numeric/ranks.ts';
import { type PurchaseRows, purchaseRows } from './purchase-rows.ts';
import { fitValue, type ValueColumns } from './purchase-value.ts';
import { rfmCuts } from './rfm-cuts.ts';
import { RFM_GROUPS, type RfmGroup } from './rfm-group.ts';
import { scoreAll } from './score.ts';
import { shopClock } from './shop-clock.ts';
import { type ChurnModel, MODEL_VERSION, type MoneyVerdict, type ShopCounts, type ShopModel } from './shop-model.ts';

/** What fitting is busy with, in this order. */
export const FIT_STEPS = ['reading', 'clock', 'churn', 'value', 'ranks'] as const;
export type FitStep = (typeof FIT_STEPS)[number];

const THREE_YEARS = 1095;
const DEFAULT_DISCOUNT = 0.01;
const MONEY_BUYERS = 100;
const MONEY_REPEATS = 30;
const QUANTILE_STEPS = 200;

/** The shop's model as of a day: everything that scoring one customer needs of the others. */
export function fitShop(columns: PurchaseColumns, options: ScoringOptions): ShopModel {
  const steps = fitShopInSteps(columns, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, giving way before each step, so that a worker can say where it is and be told to stop. */
export function* fitShopInSteps(columns: PurchaseColumns, options: ScoringOptions): Generator<FitStep, ShopModel> {
  const { asOfDay, minorDigits, horizonDays, historyStartDay, margin } = options;
  const rfmWindowDays = options.rfmWindowDays ?? THREE_YEARS;
  yield 'reading';
  const read = readAll(columns, asOfDay, asOfDay - rfmWindowDays + 1, 10 ** minorDigits);
  yield 'clock';
  const clock = shopClock(columns, asOfDay);
  yield 'churn';
  const rows = purchaseRows(read.n, read.firstDay, read.lastDay, asOfDay);
  const churn = fitChurn(rows, options.isLean === true);
  yield 'value';
  const value = fitValue(read.values);
  yield 'ranks';
  const { counts } = read;
  const partial: ShopModel = {
    version: MODEL_VERSION,
    asOfDay,
    horizonDays: horizonDays ?? clock.g80,
    minorDigits,
    ...(margin === undefined ? {} : { margin }),
    monthlyDiscount: options.monthlyDiscount ?? DEFAULT_DISCOUNT,
    rfmWindowDays,
    ...(historyStartDay === undefined ? {} : { historyStartDay }),
    counts,
    clock,
    provisional: counts.historyDays < 3 * clock.g95,
    churn,
    value,
    money: moneyVerdict(counts, value.prior !== undefined),
    rfm: rfmCuts(read.since.sort(), read.windowPurchases.sort(), read.windowNets.sort(), clock),
    abc: abcCuts(read.nets.sort()),
    valueQuantiles: [],
    means: {},
    totals: {},
    stages: zeros(STAGES),
    groups: zeros(RFM_GROUPS),
    classes: { A: { customers: 0, net: 0 }, B: { customers: 0, net: 0 }, C: { customers: 0, net: 0 } },
  };
  return { ...partial, ...summarise(scoreAll(columns, { ...partial, money: 'amounts' }, { forSums: true }), partial) };
}

function moneyVerdict({ buyers, repeatPurchases }: ShopCounts, hasAmounts: boolean): MoneyVerdict {
  if (!hasAmounts) return 'no-amounts';
  return buyers >= MONEY_BUYERS && repeatPurchases >= MONEY_REPEATS ? 'amounts' : 'ranks-only';
}

/** The purchase models; none where there was no time in which anybody could have come back. */
function fitChurn(rows: PurchaseRows, isLean: boolean): ChurnModel {
  if (rows.customers === 0) return { verdict: 'no-buyers' };
  if (!(rows.meanT > 0)) return { verdict: 'no-time', meanT: 0 };
  const map = fitMbgNbdMap(rows);
  const nbd = fitNbd(rows);
  const plain = churnSignal(map.logLikelihood, nbd.logLikelihood);
  const known = { map, nbd, meanT: rows.meanT };
  if (isLean && plain.isIdentified) return { verdict: 'identified', ratio: plain.ratio, ...known };
  const mbgnbd = fitMbgNbd(rows);
  // Parameters that ran away are no fit: then the one in use has to beat the model without leaving. It never is the better
  // one, so that where it does no other need be asked: the verdict is the same with and without the models for comparison.
  const best = mbgnbd.converged ? churnSignal(mbgnbd.logLikelihood, nbd.logLikelihood) : plain;
  const verdict = plain.isIdentified || best.isIdentified ? 'identified' : 'no-signal';
  const ratio = Math.max(plain.ratio, best.ratio);
  return isLean ? { verdict, ratio, ...known } : { verdict, ratio, ...known, mbgnbd, bgnbd: fitBgNbd(rows) };
}

interface Read {
  readonly counts: ShopCounts;
  readonly n: Uint32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly values: ValueColumns;
  /** Of buyers, in no order that matters. */
  readonly since: Float64Array;
  readonly windowPurchases: Float64Array;
  readonly windowNets: Float64Array;
  readonly nets: Float64Array;
}

function readAll(columns: PurchaseColumns, asOfDay: number, windowFrom: number, scale: number): Read {
  const { count } = columns;
  const read = {
    n: new Uint32Array(count),
    firstDay: new Int32Array(count),
    lastDay: new Int32Array(count),
    values: {
      repeats: new Uint32Array(count),
      repeatMean: new Float64Array(count),
      count: new Uint32Array(count),
      sum: new Float64Array(count),
      squares: new Float64Array(count),
    },
  };
  const since: number[] = [];
  const windowPurchases: number[] = [];
  const windowNets: number[] = [];
  const nets: number[] = [];
  const counts = { customers: count, buyers: 0, repeaters: 0, purchases: 0, repeatPurchases: 0, orders: 0 };
  let [firstEver, future, unpriced] = [asOfDay, 0, 0];
  const history: History = newHistory();
  for (let i = 0; i < count; i += 1) {
    readHistory(columns, i, asOfDay, windowFrom, history);
    future += history.future;
    unpriced += history.unpriced;
    if (history.n === 0) continue;
    read.n[i] = history.n;
    read.firstDay[i] = history.firstDay;
    read.lastDay[i] = history.lastDay;
    read.values.repeats[i] = history.repeats;
    if (history.repeats > 0) read.values.repeatMean[i] = history.repeatSum / history.repeats / scale;
    read.values.count[i] = history.valued;
    read.values.sum[i] = history.valuedSum / scale;
    read.values.squares[i] = history.valuedSquares / scale / scale;
    firstEver = Math.min(firstEver, history.firstDay);
    counts.buyers += 1;
    counts.repeaters += history.n > 1 ? 1 : 0;
    counts.purchases += history.n;
    counts.repeatPurchases += history.n - 1;
    counts.orders += history.orders;
    since.push(asOfDay - history.lastDay);
    windowPurchases.push(history.windowPurchases);
    if (!Number.isNaN(history.windowNet)) windowNets.push(history.windowNet);
    if (!Number.isNaN(history.net)) nets.push(history.net);
  }
  return {
    ...read,
    counts: { ...counts, historyDays: asOfDay - firstEver, future, unpriced },
    since: Float64Array.from(since),
    windowPurchases: Float64Array.from(windowPurchases),
    windowNets: Float64Array.from(windowNets),
    nets: Float64Array.from(nets),
  };
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

type Summed = Pick<ShopModel, 'valueQuantiles' | 'means' | 'totals' | 'stages' | 'groups' | 'classes'>;

/** What everybody's figures add up to. `figures` hold amounts whether or not they may be said. */
function summarise(figures: FigureColumns, { money }: ShopModel): Summed {
  const stages: Record<Stage, number> = zeros(STAGES);
  const groups: Record<RfmGroup, number> = zeros(RFM_GROUPS);
  const classes: Record<AbcClass, { customers: number; net: number }> = {
    A: { customers: 0, net: 0 },
    B: { customers: 0, net: 0 },
    C: { customers: 0, net: 0 },
  };
  const values: number[] = [];
  let [predicted, alive, buys, expected] = [0, 0, 0, 0];
  for (let i = 0; i < figures.count; i += 1) {
    const stage = STAGES[(figures.stage[i] as number) - 1] ?? 'prospect';
    stages[stage] += 1;
    const [group, abc] = [RFM_GROUPS[(figures.group[i] as number) - 1], ABC_CLASSES[(figures.abc[i] as number) - 1]];
    if (group) groups[group] += 1;
    if (abc) {
      classes[abc].customers += 1;
      classes[abc].net += Number.isNaN(figures.net[i]) ? 0 : (figures.net[i] as number);
    }
    if (Number.isNaN(figures.pAlive[i])) continue;
    predicted += 1;
    alive += figures.pAlive[i] as number;
    buys += figures.pBuy[i] as number;
    expected += figures.expected12m[i] as number;
    if (!Number.isNaN(figures.clv12[i])) values.push(figures.clv12[i] as number);
  }
  const valueQuantiles = quantilesOf(Float64Array.from(values).sort(), QUANTILE_STEPS);
  let [total, rank] = [0, 0];
  for (const value of values) {
    total += value;
    rank += shareBelow(valueQuantiles, value);
  }
  return {
    valueQuantiles,
    means:
      predicted === 0
        ? {}
        : {
            pAlive: alive / predicted,
            pBuy: buys / predicted,
            ...(values.length === 0 ? {} : { valueRank: rank / values.length }),
          },
    totals:
      predicted === 0
        ? {}
        : { expected12m: expected, ...(money === 'amounts' && values.length > 0 ? { clv12: total } : {}) },
    stages,
    groups,
    classes,
  };
}
