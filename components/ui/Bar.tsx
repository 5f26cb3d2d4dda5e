import styles from './Bar.module.css';

interface Props {
  value: number;
  max: number;
  tone?: 'accent' | 'bad';
}

/** A share of a whole, as decoration beside its number. */
export const Bar = ({ value, max, tone = 'accent' }: Props) => (
  <span class={styles.bar} aria-hidden="true">
    <span
      class={`${styles.fill} ${styles[tone]}`}
      style={{ inlineSize: `${max > 0 ? Math.max(0, Math.min(1, value / max)) * 100 : 0}%` }}
    />
  </span>
);
