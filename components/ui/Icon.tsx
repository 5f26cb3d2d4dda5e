import type { IconNode } from 'lucide';
import { createElement } from 'preact';
import styles from './Icon.module.css';

interface Props {
  /** One of `icons.ts`. */
  of: IconNode;
  /** Edge in px. */
  size?: 12 | 14 | 16 | 20 | 24;
}

/** Decoration only: the label beside it, or the name of its button, says what it means. */
export const Icon = ({ of, size = 16 }: Props) => (
  <svg class={styles.icon} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
    {of.map(([tag, attributes]) => createElement(tag, attributes))}
  </svg>
);
