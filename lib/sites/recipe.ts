import * as z from 'zod/mini';
import { ANCHOR_KINDS, PERSON_ROLES, VIEWS } from '../domain/sighting.ts';

const RECIPE_VERSION = 1;

/**
 * A CSS selector that can only ever select: what could close a rule, start an at-rule, hide in a comment, escape a
 * character or load something has no place in it. It is given to querySelector, never to a stylesheet.
 */
export const Selector = z.string().check(
  z.minLength(1),
  z.maxLength(300),
  z.refine((text) => !/[{}@\\\p{Cc}\p{Cf}]|\/\*|\*\/|url\s*\(/iu.test(text), 'selector holds a forbidden sign'),
);
const Slug = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/));
/** Name of an attribute or URL parameter. */
const Token = z.string().check(z.regex(/^[A-Za-z_][\w:-]{0,59}$/));
/** Last segments of a path: words, or `:id` for a segment that holds a digit. */
const PathEnd = z.string().check(z.maxLength(120), z.regex(/^(:id|[\w.-]+)(\/(:id|[\w.-]+))*$/));
const Word = z.string().check(z.minLength(1), z.maxLength(80));
const Words = z.array(Word).check(z.minLength(1), z.maxLength(40));

/** How text is taken from an element, or from the page's address where the anchor names no selector. */
const Take = z.discriminatedUnion('as', [
  /** Its text; parts that match `without` left out. */
  z.strictObject({ as: z.literal('text'), without: z.optional(Selector) }),
  z.strictObject({ as: z.literal('attr'), name: Token }),
  /** The address of a mailto: link. */
  z.strictObject({ as: z.literal('mailto') }),
  /** A form control's present value; a select's chosen text. */
  z.strictObject({ as: z.literal('property') }),
  /** The present values of several controls inside the element, joined by blanks. */
  z.strictObject({ as: z.literal('properties'), of: z.array(Selector).check(z.minLength(1), z.maxLength(4)) }),
  /** URL parameters, joined by `#`; all must be there. */
  z.strictObject({ as: z.literal('params'), names: z.array(Token).check(z.minLength(1), z.maxLength(4)) }),
  /** The `:id` segment at the end of the path. */
  z.strictObject({ as: z.literal('path'), end: PathEnd }),
  /** A text value of the JSON object that follows `after` in an inline script. */
  z.strictObject({ as: z.literal('script'), after: Word, key: Token }),
  /** What a class of the element stands for. */
  z.strictObject({ as: z.literal('class'), map: z.record(Token, Word) }),
]);
export type Take = z.infer<typeof Take>;

/** One way to a fact. Of several, the surest that gives a well-formed value wins; none gives none. */
const Anchor = z.strictObject({
  id: Slug,
  kind: z.enum(ANCHOR_KINDS.filter((kind) => kind !== 'source')),
  sure: z.number().check(z.minimum(0), z.maximum(1)),
  /** Within the view's scope. Absent: the page's address, or the scope (row, person) itself for takes that need an element. */
  selector: z.optional(Selector),
  /** Looks in the whole document instead of the scope. */
  page: z.optional(z.boolean()),
  /** Of the row's cells, the one under a heading with one of these texts. */
  column: z.optional(Words),
  /** Keeps an element only if the text of its part `selector` (or its own) is one of `anyOf`, or holds `inOrder`. */
  where: z.optional(
    z.strictObject({
      selector: z.optional(Selector),
      anyOf: z.optional(Words),
      inOrder: z.optional(Words),
    }),
  ),
  /** The part of the found element to take from. */
  inside: z.optional(Selector),
  /** Gives nothing when more than one element is left. */
  only: z.optional(z.boolean()),
  /** Gives nothing unless the last elements of both selectors show the same text. */
  same: z.optional(z.tuple([Selector, Selector])),
  take: Take,
});
export type Anchor = z.infer<typeof Anchor>;

const Ladder = z.array(Anchor).check(z.minLength(1), z.maxLength(6));
export type Ladder = z.infer<typeof Ladder>;

const PersonRule = z.strictObject({
  role: z.enum(PERSON_ROLES),
  /** One person an element; absent: one for the scope. */
  each: z.optional(Selector),
  /** The rule holds only while the document has such an element, or has none. */
  when: z.optional(Selector),
  unless: z.optional(Selector),
  /** Looks for `each` in the whole document instead of the scope. */
  page: z.optional(z.boolean()),
  email: z.optional(Ladder),
  name: z.optional(Ladder),
  phone: z.optional(Ladder),
  account: z.optional(Ladder),
  /** A field that lists mailboxes as mail headers do: one person a mailbox. */
  mailboxes: z.optional(Ladder),
  /** Address cards: name and phone count only where the card's name is made of the same characters as the person's. */
  cards: z.optional(z.strictObject({ each: Selector, name: Ladder, phone: Ladder })),
});
export type PersonRule = z.infer<typeof PersonRule>;

const LineRule = z.strictObject({
  each: Selector,
  name: Ladder,
  sku: z.optional(Ladder),
  quantity: Ladder,
  unitMinor: z.optional(Ladder),
  totalMinor: z.optional(Ladder),
});

const OrderRule = z.strictObject({
  number: Ladder,
  platformId: z.optional(Ladder),
  placedAt: z.optional(Ladder),
  status: z.optional(Ladder),
  statusLabel: z.optional(Ladder),
  totalMinor: z.optional(Ladder),
  /** Summed over the elements `each`; one that cannot be read makes the sum absent. */
  refunds: z.optional(z.strictObject({ each: Selector, amountMinor: Ladder })),
  lines: z.optional(LineRule),
});
export type OrderRule = z.infer<typeof OrderRule>;

const UrlShape = z.strictObject({
  pathEnd: z.optional(PathEnd),
  /** Parameter → allowed values; none listed: any value, but there. */
  params: z.optional(z.record(Token, z.array(z.string().check(z.maxLength(80))))),
  /** Parameters that must not be there. */
  absent: z.optional(z.array(Token)),
});
export type UrlShape = z.infer<typeof UrlShape>;

const ViewRule = z.strictObject({
  view: z.enum(VIEWS),
  frame: z.enum(['top', 'child', 'any']),
  when: z.strictObject({ url: z.optional(UrlShape), selector: Selector }),
  /** The element all facts lie in; the first in the document. Absent: the whole document. */
  scope: z.optional(Selector),
  /** Pairs that must both be there and be equal: the address and the page speak of the same thing. */
  confirm: z.optional(z.array(z.strictObject({ left: Anchor, right: Anchor })).check(z.maxLength(4))),
  people: z._default(z.array(PersonRule).check(z.maxLength(12)), []),
  message: z.optional(
    z.strictObject({
      key: Ladder,
      subject: z.optional(Ladder),
      /** Own container of the message's text, and parts of it that are not the message's own words. */
      body: z.optional(z.strictObject({ selector: Selector, without: z.optional(Selector) })),
    }),
  ),
  order: z.optional(OrderRule),
  rows: z.optional(
    z.strictObject({
      each: Selector,
      people: z.array(PersonRule).check(z.maxLength(4)),
      orderNumber: z.optional(Ladder),
      /** The element of a row after whose text the badge belongs. */
      badge: Selector,
    }),
  ),
  /** What the panel must leave free: the site's own primary actions. */
  keepClear: z._default(z.array(Selector).check(z.maxLength(10)), []),
  /** Containers whose changes mean that a fact may have changed. */
  watch: z.array(Selector).check(z.minLength(1), z.maxLength(6)),
  /** Form fields whose typing changes a fact without changing the document. */
  inputs: z.optional(z.array(Selector).check(z.maxLength(6))),
  /** Frames of this document that show a person: when one leaves, so does the person. */
  frames: z.optional(Selector),
  /** Where the open message's raw source is: this page's path with these parameters, `copy` taken from its address. */
  source: z.optional(z.strictObject({ params: z.record(Token, Word), copy: z.array(Token).check(z.maxLength(4)) })),
});
export type ViewRule = z.infer<typeof ViewRule>;

/** `https://host`, `https://*.host`, with a port where it is not the usual one. */
const OriginPattern = z.string().check(z.maxLength(200), z.regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/));

/** What is known of one site, as data: no code, nothing that a page or a stranger could run. */
export const Recipe = z
  .strictObject({
    recipe: z.literal(RECIPE_VERSION),
    id: Slug,
    name: Word,
    /** Counts up with every change of the recipe itself. */
    version: z.int().check(z.minimum(1)),
    /** Origins of a hosted site. */
    matches: z._default(z.array(OriginPattern).check(z.maxLength(60)), []),
    /** Signs of self-hosted software, on any origin the user granted: all of `all`, one of `any`. */
    probe: z.optional(
      z.strictObject({ all: z.array(Selector).check(z.maxLength(6)), any: z.array(Selector).check(z.maxLength(6)) }),
    ),
    owner: z.optional(Ladder),
    /** Currency signs by language of the page (its primary subtag, script after `-` where it matters). */
    money: z._default(
      z
        .array(z.strictObject({ language: Word, sign: Word, currency: z.string().check(z.regex(/^[A-Z]{3}$/)) }))
        .check(z.maxLength(60)),
      [],
    ),
    /** Date formats by language of the page, in the browser's time zone: YYYY YY M D h H mm A, other signs as they are. */
    dates: z._default(z.array(z.strictObject({ language: Word, format: Word })).check(z.maxLength(20)), []),
    views: z.array(ViewRule).check(z.minLength(1), z.maxLength(20)),
  })
  .check(z.refine((recipe) => recipe.matches.length > 0 || recipe.probe !== undefined, 'says on no page it applies'));
export type Recipe = z.infer<typeof Recipe>;
/** A recipe as written: what has a default may be left out. */
export type RecipeDraft = z.input<typeof Recipe>;
