import type { ComponentChildren } from 'preact';
import styles from './Chip.module.css';

interface Props {
  tone?: 'plain' | 'good' | 'warn' | 'bad' | 'a' | 'b' | 'c' | 'd';
  children: ComponentChildren;
  title?: string;
}

/** A short mark; its tone goes with a word, never instead of one. */
export const Chip = ({ tone = 'plain', children, title }: Props) => (
  <span class={`${styles.chip} ${styles[tone]}`} title={title}>
    {children}
  </span>
);
