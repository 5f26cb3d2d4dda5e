import { useState } from 'preact/hooks';
import type { Condition } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ListFilter, X } from '../ui/icons.ts';
import { conditionText } from './condition-text.ts';
import styles from './FilterBar.module.css';
import { FilterEditor } from './FilterEditor.tsx';
import { SaveFilterDialog } from './SaveFilterDialog.tsx';

interface Props {
  list: CustomerListStore;
  filters: FiltersStore;
}

/** The conditions of the list as chips; each is changed or taken away by itself. All have to hold. */
export const FilterBar = ({ list, filters }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const where = list.where.value;
  const [editing, setEditing] = useState<number | 'new'>();
  const [isSaving, setSaving] = useState(false);
  const replace = (place: number, by: readonly Condition[]) =>
    list.setWhere([...where.slice(0, place), ...by, ...where.slice(place + 1)]);
  const isFiltered = where.length > 0 || list.filter.value.text !== '';
  return (
    <div class={styles.bar}>
      <Button icon={ListFilter} onClick={() => setEditing('new')}>
        {t('filter.add')}
      </Button>
      {where.length > 0 && (
        <ul class={styles.chips} aria-label={t('filter.conditions')}>
          {where.map((condition, place) => {
            const what = conditionText(translator, condition);
            return (
              <li key={what} class={styles.chip}>
                <button
                  type="button"
                  class={styles.what}
                  title={what}
                  aria-label={t('filter.change', { what })}
                  onClick={() => setEditing(place)}
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
        </span>
      )}
      {editing !== undefined && (
        <FilterEditor
          filters={filters}
          condition={editing === 'new' ? undefined : where[editing]}
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
