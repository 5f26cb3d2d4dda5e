import styles from './Histogram.module.css';
import { stopAt, useRoving } from './use-roving.ts';

export interface HistogramBar {
  /** Under the bar: where its range begins. */
  readonly tick: string;
  readonly n: number;
  /** How many there were before, where that is compared. */
  readonly before?: number;
  readonly name: string;
  readonly href?: string | undefined;
}

interface Props {
  label: string;
  bars: readonly HistogramBar[];
  xTitle: string;
  /** What the two kinds of bars are, where there are two. */
  legend?: { readonly before: string; readonly now: string };
}

/** How many there are in each range; with what was before as an outline beside it. */
export const Histogram = ({ label, bars, xTitle, legend }: Props) => {
  const most = Math.max(1, ...bars.flatMap(({ n, before }) => [n, before ?? 0]));
  const roving = useRoving(bars.map((_, at) => stopAt(0, at)));
  const height = (n: number) => ({ blockSize: `${(n / most) * 100}%` });
  return (
    <div class={styles.histogram}>
      {legend && (
        <p class={styles.legend} aria-hidden="true">
          <span class={`${styles.key} ${styles.before}`} />
          {legend.before}
          <span class={`${styles.key} ${styles.now}`} />
          {legend.now}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div class={styles.bars} role="group" aria-label={label} onKeyDown={roving.onKeyDown}>
        {bars.map(({ tick, n, before, name, href }, at) => {
          const shared = {
            ...roving.of(stopAt(0, at)),
            class: styles.slot,
            'aria-label': name,
            'data-reading': name,
          };
          const content = (
            <>
              <span class={styles.column}>
                {before !== undefined && <span class={`${styles.bar} ${styles.before}`} style={height(before)} />}
                <span class={`${styles.bar} ${styles.now}`} style={height(n)} />
              </span>
              <span class={styles.tick}>{tick}</span>
            </>
          );
          return href === undefined ? (
            <span key={tick} role="img" {...shared}>
              {content}
            </span>
          ) : (
            <a key={tick} href={href} {...shared}>
              {content}
            </a>
          );
        })}
      </div>
      <span class={styles.xTitle} aria-hidden="true">
        {xTitle}
      </span>
    </div>
  );
};
