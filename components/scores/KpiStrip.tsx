import type { Translator } from '../../lib/i18n/translator.ts';
import type { Overview } from '../../lib/messaging/score-work.ts';
import { shareText } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './Overview.module.css';

/** How a figure is written: a share of `n`, an amount, a count with one decimal. */
const KINDS = {
  'repeat-rate': 'share',
  'average-order': 'money',
  'purchases-each': 'number',
  'revenue-each': 'money',
  'churn-rate': 'share',
  'retention-rate': 'share',
} as const;
type Kpi = keyof typeof KINDS;

/** A few figures of the whole shop, each with how many it rests on. */
export const KpiStrip = ({ overview }: { overview: Overview }) => {
  const translator = useTranslator();
  const { t } = translator;
  const known = overview.kpis.filter((kpi): kpi is typeof kpi & { name: Kpi } => Object.hasOwn(KINDS, kpi.name));
  return (
    <dl class={styles.kpis}>
      {known.map(({ name, value, n }) => (
        <div key={name} class={styles.kpi}>
          <dt>{t(`kpi.${name}`)}</dt>
          <dd>{value === null ? '—' : kpiText(translator, overview.currency, name, value, n)}</dd>
          <dd class={styles.note}>{t(`kpi.${name}.note`, { n })}</dd>
        </div>
      ))}
    </dl>
  );
};

function kpiText(translator: Translator, currency: string | undefined, name: Kpi, value: number, n: number): string {
  const kind = KINDS[name];
  if (kind === 'share') return shareText(translator, value * n, n);
  if (kind === 'money') return currency === undefined ? '—' : translator.money(Math.round(value), currency);
  return translator.number(Math.round(value * 10) / 10);
}
