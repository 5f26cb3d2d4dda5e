import { ok, type Result } from '../domain/result.ts';
import { dayNumber } from '../domain/time.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, Method, RequestOf } from '../messaging/contract.ts';
import type { PairReport } from '../messaging/offer-work.ts';
import type { ModelReport, Overview, Today } from '../messaging/score-work.ts';
import { type AskedStore, createAskedStore } from './asked-store.ts';
import type { Clock } from './clock.ts';

/** How many there are at all, beside what was worked out of them: small files are told in other words. */
export interface Counted {
  readonly customers: number;
  readonly orders: number;
}

/** What the pages Today and Scores show. */
export interface ScoreStores {
  readonly today: AskedStore<{ readonly today: Today; readonly file: Counted }>;
  readonly overview: AskedStore<{ readonly overview: Overview; readonly file: Counted }>;
  /** The models of today, and those of one horizon ago with what then happened. */
  readonly models: AskedStore<{ readonly report: ModelReport; readonly past?: ModelReport }>;
  /** What is bought together: as it was counted last, and anew whenever it was counted again. */
  readonly goods: AskedStore<PairReport>;
}

/** Makes the stores; nothing is asked before a page is shown. */
export function createScoreStores(background: Background, clock: Clock, stop: AbortSignal): ScoreStores {
  const deps = { background, clock, stop };
  type Answered = 'score.today' | 'score.overview' | 'score.models' | 'offers.pairs';
  const asked = async <T>(method: Answered, request: RequestOf<Method>) => {
    const answer = await background.call(method, request as RequestOf<typeof method>);
    // Both ends are ours: the text is of the type that belongs to the method.
    return (answer.ok ? ok(JSON.parse(answer.value as string)) : answer) as Result<T, Failure>;
  };
  const counted = async (): Promise<Result<Counted, Failure>> => {
    const answer = await background.call('store.stats', {});
    return answer.ok ? ok({ customers: answer.value.customers, orders: answer.value.orders }) : answer;
  };
  const goods: ScoreStores['goods'] = createAskedStore(
    deps,
    () => asked<PairReport>('offers.pairs', {}),
    // Whoever waits for the counting hears of its end just before the answer, which has it.
    (table) => table === 'offers' && !goods.isBusy.peek(),
  );
  return {
    goods,
    today: createAskedStore(deps, async () => {
      const [file, today] = await Promise.all([counted(), asked<Today>('score.today', {})]);
      if (!today.ok) return today;
      return file.ok ? ok({ today: today.value, file: file.value }) : file;
    }),
    overview: createAskedStore(deps, async () => {
      const [file, overview] = await Promise.all([counted(), asked<Overview>('score.overview', {})]);
      if (!overview.ok) return overview;
      return file.ok ? ok({ overview: overview.value, file: file.value }) : file;
    }),
    models: createAskedStore(deps, async () => {
      const report = await asked<ModelReport>('score.models', {});
      if (!report.ok || report.value.repeats === 0) return report.ok ? ok({ report: report.value }) : report;
      const until = dayNumber(report.value.asOf);
      const past = await asked<ModelReport>('score.models', {
        asOf: until - Math.ceil(report.value.horizonDays),
        until,
      });
      // Without enough of a past there is nothing to check against; the models of today stand all the same.
      return ok({ report: report.value, ...(past.ok ? { past: past.value } : {}) });
    }),
  };
}
