import { minorDigits } from '../../lib/domain/money.ts';
import type { CustomerOutlook, Unsure } from '../../lib/domain/score.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { ruleText } from './rule-words.ts';

/** Why a customer is in their stage: "Usually every 31 days, now 66." */
export function stageReason(
  { t }: Translator,
  {
    stage,
    sinceDays,
    usualGapDays,
    riskDays,
    churnDays,
  }: Pick<CustomerOutlook, 'stage' | 'sinceDays' | 'usualGapDays' | 'riskDays' | 'churnDays'>,
): string {
  const days = (count: number) => t('outlook.days', { n: Math.max(1, Math.round(count)) });
  if (stage === 'prospect' || sinceDays === undefined) return t('outlook.stage.none');
  const since = t('outlook.days', { n: sinceDays });
  if (usualGapDays !== undefined) return t('outlook.stage.gap', { usual: days(usualGapDays), since });
  if (stage === 'churned')
    return churnDays === undefined
      ? t('outlook.stage.once', { since })
      : t('outlook.stage.once.churned', { since, churn: days(churnDays) });
  return riskDays === undefined
    ? t('outlook.stage.once', { since })
    : t('outlook.stage.once.new', { since, risk: days(riskDays) });
}

/** Why a number is not shown, in a sentence. */
export function unsureText({ t }: Translator, reason: Unsure | 'few-for-value', n: CustomerOutlook['n']): string {
  if (reason !== 'few-customers') return t(`unsure.${reason}`);
  return t('unsure.few-customers', countedOf(t, n));
}

/** What it was worked out from and when. */
export function basisText({ t, date }: Translator, { n, asOf }: CustomerOutlook, now: number): string {
  return t('outlook.n', { ...countedOf(t, n), date: date(asOf, now) });
}

const countedOf = (t: Translator['t'], n: CustomerOutlook['n']) => ({
  customers: t('outlook.n.customers', { n: n.customers }),
  repeats: t('outlook.n.repeats', { n: n.repeats }),
});

/** An expected amount: "about €4,680", "less than €1". */
export function aboutText({ t, money }: Translator, amountMinor: number, currency: string): string {
  const unit = 10 ** minorDigits(currency);
  if (amountMinor > 0 && amountMinor < unit) return t('outlook.less', { money: money(unit, currency) });
  return t('outlook.about', { money: money(aboutMinor(amountMinor, currency), currency) });
}

/** An expected amount to three figures and no cents: it is not known any better. */
export function aboutMinor(amountMinor: number, currency: string): number {
  const unit = 10 ** minorDigits(currency);
  const whole = Math.round(amountMinor / unit);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(whole)))) - 2);
  return Math.round(whole / step) * step * unit;
}

/** Why a tier changed, from the attribute whose points changed most. */
export function moveReason(t: Translator['t'], reason: string): string {
  if (reason === 'rules' || reason === 'shop' || reason === 'anew') return t(`move.reason.${reason}`);
  return t('move.reason.of', { what: ruleText(t, reason, []) });
}
