import type { ComponentChildren } from 'preact';
import styles from './Marked.module.css';

interface Props {
  text: string;
  /** From, to: in order, without overlap. */
  ranges: readonly (readonly [number, number])[] | undefined;
}

/** Text in which what was looked for stands out. */
export const Marked = ({ text, ranges = [] }: Props) => {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from < at || to > text.length || to <= from) continue;
    if (from > at) parts.push(text.slice(at, from));
    parts.push(
      <mark key={from} class={styles.mark}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
};
