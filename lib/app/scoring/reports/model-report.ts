import { STAGES } from '../../../domain/receipt.ts';
import { DAY_MS, dayNumber } from '../../../domain/time.ts';
import type { FittedModel, ModelReport } from '../../../messaging/score-work.ts';
import { checkHoldout, type HoldoutCheck } from '../../../scoring/holdout.ts';
import type { Fit } from '../../../scoring/model-fit.ts';
import type { ShopModel } from '../../../scoring/shop-model.ts';
import type { OpenFile } from '../open-file.ts';
import { scoringOptions } from '../score-settings.ts';
import { fitted, type Steps } from '../score-shop.ts';
import { warningsOf } from '../warnings.ts';

/** An instant of a day, about its middle: of that day in the shop's zone, the furthest east included. */
export function instantOf(day: number, timeZone?: string): number {
  const noon = day * DAY_MS + DAY_MS / 2;
  return noon - (dayNumber(noon, timeZone) - day) * (DAY_MS / 4);
}

/**
 * The models with what they rest on, as of the end of a day; with what then happened until another, where that is past.
 * Without a past day the last horizon is held back to see what the models would have said of it.
 */
export async function modelReport(
  file: OpenFile,
  { today, asOf = today, until }: { readonly today: number; readonly asOf?: number; readonly until?: number },
  steps: Steps,
): Promise<ModelReport> {
  const { columns, settings, raw } = file;
  const options = (day: number) => scoringOptions(settings, day, columns.currency);
  const model = await fitted(columns, options(asOf), steps);
  const isPast = asOf < today;
  const [split, end] = isPast ? [asOf, Math.min(until ?? today, today)] : [asOf - Math.round(model.horizonDays), asOf];
  // As long a time must lie before the split as is held back after it.
  const hasPast = isPast || model.counts.historyDays >= 2 * model.horizonDays;
  const holdout = hasPast ? checkHoldout(columns, options(end), split) : undefined;
  const { clock, counts, churn, value } = model;
  return {
    ...{ asOf: instantOf(asOf), currency: columns.currency },
    ...{ customers: counts.customers, purchasers: counts.buyers, repeats: counts.repeatPurchases },
    clock: {
      ...{ g50: clock.g50, g80: clock.g80, g90: clock.g90, g95: clock.g95 },
      ...{ returning: clock.everReturn ?? 0, gaps: clock.closedGaps, source: clock.source },
    },
    horizonDays: model.horizonDays,
    models: [
      ...fitOf('nbd', churn.nbd, counts.buyers),
      ...fitOf('bg-nbd', churn.bgnbd, counts.buyers),
      ...fitOf('mbg-nbd', churn.mbgnbd, counts.buyers),
      ...fitOf('mbg-nbd-map', churn.map, counts.buyers),
      ...fitOf('gamma-gamma', value.gammaGamma, value.customers),
    ],
    identification: { statistic: churn.ratio ?? 0, verdict: identificationOf(model) },
    value: { pearson: value.pearson ?? 0, spearman: value.spearman ?? 0, uses: usesOf(model), ...whyOwnMean(model) },
    ...holdoutOf(holdout),
    warnings: warningsOf(raw, columns, model),
  };
}

function fitOf(name: FittedModel['name'], fit: Fit<object> | undefined, n: number): FittedModel[] {
  if (!fit) return [];
  const parameters = Object.fromEntries(Object.entries(fit.params) as [string, number][]);
  const verdict = fit.converged ? 'fitted' : 'not-converged';
  return [{ ...{ name, parameters, n, verdict }, logLikelihood: fit.logLikelihood }];
}

function identificationOf({ churn }: ShopModel): ModelReport['identification']['verdict'] {
  if (churn.verdict === 'identified') return 'churn-seen';
  return churn.verdict === 'no-signal' ? 'no-churn-signal' : 'too-few';
}

function usesOf({ value }: ShopModel): ModelReport['value']['uses'] {
  switch (value.verdict) {
    case 'gamma-gamma':
      return 'gamma-gamma';
    case 'no-amounts':
      return 'no-amounts';
    default:
      return 'own-mean';
  }
}

function whyOwnMean({ value }: ShopModel): Pick<ModelReport['value'], 'why'> {
  switch (value.verdict) {
    case 'gamma-gamma':
    case 'no-amounts':
      return {};
    case 'depends-on-frequency':
      return { why: 'depends' };
    case 'too-few':
      return { why: 'few' };
    case 'no-mean':
    case 'not-converged':
      return { why: 'no-fit' };
  }
}

/** Nothing where all or none came back: then nothing can be told of how well it was foretold. */
function holdoutOf(check: HoldoutCheck | undefined): Pick<ModelReport, 'holdout'> {
  if (!check) return {};
  const { untilDay, chance, aucOfRecency, counts, stages } = check;
  if (!chance || !counts || chance.auc === undefined || aucOfRecency === undefined) return {};
  const holdout: NonNullable<ModelReport['holdout']> = {
    until: instantOf(untilDay),
    ...{ auc: chance.auc, aucByRecency: aucOfRecency },
    ...{ brier: chance.brier, brierOfBaseRate: chance.brierOfBaseRate },
    ...{ foretold: counts.predicted, happened: counts.actual },
    calibration: chance.bins.map(({ meanPredicted, happened, customers }) => ({
      ...{ foretold: meanPredicted, n: customers },
      happened: customers === 0 ? 0 : happened / customers,
    })),
    byStage: STAGES.flatMap((stage) => {
      const { customers: n, bought } = stages[stage];
      return n === 0 ? [] : [{ stage, n, bought }];
    }),
  };
  return { holdout };
}
