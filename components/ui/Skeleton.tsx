import styles from './Skeleton.module.css';

interface Props {
  /** What is awaited, read out once. */
  label: string;
  rows?: number;
  /** Starts with the outline of a person: picture, two lines, figures. */
  hasHead?: boolean;
}

/** Quiet bars in place of what is still on its way. */
export const Skeleton = ({ label, rows = 3, hasHead = false }: Props) => (
  <div role="status" class={styles.skeleton}>
    <span class="sr-only">{label}</span>
    {hasHead && (
      <>
        <span class={styles.who}>
          <span class={styles.round} />
          <span class={styles.lines}>
            <span class={styles.bar} />
            <span class={styles.bar} />
          </span>
          <span class={styles.round} />
        </span>
        <span class={styles.block} />
      </>
    )}
    {Array.from({ length: rows }, (_, row) => (
      <span key={row} class={styles.bar} />
    ))}
  </div>
);
