import * as z from 'zod/mini';
import { CustomerId } from '../domain/ids.ts';
import { Receipt } from '../domain/receipt.ts';
import { CustomerOutlook, RuleSet } from '../domain/score.ts';
import { EpochMs } from '../domain/time.ts';

const day = z.int();

/**
 * The part of the contract about scores. Long answers are JSON texts of the types in `score-work.ts`: both ends are ours.
 * Whoever asks before the file has been scored waits for it; progress comes as the push `scoring`.
 */
export const scoreContract = {
  'score.get': { request: z.object({ customerId: CustomerId }), reply: Receipt },
  'score.outlook': { request: z.object({ customerId: CustomerId }), reply: CustomerOutlook },
  /** `ModelReport`: of today, or of the end of a past day, with what then happened until another. */
  'score.models': { request: z.object({ asOf: z.optional(day), until: z.optional(day) }), reply: z.string() },
  /** `ScoreRow[]`: everybody's numbers, some at a time. */
  'score.rows': {
    request: z.object({ asOf: z.optional(day), from: z.int(), limit: z.int().check(z.maximum(5000)) }),
    reply: z.object({ rows: z.string(), next: z.optional(z.int()), total: z.int() }),
  },
  /** `Overview`: RFM grid, Pareto curve, cohorts, funnel, KPIs. */
  'score.overview': { request: z.object({}), reply: z.string() },
  /** `Today`: whom to contact first, new alarms, silent customers, tier moves. */
  'score.today': { request: z.object({}), reply: z.string() },
  /** Somebody looks at the alarms of `score.today`, as of when it was worked out: they are new no longer. */
  'score.seen': { request: z.object({ asOf: EpochMs }), reply: z.object({}) },
  /** `RulesPreview`: what other rules would change. */
  'score.preview': { request: z.object({ rules: RuleSet }), reply: z.string() },
  /** `Rehearsal`: what these rules would have said at the end of each past month, and what then happened. */
  'score.rehearse': { request: z.object({ rules: RuleSet }), reply: z.string() },
  /** Breaks off what is being worked out for whoever asks: one kind of question, or all of it and the scoring too. */
  'score.cancel': {
    request: z.object({ what: z.optional(z.enum(['models', 'rows', 'overview', 'today', 'preview', 'rehearse'])) }),
    reply: z.object({}),
  },
} as const;
