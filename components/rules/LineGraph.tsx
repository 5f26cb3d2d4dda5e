import type { RuleShape } from '../../lib/domain/score.ts';
import styles from './LineGraph.module.css';

const WIDTH = 240;
const HEIGHT = 96;
const PAD = 8;

/** A picture of the table of points beside it. */
export const LineGraph = ({ points }: { points: Extract<RuleShape, { type: 'linear' }>['points'] }) => {
  const ats = points.map(({ at }) => at);
  const [low, high] = [Math.min(...ats), Math.max(...ats)];
  const span = high - low || 1;
  // Level a little way before the first point and after the last.
  const x = (at: number) => PAD * 3 + ((at - low) / span) * (WIDTH - PAD * 6);
  const y = (share: number) => HEIGHT - PAD - share * (HEIGHT - PAD * 2);
  const sorted = points.toSorted((a, b) => a.at - b.at);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return null;
  const line = [
    `${PAD},${y(first.share)}`,
    ...sorted.map(({ at, share }) => `${x(at)},${y(share)}`),
    `${WIDTH - PAD},${y(last.share)}`,
  ].join(' ');
  return (
    <svg class={styles.graph} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {[0, 0.5, 1].map((share) => (
        <line key={share} class={styles.grid} x1={PAD} x2={WIDTH - PAD} y1={y(share)} y2={y(share)} />
      ))}
      <polygon class={styles.area} points={`${PAD},${y(0)} ${line} ${WIDTH - PAD},${y(0)}`} />
      <polyline class={styles.line} points={line} />
      {sorted.map(({ at, share }, index) => (
        <circle key={index} class={styles.dot} cx={x(at)} cy={y(share)} r={3.5} />
      ))}
    </svg>
  );
};
