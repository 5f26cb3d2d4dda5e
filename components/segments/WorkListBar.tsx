import { useEffect } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { WorkListStore } from '../../lib/view/work-list-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { ArrowLeft, ArrowRight } from '../ui/icons.ts';
import styles from './WorkListBar.module.css';

/** Goes to whoever is beside the one shown; nowhere at the ends. */
export function goBeside(work: WorkListStore, by: 1 | -1): void {
  const customerId = work.beside(by);
  if (customerId !== undefined) location.hash = hashOf({ page: 'customers', customerId });
}

/** Where one is in the list of people that is gone through, and the way on. */
export const WorkListBar = ({ work, customerId }: { work: WorkListStore; customerId: CustomerId }) => {
  const { t } = useTranslator();
  useEffect(() => work.opened(customerId), [work, customerId]);
  const list = work.list.value;
  // Somebody who was come by in another way has no place in it.
  if (!list?.ids.includes(customerId)) return null;
  const { name, ids, total, at } = list;
  return (
    <section class={styles.bar} aria-label={t('work.bar')}>
      <span class={styles.where}>
        <bdi class={styles.name} title={name}>
          {name}
        </bdi>
        <span role="status" class={styles.place}>
          {t('work.place', { at: at + 1, n: ids.length })}
        </span>
        {total > ids.length && <span class={styles.part}>{t('work.part', { n: ids.length, total })}</span>}
      </span>
      <span class={styles.ways}>
        <Button icon={ArrowLeft} disabled={at === 0} onClick={() => goBeside(work, -1)}>
          {t('work.previous')}
        </Button>
        <Button icon={ArrowRight} tone="primary" disabled={at >= ids.length - 1} onClick={() => goBeside(work, 1)}>
          {t('work.next')}
        </Button>
        <Button tone="ghost" onClick={work.end}>
          {t('work.end')}
        </Button>
      </span>
    </section>
  );
};
