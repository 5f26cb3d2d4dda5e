import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { ChartLine, Table2 } from '../ui/icons.ts';
import styles from './ChartFrame.module.css';
import { type ChartTable, DataTable } from './DataTable.tsx';

/** What every chart says in the reader's language. */
export interface ChartWords {
  readonly asTable: string;
  readonly asChart: string;
  /** Beneath the chart, until one of its parts is looked at. */
  readonly hint: string;
}

interface Props {
  title: string;
  /** What it shows, in one sentence. */
  says: string;
  /** Which time and how many it rests on. */
  basis: string;
  words: ChartWords;
  table: ChartTable;
  /** At the end of the title's line. */
  aside?: ComponentChildren;
  /** The chart itself; nothing while there is nothing to draw. Parts with `data-reading` are spelled out beneath it while they are looked at. */
  children: ComponentChildren;
}

/** A chart with its title, what it says, what it rests on, and the same figures as a table. */
export const ChartFrame = ({ title, says, basis, words, table, aside, children }: Props) => {
  const id = useId();
  const [isTable, setIsTable] = useState(false);
  const [reading, setReading] = useState<string>();
  const read = (event: Event) => {
    const part = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-reading]') : null;
    setReading(part?.dataset.reading);
  };
  return (
    <figure class={styles.frame} aria-labelledby={id}>
      <figcaption class={styles.caption}>
        <div class={styles.line}>
          <h2 id={id} class={styles.title}>
            {title}
          </h2>
          {aside}
          {children && (
            <Button tone="ghost" icon={isTable ? ChartLine : Table2} onClick={() => setIsTable(!isTable)}>
              {isTable ? words.asChart : words.asTable}
            </Button>
          )}
        </div>
        <p class={styles.says}>{says}</p>
      </figcaption>
      {children && isTable && <DataTable label={title} table={table} />}
      {children && !isTable && (
        // Only spells out again what each part is named.
        <div
          role="none"
          class={styles.chart}
          onFocusIn={read}
          onFocusOut={() => setReading(undefined)}
          onPointerOver={read}
          onPointerLeave={() => setReading(undefined)}
        >
          {children}
          <p class={styles.reading} aria-hidden="true">
            {reading ?? words.hint}
          </p>
        </div>
      )}
      <p class={styles.basis}>{basis}</p>
    </figure>
  );
};
