import { useState } from 'preact/hooks';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Menu } from '../ui/Menu.tsx';
import styles from './SavedFilters.module.css';
import { SaveFilterDialog } from './SaveFilterDialog.tsx';

interface Props {
  list: CustomerListStore;
  filters: FiltersStore;
}

/** Beside the list: everybody, and the filters the shop has given a name. */
export const SavedFilters = ({ list, filters }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [editing, setEditing] = useState<SavedFilter>();
  const saved = filters.saved.value;
  const shown = JSON.stringify(list.filter.value);
  const isShown = (filter: SavedFilter['filter']) => JSON.stringify(filter) === shown;
  const isAll = isShown({ text: '', where: [] });
  const remove = ({ id, name }: SavedFilter) =>
    void actions.run('filters.remove', { id }, { done: t('saved.removed', { name }), undo: true });
  return (
    <nav class={styles.side} aria-label={t('saved.title')}>
      <h2 class={styles.title}>{t('saved.title')}</h2>
      <ul class={styles.list}>
        <li class={styles.one}>
          <button
            type="button"
            class={styles.name}
            aria-current={isAll}
            onClick={() => list.apply({ text: '', where: [] })}
          >
            {t('saved.all')}
          </button>
        </li>
        {saved.map((one) => (
          <li key={one.id} class={styles.one}>
            <button
              type="button"
              class={styles.name}
              title={one.name}
              aria-current={isShown(one.filter)}
              onClick={() => list.apply(one.filter, one)}
            >
              <bdi class="ellipsis">{one.name}</bdi>
            </button>
            <Menu
              label={t('saved.actions', { name: one.name })}
              items={[
                { label: t('segment.build'), run: () => (location.hash = hashOf({ page: 'segments', part: one.id })) },
                { label: t('saved.edit'), run: () => setEditing(one) },
                { label: t('saved.remove'), tone: 'danger', run: () => remove(one) },
              ]}
            />
          </li>
        ))}
      </ul>
      {editing && <SaveFilterDialog list={list} saved={editing} onClose={() => setEditing(undefined)} />}
    </nav>
  );
};
