import type { ListSort } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { SelectionStore } from '../../lib/view/selection-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { ArrowDown, ArrowUp, type IconNode, StickyNote } from '../ui/icons.ts';
import styles from './CustomerTable.module.css';
import { SelectBox } from './SelectBox.tsx';
import type { SortColumn } from './sort-names.ts';

interface Props {
  list: CustomerListStore;
  selection: SelectionStore;
  /** Of what the list is in the order of, where no other column shows it. */
  column: SortColumn | undefined;
}

/** The column titles, each a button that puts the list in its order; pressed again it turns the list round. */
export const CustomerTableHead = ({ list, selection, column }: Props) => {
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
        <SortTitle list={list} sort="email" text={t('field.email')} column="email" />
        {column && (
          <SortTitle
            list={list}
            sort={list.sort.value}
            text={column.title}
            column={column.isNumber ? 'told' : 'field'}
          />
        )}
        <SortTitle list={list} sort="score" text={t('list.column.score')} column="score" />
        <SortTitle list={list} sort="stage" text={t('list.column.stage')} column="stage" />
        <SortTitle list={list} sort="orderCount" text={t('list.column.orders')} column="orders" />
        <SortTitle list={list} sort="net" text={t('list.column.net')} column="net" />
        <SortTitle list={list} sort="lastPurchaseAt" text={t('list.column.last')} column="last" />
        <SortTitle list={list} sort="noteCount" text={t('list.column.notes')} column="notes" icon={StickyNote} />
      </tr>
    </thead>
  );
};

interface SortProps {
  list: CustomerListStore;
  sort: ListSort;
  text: string;
  column: string;
  /** Stands for the text, where there is no room for it. */
  icon?: IconNode;
}

const SortTitle = ({ list, sort, text, column, icon }: SortProps) => {
  const isSorted = list.sort.value === sort;
  const descending = list.descending.value;
  return (
    <th scope="col" class={styles[column]} aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class={styles.sort} title={text} onClick={() => list.sortBy(sort)}>
        {icon ? (
          <>
            <Icon of={icon} size={14} />
            <span class="sr-only">{text}</span>
          </>
        ) : (
          <span class={styles.title}>{text}</span>
        )}
        <span class={isSorted ? styles.arrow : styles.noArrow}>
          <Icon of={descending || !isSorted ? ArrowDown : ArrowUp} size={12} />
        </span>
      </button>
    </th>
  );
};
