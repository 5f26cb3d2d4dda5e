import styles from './DataTable.module.css';

/** @param label what opens there, where the figure alone does not say it */
export type DataCell =
  | string
  | { readonly text: string; readonly href?: string | undefined; readonly label?: string | undefined };

/** A chart's figures; the first cell of a row names it. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly DataCell[])[];
}

interface Props {
  label: string;
  table: ChartTable;
}

/** Figures as a table: names at the start of each line, numbers at their right edge. */
export const DataTable = ({ label, table }: Props) => (
  // It scrolls by itself where it is too wide, so it can be focused.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reached by keyboard (WCAG 2.1.1)
  <section class={styles.scroll} tabIndex={0} aria-label={label}>
    <table class={styles.table}>
      <thead>
        <tr>
          {table.head.map((text) => (
            <th key={text} scope="col" class={styles.head}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => {
              const { text, href, label } = typeof cell === 'string' ? { text: cell } : cell;
              const content =
                href === undefined ? (
                  text
                ) : (
                  <a href={href} aria-label={label} title={label}>
                    {text}
                  </a>
                );
              return column === 0 ? (
                <th key={column} scope="row" class={styles.name}>
                  {content}
                </th>
              ) : (
                <td key={column} class={styles.cell}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
