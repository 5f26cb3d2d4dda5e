import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon.tsx';
import { Info, TriangleAlert } from '../ui/icons.ts';
import styles from './Note.module.css';

interface Props {
  tone?: 'info' | 'warn';
  children: ComponentChildren;
  /** What can be done about it. */
  action?: ComponentChildren;
}

/** A sentence set off from the rest. */
export const Note = ({ tone = 'info', children, action }: Props) => (
  <div class={`${styles.note} ${styles[tone]}`}>
    <Icon of={tone === 'warn' ? TriangleAlert : Info} />
    <p class={styles.text}>{children}</p>
    {action}
  </div>
);
