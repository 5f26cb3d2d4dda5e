import * as z from 'zod/mini';
import { ActionId } from '../domain/ids.ts';
import { GroupNames, RuleSet } from '../domain/score.ts';
import { RULES_NOTE_MAX, SavedRules } from '../domain/score-versions.ts';

const Saved = z.object({ actionId: ActionId, version: z.int() });

/** The part of the contract about the score rules as the shop keeps them. */
export const scoreRulesContract = {
  /** `active`: those that count, the ones that come with Regulars where the shop has none. `versions`: the newest first. */
  'rules.list': {
    request: z.object({}),
    reply: z.object({ active: RuleSet, versions: z.array(SavedRules) }),
  },
  /** What the shop calls the RFM groups, where it calls them otherwise. */
  'rules.names': { request: z.object({}), reply: GroupNames },
  /**
   * Makes them the newest version; its number is given here, whatever they say. Refused where something is wrong with them
   * that `validateRules` calls an error. The same as those that count: nothing is done.
   */
  'rules.save': {
    request: z.object({
      actionId: ActionId,
      rules: RuleSet,
      note: z.optional(z.string().check(z.maxLength(RULES_NOTE_MAX))),
    }),
    reply: Saved,
  },
  /** Makes an earlier version the newest again, as a version of its own; without an id the rules that come with Regulars. */
  'rules.activate': { request: z.object({ actionId: ActionId, id: z.optional(z.uuid()) }), reply: Saved },
} as const;
