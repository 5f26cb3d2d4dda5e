import type { CustomerRow, RowMarks } from '../../lib/domain/profile.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StickyNote } from '../ui/icons.ts';
import { Marked } from '../ui/Marked.tsx';
import styles from './CustomerTable.module.css';
import { SelectBox } from './SelectBox.tsx';
import type { SortColumn } from './sort-names.ts';

const COLUMN_COUNT = 10;
/** Longer text could not be seen anyway, and would make every frame slow. */
const MOST = 200;

interface Props {
  /** Absent while it is on its way. */
  row: CustomerRow | undefined;
  /** In the whole list, from 0. */
  place: number;
  /** Of what the list is in the order of, where no other column shows it. */
  column: SortColumn | undefined;
  /** What of it the filter's text was found in. */
  marks: RowMarks | undefined;
  isSelected: boolean;
  /** The box was pressed, with Shift or without. */
  onSelect: (isRange: boolean) => void;
  isActive: boolean;
  onFocus: () => void;
  onKey: (event: KeyboardEvent) => void;
}

/** One customer of the list. */
export const CustomerTableRow = ({
  row,
  column,
  marks,
  isSelected,
  onSelect,
  place,
  isActive,
  onFocus,
  onKey,
}: Props) => {
  const translator = useTranslator();
  const { t, number, money, ago, date, now } = translator;
  if (!row) {
    return (
      <tr aria-rowindex={place + 2} class={styles.row}>
        <td colSpan={COLUMN_COUNT}>
          <span class={styles.waiting} />
          <span class="sr-only">{t('common.loading')}</span>
        </td>
      </tr>
    );
  }
  const name = row.name || row.company || row.email || row.phone || t('common.no-name');
  const contact = row.email || row.phone;
  const own = column?.text(row, translator);
  return (
    <tr aria-rowindex={place + 2} class={`${styles.row} ${isSelected ? styles.chosen : ''}`}>
      <td class={styles.select}>
        <SelectBox label={t('select.row', { name })} isOn={isSelected} onPick={onSelect} tabIndex={isActive ? 0 : -1} />
      </td>
      <th scope="row" class={styles.name}>
        <span class={styles.who}>
          <span class={styles.named}>
            <Avatar name={name} size="s" />
            <a
              class={styles.link}
              href={hashOf({ page: 'customers', customerId: row.id })}
              tabIndex={isActive ? 0 : -1}
              onFocus={onFocus}
              onKeyDown={onKey}
            >
              <Cut text={name} ranges={row.name === '' ? undefined : marks?.name} />
            </a>
          </span>
          {row.company !== '' && row.company !== name && (
            <span class={styles.company}>
              <Cut text={row.company} ranges={marks?.company} />
            </span>
          )}
        </span>
      </th>
      <td class={styles.email}>
        {marks?.found ? (
          <Cut text={marks.found.excerpt} ranges={marks.found.ranges} />
        ) : contact === '' || contact === name ? null : (
          <Cut text={contact} ranges={row.email === '' ? marks?.phone : marks?.email} />
        )}
      </td>
      {column && (
        <td class={column.isNumber ? styles.told : styles.field}>
          {own === undefined ? <None why={column.why} /> : <Cut text={own} />}
        </td>
      )}
      <td class={styles.score}>
        {row.tier && row.score !== undefined ? (
          <>
            <TierChip tier={row.tier} /> <span class={styles.points}>{number(Math.round(row.score))}</span>
          </>
        ) : (
          <None why={t('score.no-orders')} />
        )}
      </td>
      <td class={styles.stage}>
        <Cut text={t(`stage.${row.stage}`)} />
      </td>
      <td class={styles.orders}>{number(row.orderCount)}</td>
      <td class={styles.net}>
        {row.net ? <Cut text={money(row.net.amountMinor, row.net.currency)} /> : <None why={t('fact.no-order.why')} />}
      </td>
      <td class={styles.last}>
        {row.lastPurchaseAt === undefined ? (
          <None why={t('fact.no-order.why')} />
        ) : (
          <time
            dateTime={new Date(row.lastPurchaseAt).toISOString()}
            data-tip={date(row.lastPurchaseAt, now())}
            data-hover
          >
            {ago(row.lastPurchaseAt, now())}
          </time>
        )}
      </td>
      <td class={styles.notes}>
        {row.noteCount > 0 && (
          <span data-tip={t('list.notes', { n: row.noteCount })} data-hover>
            <Icon of={StickyNote} size={14} />
            <span class="sr-only">{t('list.notes', { n: row.noteCount })}</span>
          </span>
        )}
      </td>
    </tr>
  );
};

/** Text that may be cut; the whole of it is told when the pointer or the focus is on its row. */
const Cut = ({ text, ranges }: { text: string; ranges?: RowMarks['name'] | undefined }) => (
  <bdi class={styles.cut} data-tip={text.slice(0, 2000)} data-cut>
    <Marked text={text.slice(0, MOST)} ranges={ranges} />
  </bdi>
);

const None = ({ why }: { why: string }) => {
  const { t } = useTranslator();
  return (
    <span class="muted" data-tip={why}>
      <span aria-hidden="true">—</span>
      <span class="sr-only">{t('common.unknown')}</span>
    </span>
  );
};
