import type { Translator } from '../../lib/i18n/translator.ts';
import type { Overview } from '../../lib/messaging/score-work.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { shareFigure } from '../../lib/view/shares.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import styles from './Overview.module.css';

/** How a figure is written: a share of `n`, an amount, a count with one decimal. */
const KINDS = {
  'repeat-rate': 'share',
  'average-order': 'money',
  'purchases-each': 'number',
  'revenue-each': 'money',
  'churn-rate': 'share',
  'retention-rate': 'share',
  'referral-rate': 'share',
} as const;
/** Where the field is chosen that says who was sent. */
const SETTINGS = hashOf({ page: 'settings' });
type Kpi = keyof typeof KINDS;

/** A few figures of the whole shop, each with how many it rests on. */
export const KpiStrip = ({ overview }: { overview: Overview }) => {
  const { settings } = useApp();
  const translator = useTranslator();
  const { t } = translator;
  const { currency, medianRevenue } = overview;
  const noReferral = settings.settings.value.referralField ? 'kpi.referral-rate.empty' : 'kpi.referral-rate.none';
  const known = overview.kpis.filter((kpi): kpi is typeof kpi & { name: Kpi } => Object.hasOwn(KINDS, kpi.name));
  return (
    <dl class={styles.kpis}>
      {known.map(({ name, value, n }) => {
        const { text, range } = value === null ? { text: '—' } : kpiText(translator, currency, name, value, n);
        return (
          <div key={name} class={styles.kpi}>
            <dt>{t(`kpi.${name}`)}</dt>
            <dd>{text}</dd>
            <dd class={styles.note}>
              {name === 'referral-rate' && value === null ? (
                <a href={SETTINGS}>{t(noReferral)}</a>
              ) : n === 0 ? (
                t('kpi.nobody')
              ) : (
                t(`kpi.${name}.note`, { n })
              )}
            </dd>
            {name === 'revenue-each' && medianRevenue !== undefined && n > 1 && currency !== undefined && (
              <dd class={styles.note}>
                {t('kpi.revenue-each.median', { money: translator.money(Math.round(medianRevenue), currency) })}
              </dd>
            )}
            {range !== undefined && <dd class={styles.note}>{t('kpi.range', { range })}</dd>}
          </div>
        );
      })}
    </dl>
  );
};

function kpiText(
  translator: Translator,
  currency: string | undefined,
  name: Kpi,
  value: number,
  n: number,
): { readonly text: string; readonly range?: string } {
  const kind = KINDS[name];
  if (kind === 'share') return shareFigure(translator, value * n, n);
  if (kind === 'number') return { text: translator.number(Math.round(value * 10) / 10) };
  return { text: currency === undefined ? '—' : translator.money(Math.round(value), currency) };
}
