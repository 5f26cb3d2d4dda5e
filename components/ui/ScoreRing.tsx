import styles from './ScoreRing.module.css';

interface Props {
  /** 0..100; absent when there is none. */
  score?: number | undefined;
  /** The score in words. */
  label: string;
}

const RADIUS = 19;
const AROUND = 2 * Math.PI * RADIUS;

/** A score as a ring with its number in it. */
export const ScoreRing = ({ score, label }: Props) => (
  <div class={styles.ring} role="img" aria-label={label} title={label}>
    <svg viewBox="0 0 44 44" width="44" height="44" aria-hidden="true">
      <circle class={styles.track} cx="22" cy="22" r={RADIUS} />
      {score !== undefined && score > 0 && (
        <circle
          class={styles.value}
          cx="22"
          cy="22"
          r={RADIUS}
          stroke-dasharray={`${(Math.min(100, score) / 100) * AROUND} ${AROUND}`}
        />
      )}
    </svg>
    <b class={styles.number} aria-hidden="true">
      {score === undefined ? '—' : Math.round(score)}
    </b>
  </div>
);
