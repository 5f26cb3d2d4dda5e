import type { ComponentChildren } from 'preact';
import styles from './PageHead.module.css';

interface Props {
  title: string;
  /** Beside the title, quieter. */
  aside?: ComponentChildren;
  /** What can be done on this page, at the end of the line. */
  children?: ComponentChildren;
}

/** A page's title with its tools. */
export const PageHead = ({ title, aside, children }: Props) => (
  <header class={styles.head}>
    <h1 class={styles.title}>{title}</h1>
    {aside && <div class={styles.aside}>{aside}</div>}
    {children && <div class={styles.tools}>{children}</div>}
  </header>
);
