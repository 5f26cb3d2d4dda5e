import styles from './Curves.module.css';
import { Plot, type PlotMark, type Tick } from './Plot.tsx';

interface Props {
  label: string;
  xTitle: string;
  yTitle: string;
  ticks: readonly Tick[];
  /** Shares of customers, the biggest first, and of the net, ascending, 0..1. */
  points: readonly (readonly [number, number])[];
  /** Where the classes end. */
  marks: readonly PlotMark[];
}

const at = ([x, y]: readonly [number, number]): string => `${round(x * 100)} ${round(100 - y * 100)}`;
const round = (value: number): number => Math.round(value * 100) / 100;

/** How much of the whole the biggest bring, against what it would be if all were alike. */
export const ParetoCurve = ({ points, ticks, marks, ...words }: Props) => {
  // Refunds can take a customer below nothing: the curve then rises above the whole before it comes back to it.
  const most = Math.max(1, ...points.map(([, y]) => y));
  const line = [[0, 0] as const, ...points].map(([x, y]) => at([x, y / most])).join(' L ');
  return (
    <Plot
      {...words}
      xTicks={ticks}
      yTicks={ticks.map((tick) => ({ ...tick, at: tick.at / most }))}
      marks={marks.map((mark) => ({ ...mark, y: mark.y / most }))}
    >
      <path class={styles.even} d={`M 0 100 L 100 ${round(100 - 100 / most)}`} vector-effect="non-scaling-stroke" />
      <path class={styles.fill} d={`M ${line} L 100 100 Z`} />
      <path class={styles.curve} d={`M ${line}`} vector-effect="non-scaling-stroke" />
    </Plot>
  );
};
