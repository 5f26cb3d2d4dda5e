import type { SavedFilter } from '../../lib/domain/filter.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { NEW_SEGMENT, type SegmentStore } from '../../lib/view/segment-store.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './SegmentNav.module.css';

interface Props {
  store: SegmentStore;
  saved: readonly SavedFilter[];
}

/** The segments there are, each with how many are in it; one that is being made first. */
export const SegmentNav = ({ store, saved }: Props) => {
  const { t, number } = useTranslator();
  const openId = store.openId.value;
  const counts = store.counts.value;
  const begun = store.begun.value;
  const one = (id: string, name: string, count: number | undefined) => (
    <li key={id}>
      <a
        class={styles.link}
        href={hashOf({ page: 'segments', part: id })}
        title={name}
        aria-current={id === openId ? 'page' : undefined}
      >
        <bdi class={styles.name}>{name}</bdi>
        {count !== undefined && <span class={styles.count}>{number(count)}</span>}
        {id === NEW_SEGMENT && begun && <span class={styles.count}>{t('segment.changed')}</span>}
      </a>
    </li>
  );
  return (
    <nav class={styles.nav} aria-label={t('segment.all')}>
      <ul class={styles.list}>
        {(openId === NEW_SEGMENT || begun) && one(NEW_SEGMENT, begun?.name || t('segment.new.name'), undefined)}
        {saved.map(({ id, name }) => one(id, name, counts.get(id)))}
      </ul>
    </nav>
  );
};
