import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { ListSort } from '../../lib/domain/filter.ts';
import type { ListOrder } from '../../lib/view/list-order.ts';
import { useTranslator } from '../app/app-context.ts';
import { ArrowDown, ArrowDownUp, ArrowUp } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { sortNames } from './sort-names.ts';

interface Props {
  order: ListOrder;
  fields: readonly CustomField[];
  /** An order was chosen, perhaps the same again. */
  onSort: (sort: ListSort) => void;
}

/** The order of a list where columns have no room or are none, and the orders that have no column. */
export const SortMenu = ({ order, fields, onSort }: Props) => {
  const { t } = useTranslator();
  const arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <Menu
      label={t('sort.by')}
      icon={ArrowDownUp}
      items={sortNames(t, fields).map(({ sort, name }) => ({
        label: name,
        checked: sort === order.sort,
        ...(sort === order.sort ? { icon: arrow } : {}),
        run: () => onSort(sort),
      }))}
    />
  );
};
