import type { CustomerListStore, CustomerSort } from '../../lib/view/customer-list-store.ts';
import type { SelectionStore } from '../../lib/view/selection-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { ArrowDown, ArrowUp, StickyNote } from '../ui/icons.ts';
import styles from './CustomerTable.module.css';
import { SelectBox } from './SelectBox.tsx';

/** The column titles; those that can be sorted by are buttons. */
export const CustomerTableHead = ({ list, selection }: { list: CustomerListStore; selection: SelectionStore }) => {
  const { t } = useTranslator();
  return (
    <thead class={styles.head}>
      <tr aria-rowindex={1}>
        <th scope="col" class={styles.select}>
          <SelectBox
            label={t('select.all')}
            isOn={selection.isAll.value}
            isPart={selection.count.value > 0 && !selection.isAll.value}
            onPick={() => (selection.count.peek() > 0 ? selection.clear() : selection.all())}
          />
        </th>
        <SortTitle list={list} sort="name" text={t('list.column.name')} column="name" />
        <th scope="col" class={`${styles.email} ${styles.still}`}>
          {t('field.email')}
        </th>
        <SortTitle list={list} sort="score" text={t('list.column.score')} column="score" />
        <th scope="col" class={`${styles.stage} ${styles.still}`}>
          {t('list.column.stage')}
        </th>
        <SortTitle list={list} sort="orderCount" text={t('list.column.orders')} column="orders" />
        <SortTitle list={list} sort="net" text={t('list.column.net')} column="net" />
        <SortTitle list={list} sort="lastPurchaseAt" text={t('list.column.last')} column="last" />
        <th scope="col" class={`${styles.notes} ${styles.still}`} title={t('list.column.notes')}>
          <Icon of={StickyNote} size={14} />
          <span class="sr-only">{t('list.column.notes')}</span>
        </th>
      </tr>
    </thead>
  );
};

interface SortProps {
  list: CustomerListStore;
  sort: CustomerSort;
  text: string;
  column: string;
}

const SortTitle = ({ list, sort, text, column }: SortProps) => {
  const isSorted = list.sort.value === sort;
  const descending = list.descending.value;
  return (
    <th scope="col" class={styles[column]} aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class={styles.sort} onClick={() => list.sortBy(sort)}>
        <span class={styles.title}>{text}</span>
        <span class={isSorted ? styles.arrow : styles.noArrow}>
          <Icon of={descending || !isSorted ? ArrowDown : ArrowUp} size={12} />
        </span>
      </button>
    </th>
  );
};
