import type { Receipt } from '../../lib/domain/receipt.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import type { SoldGoods } from '../../lib/messaging/offer-contract.ts';
import type { CustomerOffers, PairReport } from '../../lib/messaging/offer-work.ts';
import type { ModelReport, Rehearsal, ScoreRow, Today } from '../../lib/messaging/score-work.ts';

/** A day as `YYYY-MM-DD`. */
type Day = string;

export interface ConsoleScores {
  score(customerId: string): Promise<Receipt>;
  /** Everybody's numbers as of the end of a day; as of now without one. */
  scores(options?: { readonly asOf?: Day }): Promise<ScoreRow[]>;
  /** The models with what they rest on; as of a past day also with what happened until another. */
  models(options?: { readonly asOf?: Day; readonly until?: Day }): Promise<ModelReport>;
  /** Whom to contact first, new alarms, silent customers, tier moves. Alarms stay new until somebody opens the page. */
  today(): Promise<Today>;
  /** What to offer somebody next, and why; waits until all orders have been counted once. */
  offers(customerId: string): Promise<CustomerOffers>;
  /** What is bought together, the surest pairs first. */
  pairs(): Promise<PairReport>;
  /** Goods that were sold, by a part of their name or SKU, with how many customers bought each. */
  goods(text?: string, limit?: number): Promise<readonly SoldGoods[]>;
  /** What rules would have said at the end of each past month; those that count now without any. */
  rehearse(rules?: RuleSet): Promise<Rehearsal>;
}

const DAY_MS = 86_400_000;
const ROWS = 2000;

export function createConsoleScores({
  ask,
  refuse,
}: {
  readonly ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>;
  /** The error of a request that makes no sense. */
  readonly refuse: () => Error;
}): ConsoleScores {
  const dayOf = (day: Day): number => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
    if (Number.isNaN(at)) throw refuse();
    return at / DAY_MS;
  };
  const days = ({ asOf, until }: { readonly asOf?: Day; readonly until?: Day }) => ({
    ...(asOf === undefined ? {} : { asOf: dayOf(asOf) }),
    ...(until === undefined ? {} : { until: dayOf(until) }),
  });
  return {
    score: (customerId) => ask('score.get', { customerId: customerId as never }),
    async scores(options = {}) {
      const rows: ScoreRow[] = [];
      for (let from: number | undefined = 0; from !== undefined; ) {
        const page: ReplyOf<'score.rows'> = await ask('score.rows', { ...days(options), from, limit: ROWS });
        rows.push(...(JSON.parse(page.rows) as ScoreRow[]));
        from = page.next;
      }
      return rows;
    },
    models: async (options = {}) => JSON.parse(await ask('score.models', days(options))) as ModelReport,
    today: async () => JSON.parse(await ask('score.today', {})) as Today,
    offers: async (customerId) =>
      JSON.parse(await ask('offers.of', { customerId: customerId as never, wait: true })) as CustomerOffers,
    goods: async (text = '', limit = 100) => (await ask('offers.goods', { text, limit })).goods,
    pairs: async () => JSON.parse(await ask('offers.pairs', {})) as PairReport,
    async rehearse(rules) {
      const asked = rules ?? (await ask('rules.list', {})).active;
      return JSON.parse(await ask('score.rehearse', { rules: asked })) as Rehearsal;
    },
  };
}
