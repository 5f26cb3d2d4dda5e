import { attributeOf, customAttribute } from '../domain/attributes.ts';
import { type CustomField, customRegister, fieldOfRegister } from '../domain/custom-field.ts';
import {
  type Condition,
  conditionsIn,
  FILTER_NAME_MAX,
  type Filter,
  type FilterNode,
  isGroup,
} from '../domain/filter.ts';
import { segmentsAsked } from '../domain/rule-segments.ts';
import type { RuleSet, ScoreRule } from '../domain/score.ts';
import { type SegmentRefusal, segmentRefusal } from '../domain/segment-use.ts';
import type { NamedField, NamedSegment, RulesContent, RulesShop } from './rules-file.ts';

/**
 * Why a segment that a file's rules ask for cannot be made here: rules may not ask for it at all; it asks for a field or a
 * choice that this shop has not and cannot be given, or for what this version does not know; the file does not say what it is.
 */
export type SegmentLoss = SegmentRefusal | 'field' | 'unknown' | 'untold';

/** The rules of a file as this shop's. */
export interface FittedRules {
  /** Fields, choices and segments that this shop has are asked for by its own ids; all others as the file has them. */
  readonly rules: RuleSet;
  /** What the rules ask for that this shop has not, and that can be made: fields first, segments may ask for them. */
  readonly missing: { readonly fields: readonly NamedField[]; readonly segments: readonly NamedSegment[] };
  /** What cannot be made: the check of the rules tells of the rules that ask for it. */
  readonly lost: {
    /** By name: this shop has one of that name which is of another kind. */
    readonly fields: readonly string[];
    readonly segments: readonly { readonly name: string; readonly why: SegmentLoss }[];
  };
}

type OwnField = { readonly field: NamedField; readonly found: CustomField };

/**
 * Fits the rules of a file to a shop. A field is this shop's of the same id, or else of the same name and kind; a choice the
 * one of the same label; a segment the one of the same id, or else one that asks for the very same, whatever it is called.
 */
export function fitRules({ rules, fields, segments }: RulesContent, shop: RulesShop): FittedRules {
  const own = new Map(
    fields.flatMap((field) => {
      const found =
        shop.fields.find(({ id }) => id === field.id) ??
        shop.fields.find(({ name, kind }) => kind === field.kind && isSameName(name, field.name));
      return found ? [[field.id, { field, found }] as const] : [];
    }),
  );
  const free = fields.filter(
    ({ id, name }) => !own.has(id) && name.trim() !== '' && !shop.fields.some((one) => isSameName(one.name, name)),
  );
  const told = segments.map((segment) => ({ ...segment, filter: ownFilter(segment.filter, own) }));
  const asked = [...segmentsAsked(rules.rules)];
  const ownSegments = new Map<string, string>();
  const [missing, lost]: [NamedSegment[], { name: string; why: SegmentLoss }[]] = [[], []];
  for (const id of asked) {
    if (shop.segments.some((one) => one.id === id)) continue;
    const segment = told.find((one) => one.id === id);
    const same = segment && sameSegment(segment, shop);
    const why = segment ? lossOf(segment.filter, free, shop) : 'untold';
    if (same) ownSegments.set(id, same);
    else if (segment && why === undefined) missing.push(segment);
    else lost.push({ name: segment?.name ?? '', why: why ?? 'untold' });
  }
  const wanted = new Set([
    ...rules.rules.flatMap(({ attribute }) => fieldOfRegister(attribute) ?? []),
    ...missing.flatMap(({ filter }) => fieldsIn(filter)),
  ]);
  return {
    rules: { ...rules, rules: rules.rules.map((rule) => ownRule(rule, own, ownSegments)) },
    missing: { fields: free.filter(({ id }) => wanted.has(id as never)), segments: missing },
    lost: {
      fields: fields
        .filter((field) => wanted.has(field.id as never) && !own.has(field.id) && !free.includes(field))
        .map(({ name }) => name),
      segments: lost,
    },
  };
}

/** A name that no segment of the shop has yet; a long one makes room for its number. */
export function freeName(name: string, { segments }: RulesShop): string {
  const taken = new Set(segments.map((one) => one.name));
  const plain = name.trim() || '?';
  if (!taken.has(plain)) return plain;
  for (let nth = 2; ; nth += 1) {
    const number = ` (${nth})`;
    // Half of a character that takes two places goes with the other half.
    const room = plain.slice(0, FILTER_NAME_MAX - number.length).replace(/[\ud800-\udbff]$/, '');
    const numbered = `${room.trimEnd()}${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

function ownRule(
  rule: ScoreRule,
  own: ReadonlyMap<string, OwnField>,
  segments: ReadonlyMap<string, string>,
): ScoreRule {
  if (rule.attribute === 'segment') return withValues(rule, (id) => segments.get(id) ?? id);
  const known = own.get(fieldOfRegister(rule.attribute) ?? '');
  if (!known) return rule;
  return withValues({ ...rule, attribute: customRegister(known.found.id) }, (id) => ownChoice(known, id));
}

function withValues(rule: ScoreRule, of: (value: string) => string): ScoreRule {
  if (rule.shape.type === 'linear') return rule;
  const cases = rule.shape.cases.map(({ when, share }) => ({
    when: when.is === 'any-of' ? { ...when, values: when.values.map(of) } : when,
    share,
  }));
  return { ...rule, shape: { ...rule.shape, cases } };
}

function ownChoice({ field, found }: OwnField, value: string): string {
  if (found.choices.some(({ id }) => id === value)) return value;
  const label = field.choices.find(({ id }) => id === value)?.label;
  return found.choices.find((choice) => label !== undefined && isSameName(choice.label, label))?.id ?? value;
}

/** `custom:ID`, perhaps with a currency, taken apart. */
const partsOf = (attribute: string): readonly [fieldId: string, currency: string | undefined] | undefined => {
  const [family, fieldId = '', currency] = attribute.split(':');
  return family === 'custom' ? [fieldId, currency] : undefined;
};
const fieldsIn = ({ where }: Filter): string[] =>
  conditionsIn(where).flatMap(({ attribute }) => partsOf(attribute)?.[0] ?? []);

function ownFilter({ text, where }: Filter, own: ReadonlyMap<string, OwnField>): Filter {
  const ownNode = (node: FilterNode): FilterNode => {
    if (isGroup(node)) return { ...node, of: node.of.map(ownNode) };
    const parts = partsOf(node.attribute);
    const known = parts && own.get(parts[0]);
    if (!known) return node;
    const condition: Condition = { ...node, attribute: customAttribute(known.found.id, parts[1]) };
    if (condition.is !== 'any-of' && condition.is !== 'none-of') return condition;
    return { ...condition, values: condition.values.map((value) => ownChoice(known, value)) };
  };
  return { text, where: where.map(ownNode) };
}

function lossOf(filter: Filter, free: readonly NamedField[], shop: RulesShop): SegmentLoss | undefined {
  const refused = segmentRefusal(filter);
  if (refused) return refused;
  const toCome = new Set(free.map(({ id }) => id));
  for (const condition of conditionsIn(filter.where)) {
    const parts = partsOf(condition.attribute);
    if (!parts) {
      if (attributeOf(condition.attribute, shop.fields) === undefined) return 'unknown';
      continue;
    }
    if (toCome.has(parts[0])) continue;
    const found = shop.fields.find(({ id }) => id === parts[0]);
    if (!found) return 'field';
    const isChoice = found.kind === 'choice' || found.kind === 'choices';
    const values = isChoice && (condition.is === 'any-of' || condition.is === 'none-of') ? condition.values : [];
    if (values.some((value) => !found.choices.some(({ id }) => id === value))) return 'field';
  }
  return undefined;
}

/** Of this shop's segments one that asks for the very same; of several the one that is called so too. */
function sameSegment({ name, filter }: NamedSegment, { segments }: RulesShop): string | undefined {
  const said = canonical(filter);
  const same = segments.filter((one) => canonical(one.filter) === said);
  return (same.find((one) => isSameName(one.name, name)) ?? same[0])?.id;
}

/** What a filter asks for, whatever the order its conditions and values stand in. */
function canonical({ text, where }: Filter): string {
  const of = (node: FilterNode): string => {
    if (isGroup(node)) return JSON.stringify([node.match, node.of.map(of).sort()]);
    const entries = Object.entries(node).map(([key, value]) => [key, Array.isArray(value) ? value.toSorted() : value]);
    return JSON.stringify(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  };
  return JSON.stringify([text.trim(), where.map(of).sort()]);
}

const isSameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase();
