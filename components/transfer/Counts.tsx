import type { ImportCounts } from '../../lib/messaging/contract.ts';
import type { ReadTotals } from '../../lib/messaging/file-work.ts';
import { countRejected } from '../../lib/view/import-run.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './Counts.module.css';

interface Props {
  counts: ImportCounts;
  totals: ReadTotals;
}

type Name = 'created' | 'updated' | 'claimed' | 'conflicts' | 'skipped' | 'read' | 'taken' | 'rejected' | 'not-data';

/** What an import does, in customers, orders and rows. */
export const Counts = ({ counts, totals }: Props) => {
  const { t, number } = useTranslator();
  const { orders } = counts;
  const rejected = countRejected(totals);
  const notData = totals.rejected['not-data']?.count ?? 0;
  const draw = (name: Name, value: number, tone = '') => (
    <div key={name} class={value > 0 && tone ? styles[tone] : undefined}>
      <dt class={styles.label}>{t(`import.count.${name}`)}</dt>
      <dd class={styles.value}>{number(value)}</dd>
    </div>
  );
  const hasOrders = orders.created + orders.updated + orders.claimed + orders.skipped > 0;
  const told = useToldText(counts, totals.taken);
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
      <section aria-label={t('import.rows.title')}>
        <h3 class={styles.title}>{t('import.rows.title')}</h3>
        <dl class={styles.counts}>
          {draw('read', totals.taken + rejected + notData)}
          {draw('taken', totals.taken)}
          {draw('rejected', rejected, 'bad')}
          {notData > 0 && draw('not-data', notData)}
        </dl>
        {told !== undefined && <p class={styles.told}>{told}</p>}
      </section>
    </div>
  );
};

/** Of how many customers and orders the rows tell, where that is not as many as there are rows. */
function useToldText({ created, updated, skipped, orders: all }: ImportCounts, rows: number): string | undefined {
  const { t, list } = useTranslator();
  const customers = created + updated + skipped;
  const orders = all.created + all.updated + all.claimed + all.skipped;
  const isJoined = [customers, orders].some((count) => count > 0 && count !== rows);
  if (!isJoined) return undefined;
  const what = [
    ...(customers > 0 ? [t('import.told.customers', { n: customers })] : []),
    ...(orders > 0 ? [t('import.told.orders', { n: orders })] : []),
  ];
  return t('import.told', { what: list(what) });
}
