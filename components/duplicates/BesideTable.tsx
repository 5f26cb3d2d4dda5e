import { useId } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './BesideTable.module.css';
import { type BesideRow, besideRows, calledBy } from './together.ts';

interface Props {
  people: readonly Beside[];
  /** The shop's own. */
  fields: readonly CustomField[];
  /** Who stands for the person. */
  keep: CustomerId;
  onKeep: (id: CustomerId) => void;
  /** Who is left out; only where one may choose. */
  left?: ReadonlySet<CustomerId>;
  onLeft?: (id: CustomerId, isLeft: boolean) => void;
}

/** Customers side by side, line by line, and at the end what would become of them together. */
export const BesideTable = ({ people, fields, keep, onKeep, left, onLeft }: Props) => {
  const words = useTranslator();
  const { t } = words;
  const group = useId();
  const taken = people.filter(({ customer }) => !left?.has(customer.id));
  const rows = besideRows(people, keep, words, fields);
  const together = new Map(besideRows(taken, keep, words, fields).map((row) => [row.key, row.together]));
  const names = people.map((one) => calledBy(one, t));
  return (
    // Wider than its place it is scrolled, by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keys (WCAG 2.1.1)
    <section class={styles.scroll} aria-label={t('duplicates.card', { names: names.join(', ') })} tabIndex={0}>
      <table class={styles.table}>
        <thead>
          <tr>
            <td class={styles.corner}>
              <span class="sr-only">{t('duplicates.column.what')}</span>
            </td>
            {people.map(({ customer }, at) => (
              <th key={customer.id} scope="col" class={left?.has(customer.id) ? styles.left : undefined}>
                <span class={styles.who}>
                  {onLeft && (
                    <input
                      type="checkbox"
                      aria-label={t('duplicates.take', { name: names[at] ?? '' })}
                      checked={!left?.has(customer.id)}
                      onChange={(event) => onLeft(customer.id, !event.currentTarget.checked)}
                    />
                  )}
                  <a class={styles.name} href={hashOf({ page: 'customers', customerId: customer.id })}>
                    <bdi>{names[at]}</bdi>
                  </a>
                </span>
                <label class={styles.keep}>
                  <input
                    type="radio"
                    name={group}
                    aria-label={t('duplicates.keep', { name: names[at] ?? '' })}
                    checked={customer.id === keep}
                    disabled={left?.has(customer.id)}
                    onChange={() => onKeep(customer.id)}
                  />
                  <span aria-hidden="true">{t('duplicates.keeps')}</span>
                </label>
              </th>
            ))}
            <th scope="col" class={styles.together}>
              {t('duplicates.column.together')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} together={together.get(row.key)} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Row = ({ row, together }: { row: BesideRow; together: BesideRow['together'] | undefined }) => {
  const { t, list } = useTranslator();
  return (
    <tr class={row.differs ? styles.differs : undefined}>
      <th scope="row">{row.label}</th>
      {row.cells.map((cell, at) => (
        <td key={at}>
          {cell.length === 0 ? (
            <span class={styles.none}>–</span>
          ) : (
            cell.map((text) => <Value key={text} text={text} />)
          )}
        </td>
      ))}
      <td class={styles.together}>
        {together?.main.map((text) => (
          <Value key={text} text={text} />
        ))}
        {together && together.also.length > 0 && (
          <span class={styles.also}>{t('duplicates.also', { values: list(together.also) })}</span>
        )}
      </td>
    </tr>
  );
};

const Value = ({ text }: { text: string }) => <bdi class={styles.value}>{text}</bdi>;
