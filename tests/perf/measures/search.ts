import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Figure, Measure } from '../harness/figure.ts';
import { timeFigure } from '../harness/figure.ts';
import { median, p95, quantile } from '../harness/stats.ts';

const CUSTOMERS = 100_000;
const MB = 1024 * 1024;
const run = promisify(execFile);

interface Beside {
  readonly ours: number[];
  readonly mini: number;
  readonly oursBytes: number;
  readonly miniBytes: number;
}

interface Whole {
  readonly buildMs: number;
  readonly sizes: Record<string, number>;
  readonly largest: number;
  readonly count: number;
  readonly open: number[];
  readonly first: number[];
  readonly missed: string[];
  readonly queries: number;
  readonly asked: { text: string; ms: number; cpuMs: number }[];
  readonly odd: { text: string; ms: number }[];
  readonly held: number;
}

async function inProcess<T>(part: 'beside' | 'whole'): Promise<T> {
  const script = new URL('../harness/search-bench.ts', import.meta.url).pathname;
  const flags = ['--expose-gc', '--max-old-space-size=12288'];
  const { stdout } = await run(process.execPath, [...flags, script, part, String(CUSTOMERS)], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as T;
}

/** The search over 100,000 customers with 300,000 notes and 1,000,000 order numbers, in Node; chunks are files. */
export const search: Measure = {
  name: 'search',
  async run({ say }) {
    say('building, beside MiniSearch');
    const beside = await inProcess<Beside>('beside');
    say('asking');
    const whole = await inProcess<Whole>('whole');
    const faster = beside.mini / median(beside.ours);
    const smaller = beside.miniBytes / beside.oursBytes;
    const share = 1 - whole.missed.length / whole.queries;
    const worst = whole.asked.reduce((a, b) => (b.ms > a.ms ? b : a));
    const oddest = whole.odd.reduce((a, b) => (b.ms > a.ms ? b : a));
    const total = Object.values(whole.sizes).reduce((a, b) => a + b, 0);
    const cpu = whole.asked.map(({ cpuMs }) => cpuMs);
    const ms = whole.asked.map((one) => one.ms);
    const figures: Figure[] = [
      {
        what: 'building the index, against MiniSearch in the same run',
        value: `${faster.toFixed(1)} × (${median(beside.ours).toFixed(0)} against ${beside.mini.toFixed(0)} ms)`,
        bar: '≥ 20 ×',
        isMet: faster >= 20,
      },
      {
        what: 'memory after 500 queries, against MiniSearch',
        value: `1/${smaller.toFixed(1)} (${(beside.oursBytes / MB).toFixed(0)} against ${(beside.miniBytes / MB).toFixed(0)} MB)`,
        bar: '≤ 1/5',
        isMet: smaller >= 5,
      },
      {
        what: 'stored, with a million order numbers',
        value: `${(total / MB).toFixed(1)} MB in ${whole.count} chunks, the largest ${(whole.largest / 1024).toFixed(0)} KB; built in ${whole.buildMs.toFixed(0)} ms`,
      },
      timeFigure('opening', whole.open, 60),
      timeFigure('first query after opening', whole.first, 200),
      timeFigure('a query as it is typed, letter by letter', ms, 10),
      {
        what: 'the same',
        value: `p99 ${quantile(ms, 0.99).toFixed(1)} ms, worst ${worst.ms.toFixed(0)} ms; of the processor p95 ${p95(cpu).toFixed(1)} ms`,
      },
      { what: 'the oddest of queries', value: `${oddest.ms.toFixed(0)} ms`, bar: '≤ 200 ms', isMet: oddest.ms <= 200 },
      {
        what: `the wanted person among the first three (n ${whole.queries})`,
        value: `${(share * 100).toFixed(1)} %`,
        bar: '≥ 97 %',
        isMet: share >= 0.97,
      },
    ];
    return { figures, raw: { beside, whole: { ...whole, asked: whole.asked.length, worst } } };
  },
};
