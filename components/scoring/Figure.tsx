import type { ComponentChildren } from 'preact';
import styles from './Outlook.module.css';

interface Props {
  label: string;
  /** What is read at a glance. */
  value: string;
  /** What it is, or why there is none, beneath it. */
  children: ComponentChildren;
}

/** One line of an outlook. */
export const Figure = ({ label, value, children }: Props) => (
  <div class={styles.figure}>
    <dt>{label}</dt>
    <dd>
      {value && <b>{value}</b>}
      <div class={styles.what}>{children}</div>
    </dd>
  </div>
);
