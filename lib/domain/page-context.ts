import * as z from 'zod/mini';
import { CustomerId, InteractionId, OrderId } from './ids.ts';
import { Tier } from './receipt.ts';
import { RECORDING } from './settings.ts';
import { PERSON_ROLES, SeenOrder, SeenPerson, TextFact, VIEWS } from './sighting.ts';

/** One reason to believe that a person on the page is a customer; the interface puts it into words. */
export const Evidence = z.object({
  /** What agreed. `plus-address`: the same mailbox once the +tag is taken off. */
  by: z.enum(['email', 'relay', 'plus-address', 'phone', 'masked-phone', 'account', 'nick', 'name']),
  /** Where on the page it stood. */
  role: z.enum([...PERSON_ROLES, 'body']),
  view: z.enum(VIEWS),
  value: z.string(),
  orderNumber: z.optional(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

export const Candidate = z.object({
  customerId: CustomerId,
  name: z.string(),
  email: z.string(),
  tier: z.optional(Tier),
  evidence: z.array(Evidence),
});
export type Candidate = z.infer<typeof Candidate>;

const EXCLUSIONS = ['own', 'colleague', 'list', 'no-reply', 'bounce', 'never-list'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Why an address deserves a second look before it is trusted. */
export const WARNINGS = ['mixed-script-domain', 'name-is-another-address'] as const;

export const Match = z.discriminatedUnion('type', [
  z.object({ type: z.literal('certain'), customer: Candidate }),
  /** One candidate, on evidence that is not enough: ask. */
  z.object({ type: z.literal('probable'), customer: Candidate }),
  /** Several candidates: ask. */
  z.object({ type: z.literal('ambiguous'), customers: z.array(Candidate) }),
  /** Nobody on file. `similar` share only the name: offered when adding, never shown as a match. */
  z.object({ type: z.literal('unknown'), similar: z.array(Candidate) }),
]);
export type Match = z.infer<typeof Match>;

export const PersonOnPage = z.object({
  /** Names this person on this page: for choosing, linking, rejecting. */
  key: z.string(),
  role: z.enum([...PERSON_ROLES, 'body']),
  seen: SeenPerson,
  match: Match,
  warnings: z.array(z.enum(WARNINGS)),
});
export type PersonOnPage = z.infer<typeof PersonOnPage>;

/** Whether the open message or order is on file. */
export const RecordState = z.discriminatedUnion('type', [
  z.object({ type: z.literal('recorded'), id: z.union([InteractionId, OrderId]) }),
  z.object({ type: z.literal('not-recorded') }),
  z.object({ type: z.literal('excluded'), reason: z.enum(EXCLUSIONS) }),
]);
export type RecordState = z.infer<typeof RecordState>;

/** What the panel knows of the tab it belongs to. */
export const PageContext = z.object({
  /** Epochs are compared within one tab only. */
  tabId: z.optional(z.int()),
  /** Grows with everything the page does; an older answer never replaces a newer one. */
  epoch: z.int(),
  site: z.discriminatedUnion('type', [
    /** Not a web page, or one where no site can be granted. */
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('not-granted'), origin: z.string() }),
    /** Granted; `recipe` absent when none fits this page. */
    z.object({
      type: z.literal('granted'),
      origin: z.string(),
      recipe: z.optional(z.string()),
      recipeName: z.optional(z.string()),
      recording: z.optional(z.enum(RECORDING)),
    }),
  ]),
  state: z.enum(['loading', 'nobody', 'people']),
  view: z.optional(z.enum(VIEWS)),
  people: z.array(PersonOnPage),
  /** Key of the person shown; absent while nobody is. */
  selected: z.optional(z.string()),
  /** People left out, and why: so that the panel can say "a mailing list", not just "nobody". */
  excluded: z.array(z.object({ email: z.string(), reason: z.enum(EXCLUSIONS) })),
  order: z.optional(z.object({ seen: SeenOrder, record: RecordState })),
  message: z.optional(
    z.object({ key: z.string(), subject: z.optional(TextFact), direction: z.enum(['in', 'out']), record: RecordState }),
  ),
});
export type PageContext = z.infer<typeof PageContext>;

/** What is drawn beside a name in the page: the tier's letter and whether there are notes. Nothing else ever goes there. */
export const Badge = z.object({ tier: z.optional(Tier), hasNotes: z.boolean() });
export type Badge = z.infer<typeof Badge>;
