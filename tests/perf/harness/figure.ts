import { median, p95 } from './stats.ts';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  /** What was found, in words and numbers with their unit. */
  readonly value: string;
  /** Absent: reported, not judged. */
  readonly bar?: string;
  readonly isMet?: boolean;
}

/** What one measure gives: its lines, and everything they rest on for the file. */
export interface Outcome {
  readonly figures: readonly Figure[];
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface MeasureContext {
  /** The unpacked end-to-end build under measurement. */
  readonly extension: string;
  /** The unpacked shipped build. */
  readonly shipped: string;
  /** Runs of each timed thing; never fewer than 30 where a bar hangs on it. */
  readonly runs: number;
  say(line: string): void;
}

export interface Measure {
  readonly name: string;
  run(context: MeasureContext): Promise<Outcome>;
}

/** The line of a timed thing: its median and 95th percentile in milliseconds, judged by the latter. */
export function timeFigure(what: string, samplesMs: readonly number[], barMs?: number): Figure {
  const high = p95(samplesMs);
  return {
    what,
    value: `median ${median(samplesMs).toFixed(1)} ms, p95 ${high.toFixed(1)} ms (n ${samplesMs.length})`,
    ...(barMs === undefined ? {} : { bar: `p95 ≤ ${barMs} ms`, isMet: samplesMs.length >= 30 && high <= barMs }),
  };
}

/** The figures as lines of text in columns. */
export function asTable(rows: readonly (Figure & { measure: string })[]): string {
  const cells = rows.map(({ measure, what, value, bar, isMet }) => [
    measure,
    what,
    value,
    bar ?? '–',
    isMet === undefined ? 'reported' : isMet ? 'met' : 'MISSED',
  ]);
  const all = [['measure', 'what', 'found', 'bar', 'verdict'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join('  ');
  return all.map((row) => line(row).trimEnd()).join('\n');
}
