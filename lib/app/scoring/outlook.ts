import { FEW_FOR_CHANCES } from '../../domain/chances.ts';
import type { CustomerOutlook, Unsure } from '../../domain/score.ts';
import { isSaid } from '../../scoring/chances.ts';
import type { Person } from '../../storage/person.ts';
import type { Former } from './former.ts';
import { type OnePerson, onePersonOf, type ScoredOne, type ScoringNow, scoreOne } from './score-one.ts';

/** What the models say of one customer; nothing for who is no customer. */
export function outlookOf(person: Person, now: ScoringNow, former: Former | undefined): CustomerOutlook | undefined {
  const known = onePersonOf(person);
  if (!known) return undefined;
  const one = scoreOne(known, now, former);
  const { figures, receipt } = one;
  const { model, head, at } = now;
  const { counts } = model;
  const { sinceDays, usualGapDays, riskDays, churnDays, group, abc, r, f, m } = figures;
  const given = <K extends string, V>(name: K, value: V | undefined) =>
    (value === undefined ? {} : { [name]: value }) as { [N in K]?: V };
  return {
    ...{ asOf: at, stage: figures.stage, provisional: figures.provisional, wonBack: figures.wonBack },
    ...given('sinceDays', sinceDays),
    ...given('usualGapDays', usualGapDays),
    ...given('riskDays', riskDays),
    ...given('churnDays', churnDays),
    horizonDays: model.horizonDays,
    churn: unsureOf(one, now) ?? (figures.pBuy === undefined ? 'not-fitted' : 1 - figures.pBuy),
    next: unsureOf(one, now) ?? windowOf(one),
    value: yearsValue(one, now),
    ...given('group', group),
    ...given('abc', abc),
    ...(r && f && m ? { fifths: { r, f, m } } : {}),
    ...given('groupNames', head.rules.groupNames),
    ...(receipt.type === 'scored' ? { tier: receipt.tier, policy: head.rules.tiers.policies[receipt.tier] } : {}),
    ...given('ifToday', ifToday(known, now, former)),
    n: { customers: counts.buyers, repeats: counts.repeatPurchases },
  };
}

/** Why probabilities of buying are not said. */
function unsureOf({ figures }: ScoredOne, { model }: ScoringNow): Unsure | undefined {
  if (figures.n === 0) return 'no-orders';
  if (isSaid(model)) return undefined;
  // With so few it is their number that keeps it from being told, whatever a test of them says.
  const isFew = model.counts.buyers < FEW_FOR_CHANCES || model.churn.verdict !== 'no-signal';
  return isFew ? 'few-customers' : 'no-churn-signal';
}

function windowOf({ figures: { nextWindow } }: ScoredOne): CustomerOutlook['next'] {
  if (!nextWindow) return 'unlikely';
  const { q10, q50, q90 } = nextWindow;
  return { from: q10, middle: q50, to: q90 };
}

function yearsValue({ figures }: ScoredOne, { model, head }: ScoringNow): CustomerOutlook['value'] {
  if (figures.n === 0) return 'no-orders';
  if (model.money === 'no-amounts' || head.currency === undefined) return 'no-amounts';
  if (model.money === 'ranks-only') return 'few-customers';
  if (figures.clv12 === undefined) return 'not-fitted';
  return {
    amountMinor: Math.round(figures.clv12),
    currency: head.currency,
    of: model.margin === undefined ? 'revenue' : 'margin',
  };
}

/** Where they would stand with an order of today for their usual amount. */
function ifToday(person: OnePerson, now: ScoringNow, former: Former | undefined): CustomerOutlook['ifToday'] {
  const { head, at } = now;
  const amounts = person.orders.flatMap(({ totalMinor, currency }) =>
    totalMinor !== undefined && totalMinor > 0 && currency !== undefined ? [{ totalMinor, currency }] : [],
  );
  const usual = amounts.toSorted((a, b) => a.totalMinor - b.totalMinor)[Math.floor(amounts.length / 2)];
  const order = usual ?? (head.currency === undefined ? {} : { currency: head.currency });
  const then = scoreOne({ ...person, orders: [...person.orders, { ...order, placedAt: at }] }, now, former);
  return then.standing && { score: then.standing.score, tier: then.standing.tier, stage: then.standing.stage };
}
