import * as z from 'zod/mini';
import { attributeOf } from '../domain/attributes.ts';
import {
  CHOICES_MAX,
  type Choice,
  type CustomField,
  customRegister,
  FIELD_KINDS,
  FIELD_NAME_MAX,
} from '../domain/custom-field.ts';
import { conditionsIn, FILTER_NAME_MAX, Filter, type SavedFilter } from '../domain/filter.ts';
import { Currency } from '../domain/money.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { segmentsAsked } from '../domain/rule-segments.ts';
import { RuleSet } from '../domain/score.ts';

const FORMAT = 'regulars-score-rules';
const FORMAT_VERSION = 1;
const MAX_BYTES = 1_000_000;

const id = z.string().check(z.maxLength(80));
/** A field of the shop as a file names it, so that another shop finds its own of that name. */
const NamedField = z.object({
  id,
  name: z.string().check(z.maxLength(FIELD_NAME_MAX)),
  kind: z.enum(FIELD_KINDS),
  currency: z.optional(Currency),
  choices: z._default(
    z.array(z.object({ id, label: z.string().check(z.maxLength(200)) })).check(z.maxLength(CHOICES_MAX)),
    [],
  ),
});
export type NamedField = z.infer<typeof NamedField>;

/** A segment as a file tells it: an id means nothing in another shop. */
const NamedSegment = z.object({ id, name: z.string().check(z.maxLength(FILTER_NAME_MAX)), filter: Filter });
export type NamedSegment = z.infer<typeof NamedSegment>;

const RulesFile = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  rules: RuleSet.shape.rules,
  tiers: RuleSet.shape.tiers,
  groupNames: RuleSet.shape.groupNames,
  fields: z._default(z.array(NamedField).check(z.maxLength(200)), []),
  segments: z._default(z.array(NamedSegment).check(z.maxLength(200)), []),
});

/** What the rules of a shop can ask for that only this shop has. */
export interface RulesShop {
  readonly fields: readonly CustomField[];
  readonly segments: readonly SavedFilter[];
}

/** The rules in a file, with what they ask for as the shop that wrote it knew it. */
export interface RulesContent {
  readonly rules: RuleSet;
  readonly fields: readonly NamedField[];
  readonly segments: readonly NamedSegment[];
}

/** Why a file holds no rules that can be used; `at`: the place in it, as `rules.2.points`. */
export type RulesFileFault =
  | { readonly type: 'too-large' }
  | { readonly type: 'not-json' }
  | { readonly type: 'not-rules' }
  | { readonly type: 'newer' }
  | { readonly type: 'bad-value'; readonly at: string };

/** Rules as a file to pass on: nothing in it but the rules, and the shop's own fields and segments that they ask for. */
export function writeRulesFile({ rules, tiers, groupNames }: RuleSet, { fields, segments }: RulesShop): string {
  const wanted = segmentsAsked(rules);
  const asked = segments.filter((segment) => wanted.has(segment.id));
  const attributes = [
    ...rules.map(({ attribute }) => attribute),
    ...asked.flatMap(({ filter }) => conditionsIn(filter.where).map(({ attribute }) => attribute)),
  ];
  const values = new Set([
    ...rules.flatMap(({ shape }) =>
      shape.type === 'cases' ? shape.cases.flatMap(({ when }) => (when.is === 'any-of' ? when.values : [])) : [],
    ),
    ...asked.flatMap(({ filter }) =>
      conditionsIn(filter.where).flatMap((one) => (one.is === 'any-of' || one.is === 'none-of' ? one.values : [])),
    ),
  ]);
  const fieldIds = new Set(
    attributes.flatMap((attribute) => {
      const found = attributeOf(attribute, fields);
      return found?.type === 'custom' ? [customRegister(found.fieldId)] : [];
    }),
  );
  const file = {
    ...{ format: FORMAT, formatVersion: FORMAT_VERSION, rules, tiers, groupNames },
    fields: fields
      .filter((field) => fieldIds.has(customRegister(field.id)))
      .map(({ id, name, kind, currency, choices }) => ({
        ...{ id, name, kind, currency },
        choices: toldChoices(choices, values),
      })),
    segments: asked.map(({ id, name, filter }) => ({ id, name, filter })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Choices as another shop can be given them: those that are offered or asked for; of too many those asked for first. */
function toldChoices(choices: readonly Choice[], asked: ReadonlySet<string>) {
  const isAsked = ({ id }: Choice) => asked.has(id);
  const others = choices.filter((choice) => !isAsked(choice) && choice.archived !== true);
  const told = new Set([...choices.filter(isAsked), ...others].slice(0, CHOICES_MAX));
  return choices.filter((choice) => told.has(choice)).map(({ id, label }) => ({ id, label }));
}

/** The rules in a file, as it says them. `fitRules` makes them this shop's. */
export function readRulesFile(text: string): Result<RulesContent, RulesFileFault> {
  if (text.length > MAX_BYTES) return err({ type: 'too-large' });
  let said: unknown;
  try {
    said = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return err({ type: 'not-json' });
  }
  if (typeof said !== 'object' || said === null || (said as { format?: unknown }).format !== FORMAT)
    return err({ type: 'not-rules' });
  if (Number((said as { formatVersion?: unknown }).formatVersion) > FORMAT_VERSION) return err({ type: 'newer' });
  const read = z.safeParse(RulesFile, said);
  if (!read.success) return err({ type: 'bad-value', at: read.error.issues[0]?.path.join('.') ?? '' });
  const { rules, tiers, groupNames, fields, segments } = read.data;
  return ok({ rules: { version: 0, rules, tiers, ...(groupNames ? { groupNames } : {}) }, fields, segments });
}
