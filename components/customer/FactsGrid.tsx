import type { ComponentChildren } from 'preact';
import type { Profile } from '../../lib/domain/profile.ts';
import { useTranslator } from '../app/app-context.ts';
import { Unknown } from '../app/Unknown.tsx';
import { Hint } from '../ui/Hint.tsx';
import styles from './FactsGrid.module.css';

/** The six figures one wants before answering. What is not known is a dash with its reason, never a zero. */
export const FactsGrid = ({ profile }: { profile: Profile }) => {
  const { t, money, number, ago, date, dateTime, month, days, list, now } = useTranslator();
  const { stats, stage } = profile;
  const [main, ...others] = stats.net;
  const noOrder = <Unknown why={t('fact.no-order.why')} />;
  const also =
    others.length > 0
      ? t('fact.more-currencies', { amounts: list(others.map((net) => money(net.amountMinor, net.currency))) })
      : undefined;
  const { lastPurchaseAt, firstPurchaseAt } = stats;
  return (
    <div class={styles.frame}>
      <dl class={styles.facts}>
        <Fact label={t('fact.net')}>
          {main ? <Explained text={also}>{money(main.amountMinor, main.currency)}</Explained> : noOrder}
        </Fact>
        <Fact label={t('fact.orders')}>{stats.orderCount > 0 ? number(stats.orderCount) : noOrder}</Fact>
        <Fact label={t('fact.average')}>
          {main && main.orderCount > 0 ? money(Math.round(main.amountMinor / main.orderCount), main.currency) : noOrder}
        </Fact>
        <Fact label={t('fact.last')}>
          {lastPurchaseAt === undefined ? (
            noOrder
          ) : (
            <Explained text={dateTime(lastPurchaseAt)}>{ago(lastPurchaseAt, now())}</Explained>
          )}
        </Fact>
        <Fact label={t('fact.gap')}>
          {stage.usualGapDays === undefined ? <Unknown why={t('fact.gap.why')} /> : days(stage.usualGapDays)}
        </Fact>
        <Fact label={t('fact.since')}>
          {firstPurchaseAt === undefined ? (
            noOrder
          ) : (
            <Explained text={date(firstPurchaseAt, now())}>{month(firstPurchaseAt)}</Explained>
          )}
        </Fact>
      </dl>
    </div>
  );
};

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.fact}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
);

const Explained = ({ text, children }: { text: string | undefined; children: string }) =>
  text === undefined ? children : <Hint text={text}>{children}</Hint>;
