import styles from './Curves.module.css';
import { Plot, type PlotMark, type Tick } from './Plot.tsx';

export interface CalibrationPoint extends PlotMark {
  /** Where the truth may lie, 0..1. */
  readonly low: number;
  readonly high: number;
}

interface Props {
  label: string;
  xTitle: string;
  yTitle: string;
  ticks: readonly Tick[];
  /** What was foretold along, what happened upwards. */
  points: readonly CalibrationPoint[];
}

/** What was foretold against what happened: on the dashed line both agree. The bars say how sure each point is. */
export const Calibration = ({ points, ticks, ...words }: Props) => (
  <Plot {...words} xTicks={ticks} yTicks={ticks} marks={points}>
    <path class={styles.even} d="M 0 100 L 100 0" vector-effect="non-scaling-stroke" />
    {points.map(({ x, low, high, name }) => (
      <path
        key={name}
        class={styles.range}
        d={`M ${x * 100} ${100 - low * 100} V ${100 - high * 100}`}
        vector-effect="non-scaling-stroke"
      />
    ))}
  </Plot>
);
