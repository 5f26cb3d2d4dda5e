import { useState } from 'preact/hooks';
import { type FilterNode, isGroup } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { SortMenu } from '../dashboard/SortMenu.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ListFilter, X } from '../ui/icons.ts';
import { isLost, nodeText } from './condition-text.ts';
import styles from './FilterBar.module.css';
import { FilterEditor } from './FilterEditor.tsx';
import { SaveFilterDialog } from './SaveFilterDialog.tsx';
import { useNaming } from './use-naming.ts';

interface Props {
  list: CustomerListStore;
  filters: FiltersStore;
  /** Opens what the list shows where groups of conditions are put together. */
  onBuild: () => void;
}

/** The conditions of the list as chips; each is changed or taken away by itself. All have to hold. */
export const FilterBar = ({ list, filters, onBuild }: Props) => {
  const { t } = useTranslator();
  const where = list.where.value;
  const naming = useNaming(filters, where);
  const [editing, setEditing] = useState<number | 'new'>();
  const [isSaving, setSaving] = useState(false);
  const replace = (place: number, by: readonly FilterNode[]) =>
    list.setWhere([...where.slice(0, place), ...by, ...where.slice(place + 1)]);
  const isFiltered = where.length > 0 || list.filter.value.text !== '';
  const edited = typeof editing === 'number' ? where[editing] : undefined;
  return (
    <div class={styles.bar}>
      <Button icon={ListFilter} onClick={() => setEditing('new')}>
        {t('filter.add')}
      </Button>
      {where.length > 0 && (
        <ul class={styles.chips} aria-label={t('filter.conditions')}>
          {where.map((node, place) => {
            const what = nodeText(naming, node);
            const isMarked = !isGroup(node) && isLost(naming, node);
            return (
              <li key={`${place} ${what}`} class={`${styles.chip} ${isMarked ? styles.gone : ''}`}>
                <button
                  type="button"
                  class={styles.what}
                  title={what}
                  aria-label={t('filter.change', { what })}
                  onClick={() => (isGroup(node) ? onBuild() : setEditing(place))}
                >
                  <bdi>{what}</bdi>
                </button>
                <IconButton icon={X} label={t('filter.remove', { what })} onClick={() => replace(place, [])} />
              </li>
            );
          })}
        </ul>
      )}
      {isFiltered && (
        <span class={styles.end}>
          <Button tone="ghost" onClick={() => list.apply({ text: '', where: [] })}>
            {t('filter.clear')}
          </Button>
          <Button tone="ghost" onClick={() => setSaving(true)}>
            {t('saved.save')}
          </Button>
          <Button tone="ghost" onClick={onBuild}>
            {t('segment.build')}
          </Button>
        </span>
      )}
      <span class={styles.sort}>
        <SortMenu
          order={{ sort: list.sort.value, descending: list.descending.value }}
          fields={filters.fields.value ?? []}
          onSort={(sort) => list.sortBy(sort)}
        />
      </span>
      {editing !== undefined && (
        <FilterEditor
          filters={filters}
          condition={edited && !isGroup(edited) ? edited : undefined}
          onClose={() => setEditing(undefined)}
          onApply={(condition) => {
            setEditing(undefined);
            replace(editing === 'new' ? where.length : editing, [condition]);
          }}
        />
      )}
      {isSaving && <SaveFilterDialog list={list} onClose={() => setSaving(false)} />}
    </div>
  );
};
