import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Figure, Measure } from '../harness/figure.ts';
import { median } from '../harness/stats.ts';

const FIT_CUSTOMERS = 21_000;
const SCORE_CUSTOMERS = 100_000;
const run = promisify(execFile);

type Params = Readonly<Record<'r' | 'alpha' | 'a' | 'b', number>>;
interface Fitted {
  readonly purchases: number;
  readonly rowsMs: number;
  readonly mapMs: number;
  readonly shopMs: number;
  readonly map: { readonly params: Params; readonly iterations: number };
  readonly truth: Params;
  readonly verdict: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Scored {
  readonly purchases: number;
  readonly fitMs: number;
  readonly scoreMs: number[];
  /** Work of the process alone, whatever else the machine did. */
  readonly scoreCpuMs: number[];
  readonly bytes: number;
}
interface Slow {
  readonly ms: number;
  readonly evaluations: number;
  readonly params: readonly [number, number, number, number];
}

async function inProcess<T>(part: 'fit' | 'score', customers: number): Promise<T> {
  const script = new URL('../harness/score-bench.ts', import.meta.url).pathname;
  const { stdout } = await run(process.execPath, [script, part, String(customers)], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as T;
}

/** The fit by scipy; nothing where there is no Python with it. */
async function byScipy(data: Fitted['data']): Promise<Slow | undefined> {
  const script = new URL('../harness/nelder-mead.py', import.meta.url).pathname;
  const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  // A process that could not start, or left early, reads nothing.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(data));
  const ended = await Promise.race([once(child, 'close'), once(child, 'error').then(() => [1])]).catch(() => [1]);
  return ended[0] === 0 ? (JSON.parse(text) as Slow) : undefined;
}

const apart = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, k) => Math.abs(value / (other[k] ?? 0) - 1)));

/** The score's models in Node, each in a fresh process: fitting from columns, and everybody scored by a stored model. */
export const scoreModels: Measure = {
  name: 'score-models',
  async run({ say }) {
    say(`fitting ${FIT_CUSTOMERS.toLocaleString('en')} customers`);
    const { data, ...fitted } = await inProcess<Fitted>('fit', FIT_CUSTOMERS);
    say('the same by scipy');
    const slow = await byScipy(data);
    say(`scoring ${SCORE_CUSTOMERS.toLocaleString('en')} customers`);
    const scored = await inProcess<Scored>('score', SCORE_CUSTOMERS);
    const { r, alpha, a, b } = fitted.map.params;
    const ours = [r, alpha, a, b];
    const truth = [fitted.truth.r, fitted.truth.alpha, fitted.truth.a, fitted.truth.b];
    const scoreMs = median(scored.scoreMs);
    const fitMs = fitted.rowsMs + fitted.mapMs;
    const figures: Figure[] = [
      {
        what: `whole fit of ${FIT_CUSTOMERS.toLocaleString('en')} customers, ${fitted.purchases.toLocaleString('en')} purchases, cold`,
        value: `${fitted.shopMs.toFixed(0)} ms (MBG/NBD with prior alone ${fitMs.toFixed(0)} ms, ${fitted.map.iterations} steps)`,
        bar: '< 3 s',
        isMet: fitted.shopMs < 3000,
      },
      {
        what: 'parameters beside those the shop was made with',
        value: `${(apart(ours, truth) * 100).toFixed(1)} % apart at most, churn ${fitted.verdict}`,
      },
      slow
        ? {
            what: 'the same likelihood by scipy Nelder–Mead',
            value: `${(slow.ms / fitMs).toFixed(0)} × as long (${slow.ms.toFixed(0)} ms, ${slow.evaluations} evaluations), parameters ${(apart(ours, slow.params) * 100).toFixed(3)} % apart`,
            bar: '≥ 5 ×, ≤ 1 %',
            isMet: slow.ms >= 5 * fitMs && apart(ours, slow.params) <= 0.01,
          }
        : { what: 'the same likelihood by scipy Nelder–Mead', value: 'not compared: no Python with scipy at hand' },
      {
        what: `scoring ${SCORE_CUSTOMERS.toLocaleString('en')} customers, ${scored.purchases.toLocaleString('en')} purchases, by a stored model`,
        value: `median ${scoreMs.toFixed(0)} ms, cold ${(scored.scoreMs[0] ?? 0).toFixed(0)} ms, work ${median(scored.scoreCpuMs).toFixed(0)} ms (n ${scored.scoreMs.length})`,
        bar: '< 1.5 s',
        isMet: scoreMs < 1500,
      },
      {
        what: `whole fit of those ${SCORE_CUSTOMERS.toLocaleString('en')}; the stored model`,
        value: `${scored.fitMs.toFixed(0)} ms; ${(scored.bytes / 1024).toFixed(0)} KB`,
      },
    ];
    return { figures, raw: { fitted, slow, scored } };
  },
};
