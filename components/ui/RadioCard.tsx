import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import styles from './RadioCard.module.css';

interface Props extends Pick<InputHTMLAttributes, 'name' | 'checked' | 'disabled' | 'onClick' | 'onChange'> {
  label: string;
  /** What choosing it means. */
  hint: string;
  /** What belongs to the choice once it is made. */
  children?: ComponentChildren;
}

/** One of a few choices that need a sentence each. */
export const RadioCard = ({ label, hint, children, ...rest }: Props) => (
  <div class={styles.card}>
    <label class={styles.choice}>
      <input {...rest} type="radio" />
      <span class={styles.words}>
        <span class={styles.name}>{label}</span>
        <span class={styles.hint}>{hint}</span>
      </span>
    </label>
    {children}
  </div>
);
