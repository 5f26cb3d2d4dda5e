import styles from './Skeleton.module.css';

interface Props {
  /** What is awaited, read out once. */
  label: string;
  rows?: number;
}

/** Quiet bars in place of what is still on its way. */
export const Skeleton = ({ label, rows = 3 }: Props) => (
  <div role="status" class={styles.skeleton}>
    <span class="sr-only">{label}</span>
    {Array.from({ length: rows }, (_, row) => (
      <span key={row} class={styles.bar} />
    ))}
  </div>
);
