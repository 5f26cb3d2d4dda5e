import styles from './KeyList.module.css';

/** Keys, and what each does. */
export const KeyList = ({ keys }: { keys: readonly (readonly [key: string, what: string])[] }) => (
  <dl>
    {keys.map(([key, what]) => (
      <div key={key} class={styles.row}>
        <dt>
          <kbd class={styles.key}>{key}</kbd>
        </dt>
        <dd>{what}</dd>
      </div>
    ))}
  </dl>
);
