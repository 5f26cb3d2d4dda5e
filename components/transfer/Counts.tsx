import type { ImportCounts } from '../../lib/messaging/contract.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './Counts.module.css';

interface Props {
  counts: ImportCounts;
  rejected: number;
}

/** What an import does, in customers, orders and rows. */
export const Counts = ({ counts, rejected }: Props) => {
  const { t, number } = useTranslator();
  const { orders } = counts;
  const draw = (
    name: 'created' | 'updated' | 'claimed' | 'conflicts' | 'skipped' | 'rejected',
    value: number,
    tone = '',
  ) => (
    <div key={name} class={value > 0 && tone ? styles[tone] : undefined}>
      <dt class={styles.label}>{t(`import.count.${name}`)}</dt>
      <dd class={styles.value}>{number(value)}</dd>
    </div>
  );
  const hasOrders = orders.created + orders.updated + orders.claimed + orders.skipped > 0;
  return (
    <div class={styles.groups}>
      <section aria-label={t('import.customers')}>
        <h3 class={styles.title}>{t('import.customers')}</h3>
        <dl class={styles.counts}>
          {draw('created', counts.created, 'good')}
          {draw('updated', counts.updated)}
          {draw('skipped', counts.skipped)}
          {draw('conflicts', counts.conflicts, 'warn')}
        </dl>
      </section>
      {hasOrders && (
        <section aria-label={t('import.orders')}>
          <h3 class={styles.title}>{t('import.orders')}</h3>
          <dl class={styles.counts}>
            {draw('created', orders.created, 'good')}
            {draw('updated', orders.updated)}
            {orders.claimed > 0 && draw('claimed', orders.claimed, 'good')}
            {draw('skipped', orders.skipped)}
          </dl>
        </section>
      )}
      {rejected > 0 && <dl class={styles.counts}>{draw('rejected', rejected, 'bad')}</dl>}
    </div>
  );
};
