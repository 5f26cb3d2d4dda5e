import * as z from 'zod/mini';
import { RuleSet } from './score.ts';
import { EpochMs } from './time.ts';

export const RULES_NOTE_MAX = 200;

/** One version of the shop's score rules. Each stays; the newest is the one that counts. */
export const SavedRules = z.object({
  id: z.uuid(),
  savedAt: EpochMs,
  ruleSet: RuleSet,
  /** What was changed and why, in the shop's own words. */
  note: z.optional(z.string()),
  /** The version that was made the newest again; 0 for the rules that come with Regulars. */
  again: z.optional(z.int()),
});
export type SavedRules = z.infer<typeof SavedRules>;

/** The version that a record of the store says; absent for one that says none, as half of one that is yet to arrive. */
export function savedRulesOf(record: Readonly<Record<string, unknown>>): SavedRules | undefined {
  const { id, savedAt, note, again, ...ruleSet } = record;
  const read = z.safeParse(SavedRules, { id, savedAt, note, again, ruleSet });
  return read.success ? read.data : undefined;
}

/**
 * The newest first. Two browsers that each made a version of one number, unknown to each other, keep both: the later one
 * counts, in every browser the same.
 */
export const newestFirst = (a: SavedRules, b: SavedRules): number =>
  b.ruleSet.version - a.ruleSet.version || b.savedAt - a.savedAt || (a.id < b.id ? 1 : -1);

/** Whether two rule sets say the same, whatever their numbers. */
export const isSameRules = (a: RuleSet, b: RuleSet): boolean => written(a) === written(b);

const written = ({ rules, tiers, groupNames = {} }: RuleSet): string =>
  JSON.stringify(sorted([rules, tiers, groupNames]));

/** With the names in objects in one order, whoever wrote them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([x], [y]) => (x < y ? -1 : 1)).map(([name, part]) => [name, sorted(part)]));
}
