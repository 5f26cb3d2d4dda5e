import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { ArrowDown, ArrowDownUp, ArrowUp } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { sortNames } from './sort-names.ts';

interface Props {
  list: CustomerListStore;
  fields: readonly CustomField[];
}

/** The order of the list where its columns have no room, and the orders that have no column. */
export const SortMenu = ({ list, fields }: Props) => {
  const { t } = useTranslator();
  const current = list.sort.value;
  const arrow = list.descending.value ? ArrowDown : ArrowUp;
  return (
    <Menu
      label={t('sort.by')}
      icon={ArrowDownUp}
      items={sortNames(t, fields).map(({ sort, name }) => ({
        label: name,
        checked: sort === current,
        ...(sort === current ? { icon: arrow } : {}),
        run: () => list.sortBy(sort),
      }))}
    />
  );
};
