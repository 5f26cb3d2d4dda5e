import * as z from 'zod/mini';
import { type CustomField, customRegister, FIELD_KINDS } from '../domain/custom-field.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { RuleSet, type ScoreRule } from '../domain/score.ts';

const FORMAT = 'regulars-score-rules';
const FORMAT_VERSION = 1;
const MAX_BYTES = 1_000_000;

/** A field of the shop as a file names it, so that another shop finds its own of that name. */
const FieldName = z.object({
  id: z.string().check(z.maxLength(80)),
  name: z.string().check(z.maxLength(200)),
  kind: z.enum(FIELD_KINDS),
  choices: z._default(
    z
      .array(z.object({ id: z.string().check(z.maxLength(80)), label: z.string().check(z.maxLength(200)) }))
      .check(z.maxLength(500)),
    [],
  ),
});

const RulesFile = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  rules: RuleSet.shape.rules,
  tiers: RuleSet.shape.tiers,
  groupNames: RuleSet.shape.groupNames,
  fields: z._default(z.array(FieldName).check(z.maxLength(200)), []),
});

/** Why a file holds no rules that can be used; `at`: the place in it, as `rules.2.points`. */
export type RulesFileFault =
  | { readonly type: 'too-large' }
  | { readonly type: 'not-json' }
  | { readonly type: 'not-rules' }
  | { readonly type: 'newer' }
  | { readonly type: 'bad-value'; readonly at: string };

/** Rules as a file to pass on: nothing in it but the rules and the names of the shop's own fields that they ask for. */
export function writeRulesFile({ rules, tiers, groupNames }: RuleSet, fields: readonly CustomField[]): string {
  const asked = new Set(rules.map(({ attribute }) => attribute));
  const named = fields
    .filter(({ id }) => asked.has(customRegister(id)))
    .map(({ id, name, kind, choices }) => ({
      ...{ id, name, kind },
      choices: choices.map((choice) => ({ id: choice.id, label: choice.label })),
    }));
  const file = { format: FORMAT, formatVersion: FORMAT_VERSION, rules, tiers, groupNames, fields: named };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The rules in a file. Fields of the shop that wrote it are taken for this shop's of the same id, or else of the same name
 * and kind; those that this shop has not stay, and the check of the rules tells of them.
 */
export function readRulesFile(text: string, fields: readonly CustomField[]): Result<RuleSet, RulesFileFault> {
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
  const { rules, tiers, groupNames, fields: named } = read.data;
  const own = new Map(
    named.flatMap((field) => {
      const found =
        fields.find(({ id }) => id === field.id) ??
        fields.find(({ name, kind }) => kind === field.kind && isSameName(name, field.name));
      return found ? [[customRegister(field.id), { field, found }] as const] : [];
    }),
  );
  const translated = rules.map((rule): ScoreRule => {
    const known = own.get(rule.attribute);
    if (!known) return rule;
    return { ...rule, attribute: customRegister(known.found.id), shape: ownWords(rule.shape, known) };
  });
  return ok({ version: 0, rules: translated, tiers, ...(groupNames ? { groupNames } : {}) });
}

function ownWords(
  shape: ScoreRule['shape'],
  { field, found }: { readonly field: z.infer<typeof FieldName>; readonly found: CustomField },
): ScoreRule['shape'] {
  if (shape.type === 'linear') return shape;
  const ownChoice = (value: string): string => {
    if (found.choices.some(({ id }) => id === value)) return value;
    const label = field.choices.find(({ id }) => id === value)?.label;
    return found.choices.find((choice) => label !== undefined && isSameName(choice.label, label))?.id ?? value;
  };
  const cases = shape.cases.map(({ when, share }) => ({
    when: when.is === 'any-of' ? { ...when, values: when.values.map(ownChoice) } : when,
    share,
  }));
  return { ...shape, cases };
}

const isSameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase();
