import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import styles from './EmptyState.module.css';
import { Icon } from './Icon.tsx';

interface Props {
  icon: IconNode;
  title: string;
  text?: string;
  tone?: 'plain' | 'bad';
  /** What can be done about it. */
  children?: ComponentChildren;
}

/** Says calmly that there is nothing here, why, and what to do. */
export const EmptyState = ({ icon, title, text, tone = 'plain', children }: Props) => (
  <div class={styles.empty}>
    <span class={`${styles.icon} ${styles[tone]}`}>
      <Icon of={icon} size={20} />
    </span>
    <h2 class={styles.title}>{title}</h2>
    {text && <p class={styles.text}>{text}</p>}
    {children}
  </div>
);
