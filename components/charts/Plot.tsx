import type { ComponentChildren } from 'preact';
import styles from './Plot.module.css';
import { type Stop, stopAt, useRoving } from './use-roving.ts';

/** A point that can be looked at: its place in the plot, 0..1 from the left and from below. */
export interface PlotMark {
  readonly x: number;
  readonly y: number;
  /** A letter in it, where it has one. */
  readonly text?: string;
  readonly name: string;
  readonly href?: string | undefined;
}

export interface Tick {
  /** 0..1 along the axis. */
  readonly at: number;
  readonly text: string;
}

interface Props {
  label: string;
  xTitle: string;
  yTitle: string;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  marks: readonly PlotMark[];
  /** SVG in a space of 100 × 100, y downwards. Lines need `vector-effect="non-scaling-stroke"`. */
  children: ComponentChildren;
}

/** Two axes with what is drawn between them. Its words are text at its own size, however wide the plot is. */
export const Plot = ({ label, xTitle, yTitle, xTicks, yTicks, marks, children }: Props) => {
  const stops: Stop[] = marks.map((_, at) => stopAt(0, at));
  const roving = useRoving(stops);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div class={styles.plot} role="group" aria-label={label} onKeyDown={roving.onKeyDown}>
      <span class={styles.yTitle} aria-hidden="true">
        {yTitle}
      </span>
      <div class={styles.yTicks} aria-hidden="true">
        {yTicks.map(({ at, text }) => (
          <span key={text} style={{ insetBlockEnd: `${at * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <div class={styles.area}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {yTicks.map(({ at, text }) => (
            <line
              key={text}
              class={styles.rule}
              x1="0"
              x2="100"
              y1={100 - at * 100}
              y2={100 - at * 100}
              vector-effect="non-scaling-stroke"
            />
          ))}
          {children}
        </svg>
        {marks.map(({ x, y, text, name, href }, at) => {
          const shared = {
            ...roving.of(stopAt(0, at)),
            class: styles.mark,
            style: { insetInlineStart: `${x * 100}%`, insetBlockEnd: `${y * 100}%` },
            'aria-label': name,
            'data-reading': name,
          };
          const dot = <span class={text === undefined ? styles.dot : styles.letter}>{text}</span>;
          return href === undefined ? (
            <span key={name} role="img" {...shared}>
              {dot}
            </span>
          ) : (
            <a key={name} href={href} {...shared}>
              {dot}
            </a>
          );
        })}
      </div>
      <div class={styles.xTicks} aria-hidden="true">
        {xTicks.map(({ at, text }) => (
          <span key={text} style={{ insetInlineStart: `${at * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <span class={styles.xTitle} aria-hidden="true">
        {xTitle}
      </span>
    </div>
  );
};
