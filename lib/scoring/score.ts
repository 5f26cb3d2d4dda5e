import { STAGES, type Stage } from '../domain/receipt.ts';
import { ABC_CLASSES, abcOf } from './abc.ts';
import { alarmOf, isWonBack } from './alarm.ts';
import { isSaid } from './chances.ts';
import type { PurchaseColumns } from './columns.ts';
import { expectedLoss, expectedLossByClock } from './expected-loss.ts';
import { CODE_FIGURES, type FigureColumns, figuresAt, NUMBER_FIGURES, newFigureColumns } from './figure-columns.ts';
import { ALARM_REASONS, type CustomerFigures, VALUE_BASES } from './figures.ts';
import { type History, newHistory, readHistory } from './history.ts';
import { HYSTERESIS_DAYS, stageOf, steadyStage, thresholds } from './lifecycle.ts';
import { buysWithin, type DropoutParams, mbgAlive } from './mbg-nbd.ts';
import { LEAST_CHANCE, nextWindow, WINDOW_CLOCKS } from './next-purchase.ts';
import { shareBelow } from './numeric/ranks.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';
import { valueOfPurchase } from './purchase-value.ts';
import { rateFrequency, rateMoney, rateRecency } from './rfm-cuts.ts';
import { groupOf, RFM_GROUPS } from './rfm-group.ts';
import type { ShopModel } from './shop-model.ts';
import { yearAhead } from './twelve-months.ts';

/** A stage said earlier, so that a clock that moved makes nobody flicker; without effect once they have bought since. */
export interface EarlierStage {
  readonly stage: Stage;
  readonly lastDay: number;
}

export interface ScoreAllOptions {
  /** Columns to write into; new ones unless given. */
  readonly into?: FigureColumns;
  /** Which customers, from up to before to; all unless given. Slices in any order give what one pass gives. */
  readonly from?: number;
  readonly to?: number;
  readonly earlier?: (i: number) => EarlierStage | undefined;
  /** Only what the shop's sums are made of: no alarms, windows or losses. */
  readonly forSums?: boolean;
}

/**
 * One customer's figures: of their purchases and the shop's model alone.
 * @param one columns of that customer, `columnsOf([days])`
 */
export function scoreCustomer(one: PurchaseColumns, model: ShopModel, earlier?: EarlierStage): CustomerFigures {
  return figuresAt(scoreAll(one, model, { from: 0, to: 1, earlier: () => earlier }), 0);
}

/** Everybody's figures, or those of a slice. What `scoreCustomer` would say of each, to the last bit. */
export function scoreAll(columns: PurchaseColumns, model: ShopModel, options: ScoreAllOptions = {}): FigureColumns {
  const { into = newFigureColumns(columns.count), from = 0, to = columns.count, earlier, forSums = false } = options;
  const history = newHistory();
  const windowFrom = model.asOfDay - model.rfmWindowDays + 1;
  if (options.into) clear(into, from, to);
  for (let i = from; i < to; i += 1) {
    readHistory(columns, i, model.asOfDay, windowFrom, history);
    into.net[i] = history.net;
    into.n[i] = history.n;
    if (history.n === 0) {
      into.x[i] = into.tx[i] = into.T[i] = 0;
      into.stage[i] = 1 + STAGES.indexOf('prospect');
      continue;
    }
    scoreOne(columns, i, model, history, into, earlier?.(i), forSums);
  }
  return into;
}

function clear(into: FigureColumns, from: number, to: number): void {
  for (const name of NUMBER_FIGURES) into[name].fill(Number.NaN, from, to);
  for (const name of CODE_FIGURES) into[name].fill(0, from, to);
}

function scoreOne(
  columns: PurchaseColumns,
  i: number,
  model: ShopModel,
  history: History,
  into: FigureColumns,
  earlier: EarlierStage | undefined,
  forSums: boolean,
): void {
  const { clock, asOfDay } = model;
  const { n, firstDay, lastDay } = history;
  const spanDays = lastDay - firstDay;
  const sinceDays = asOfDay - lastDay;
  const limits = thresholds(n, spanDays, clock);
  into.x[i] = n - 1;
  into.tx[i] = spanDays / DAYS_PER_WEEK;
  into.T[i] = (asOfDay - firstDay) / DAYS_PER_WEEK;
  into.firstDay[i] = firstDay;
  into.lastDay[i] = lastDay;
  into.sinceDays[i] = sinceDays;
  if (n > 1) into.usualGapDays[i] = spanDays / (n - 1);
  into.riskDays[i] = limits.riskDays;
  into.churnDays[i] = limits.churnDays;
  if (history.repeats > 0) into.z[i] = history.repeatSum / history.repeats;

  const fresh = stageOf(n, sinceDays, limits);
  const stage = earlier?.lastDay === lastDay ? steadyStage(fresh, earlier.stage, sinceDays, limits) : fresh;
  into.stage[i] = 1 + STAGES.indexOf(stage);
  into.provisional[i] = model.provisional && stage === 'churned' ? 1 : 0;
  into.wonBack[i] = n > 1 && sinceDays <= clock.g80 && isWonBack(columns, i, clock, asOfDay) ? 1 : 0;

  const r = rateRecency(model.rfm, sinceDays);
  const f = rateFrequency(model.rfm, history.windowPurchases);
  const m = rateMoney(model.rfm, Number.isNaN(history.windowNet) ? undefined : history.windowNet);
  into.r[i] = r;
  into.f[i] = f;
  into.m[i] = m;
  into.group[i] = 1 + RFM_GROUPS.indexOf(groupOf(r, f, m));
  const abc = abcOf(history.net, model.abc);
  into.abc[i] = abc === undefined ? 0 : 1 + ABC_CLASSES.indexOf(abc);

  const scale = 10 ** model.minorDigits;
  const worth = worthOf(model, history, scale);
  const params = model.churn.map?.params;
  if (params) predict(i, model, params, history, worth, into, forSums);
  if (forSums) return;
  if (!isSaid(model) && worth !== undefined) {
    into.expectedLoss[i] = expectedLossByClock(worth, n, sinceDays, limits);
  }
  if (abc === 'C' || stage === 'churned') return;
  // At risk by what was said earlier: the day stays the one it was by the clock of then, or near it, however many have passed.
  const isHeld = stage === 'at-risk' && sinceDays <= limits.riskDays;
  const riskDays = isHeld ? limits.riskDays - HYSTERESIS_DAYS : limits.riskDays;
  raiseAlarm(columns, i, model, history, riskDays, into);
}

/** What the next purchase brings in minor units, margin taken. */
function worthOf(model: ShopModel, history: History, scale: number): number | undefined {
  const { repeats, repeatSum, valued, valuedSum } = history;
  const z = repeats > 0 ? repeatSum / repeats / scale : 0;
  const major = valueOfPurchase(model.value, repeats, z, valued, valuedSum / scale);
  return major === undefined ? undefined : major * scale * (model.margin ?? 1);
}

function predict(
  i: number,
  model: ShopModel,
  params: DropoutParams,
  { n, firstDay, lastDay }: History,
  worth: number | undefined,
  into: FigureColumns,
  forSums: boolean,
): void {
  const { asOfDay, horizonDays } = model;
  const x = n - 1;
  const [txDays, tDays] = [lastDay - firstDay, asOfDay - firstDay];
  const [tx, T] = [txDays / DAYS_PER_WEEK, tDays / DAYS_PER_WEEK];
  const weeks = horizonDays / DAYS_PER_WEEK;
  const alive = mbgAlive(params, x, tx, T);
  into.pAlive[i] = alive;
  into.pBuy[i] = alive * buysWithin(params, x, T, weeks);
  const ahead = yearAhead(params, x, tDays, model.monthlyDiscount);
  into.expected12m[i] = alive * ahead.expected;
  const value = worth === undefined ? undefined : alive * ahead.discounted * worth;
  if (value !== undefined && model.money === 'amounts') into.clv12[i] = value;
  if (forSums) return;
  const dayAfter = tx + 1 / DAYS_PER_WEEK;
  const thenAlive = mbgAlive(params, x, tx, dayAfter);
  into.dayAfterPBuy[i] = thenAlive * buysWithin(params, x, dayAfter, weeks);
  const longest = WINDOW_CLOCKS * model.clock.g80;
  if (alive * buysWithin(params, x, T, longest / DAYS_PER_WEEK) >= LEAST_CHANCE) {
    const window = nextWindow(params, x, T, longest);
    into.q10[i] = window.q10;
    into.q50[i] = window.q50;
    into.q90[i] = window.q90;
  }
  if (worth === undefined || value === undefined) return;
  into.valueBasis[i] = 1 + VALUE_BASES.indexOf(model.value.verdict === 'gamma-gamma' ? 'gamma-gamma' : 'shrunken-mean');
  into.valueRank[i] = shareBelow(model.valueQuantiles, value);
  if (!isSaid(model)) return;
  const then = thenAlive * yearAhead(params, x, txDays + 1, model.monthlyDiscount).discounted * worth;
  into.expectedLoss[i] = expectedLoss(alive, then, value);
}

/** @param riskDays those of the customer, or what keeps a stage said earlier */
function raiseAlarm(
  columns: PurchaseColumns,
  i: number,
  model: ShopModel,
  history: History,
  riskDays: number,
  into: FigureColumns,
): void {
  const { asOfDay, clock, horizonDays } = model;
  const params = isSaid(model) ? model.churn.map?.params : undefined;
  const alarm = alarmOf(columns, i, { clock, horizonDays, params }, asOfDay, history, riskDays);
  if (!alarm) return;
  into.alarm[i] = 1 + ALARM_REASONS.indexOf(alarm.reason);
  into.alarmDay[i] = alarm.day;
}
