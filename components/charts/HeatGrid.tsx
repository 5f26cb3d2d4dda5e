import type { CSSProperties } from 'preact';
import styles from './HeatGrid.module.css';
import { type Stop, stopAt, useRoving } from './use-roving.ts';

export interface HeatCell {
  /** What stands in the cell. */
  readonly text: string;
  /** How strong it is shown, 0..1. */
  readonly strength: number;
  /** The cell in words: what it counts and how many. */
  readonly name: string;
  /** Whom it opens. */
  readonly href?: string | undefined;
}

export interface HeatHead {
  readonly text: string;
  /** In words, where the text is short. */
  readonly name?: string;
  readonly href?: string | undefined;
}

interface Props {
  label: string;
  /** What the rows and the columns are, beside and above them. */
  rowsTitle: string;
  columnsTitle: string;
  columns: readonly HeatHead[];
  rows: readonly { readonly head: HeatHead; readonly cells: readonly (HeatCell | undefined)[] }[];
  /** Cells keep at least this width and the grid scrolls. */
  cellPx?: number;
}

// Text keeps 4.5:1 on every shade: dark on the first ones, light on the last.
const SOFT_MAX = 42;
const STRONG = 88;
const shade = (strength: number): number => (strength > 0.8 ? STRONG : Math.round(strength * 1.25 * SOFT_MAX));

/** Numbers in rows and columns, each as strong as it is large; the number itself always stands in its cell. */
export const HeatGrid = ({ label, rowsTitle, columnsTitle, columns, rows, cellPx = 36 }: Props) => {
  const stops: Stop[] = rows.flatMap(({ cells }, row) =>
    cells.flatMap((cell, column) => (cell ? [stopAt(row, column)] : [])),
  );
  const roving = useRoving(stops);
  return (
    <div class={styles.scroll}>
      <table
        class={styles.grid}
        aria-label={label}
        onKeyDown={roving.onKeyDown}
        style={{ minInlineSize: `${72 + columns.length * (cellPx + 3)}px` }}
      >
        <thead>
          <tr>
            <td class={styles.corner}>{rowsTitle}</td>
            <td class={styles.across} colSpan={columns.length}>
              {columnsTitle}
            </td>
          </tr>
          <tr>
            <td class={styles.corner} />
            {columns.map((column) => (
              <th key={column.text} scope="col" class={styles.column}>
                <Head head={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head, cells }, row) => (
            <tr key={head.text}>
              <th scope="row" class={styles.row}>
                <Head head={head} />
              </th>
              {columns.map((column, at) => {
                const cell = cells[at];
                return (
                  <td key={column.text} class={styles.slot}>
                    {cell && <Cell cell={cell} stop={roving.of(stopAt(row, at))} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Head = ({ head: { text, name, href } }: { head: HeatHead }) => {
  const spelled = name === undefined ? text : <abbr title={name}>{text}</abbr>;
  return href === undefined ? spelled : <a href={href}>{spelled}</a>;
};

interface CellProps {
  cell: HeatCell;
  stop: ReturnType<ReturnType<typeof useRoving>['of']>;
}

const Cell = ({ cell: { text, strength, name, href }, stop }: CellProps) => {
  const heat = shade(strength);
  const shared = {
    ...stop,
    class: `${styles.cell} ${heat === STRONG ? styles.strong : ''}`,
    style: { '--heat': `${heat}%` } as CSSProperties,
    'aria-label': name,
    'data-reading': name,
  };
  return href === undefined ? (
    <span role="img" {...shared}>
      {text}
    </span>
  ) : (
    <a href={href} {...shared}>
      {text}
    </a>
  );
};
