import type { CustomField } from '../domain/custom-field.ts';
import { TARGETS, type Target } from '../domain/import-target.ts';
import type { Mapping } from '../transfer/mapping.ts';

const known: ReadonlySet<string> = new Set(TARGETS);
/** Those, and the shop's custom fields: `field:<id>`. */
export const isKnownTarget = (text: unknown): text is Target =>
  typeof text === 'string' && (known.has(text) || /^field:[0-9a-f-]{36}$/.test(text));

/** How it is known what a column is. A number: guessed, as sure as this. */
export type Knowledge = 'preset' | 'remembered' | 'user' | number;

/** Which column becomes what. A column becomes one thing; several columns may become the same. */
export interface ColumnChoices {
  readonly targets: ReadonlyMap<string, Target>;
  readonly knowledge: ReadonlyMap<string, Knowledge>;
  /** Columns in the order in which those of one target are put together. */
  readonly order: readonly string[];
}

export const NO_COLUMNS: ColumnChoices = { targets: new Map(), knowledge: new Map(), order: [] };

/** The choices that a mapping stands for; columns that the file does not have are left out. */
export function choicesOf(
  mapping: Mapping,
  headers: readonly string[],
  knowledgeOf: (column: string, target: Target) => Knowledge,
): ColumnChoices {
  const targets = new Map<string, Target>();
  const knowledge = new Map<string, Knowledge>();
  const there = new Set(headers);
  for (const [target, named] of Object.entries(mapping)) {
    if (!isKnownTarget(target)) continue;
    for (const column of typeof named === 'string' ? [named] : (named ?? [])) {
      if (!there.has(column) || targets.has(column)) continue;
      targets.set(column, target);
      knowledge.set(column, knowledgeOf(column, target));
    }
  }
  return { targets, knowledge, order: [...targets.keys(), ...headers.filter((column) => !targets.has(column))] };
}

/** One column becomes something else, or nothing. */
export function withTarget(choices: ColumnChoices, column: string, target: Target | undefined): ColumnChoices {
  const targets = new Map(choices.targets);
  const knowledge = new Map(choices.knowledge);
  if (target) targets.set(column, target);
  else targets.delete(column);
  knowledge.set(column, 'user');
  return { ...choices, targets, knowledge };
}

/** The choices as the reader of files takes them. */
export function mappingOfChoices({ targets, order }: ColumnChoices): Mapping {
  const columns: Partial<Record<Target, string[]>> = {};
  for (const column of order) {
    const target = targets.get(column);
    if (!target) continue;
    columns[target] ??= [];
    columns[target].push(column);
  }
  return columns;
}

/** Columns that nothing else claims and that are called as a custom field is become that field. */
export function withNamedFields(
  choices: ColumnChoices,
  headers: readonly string[],
  fields: readonly Pick<CustomField, 'id' | 'name' | 'archived'>[],
): ColumnChoices {
  const targets = new Map(choices.targets);
  const knowledge = new Map(choices.knowledge);
  const taken = new Set(targets.values());
  for (const { id, name, archived } of fields) {
    const target: Target = `field:${id}`;
    const column = headers.find((header) => !targets.has(header) && plainName(header) === plainName(name));
    if (archived || column === undefined || taken.has(target)) continue;
    targets.set(column, target);
    knowledge.set(column, NAMED_ALIKE);
  }
  return { ...choices, targets, knowledge };
}

const NAMED_ALIKE = 0.9;
/** An export writes the currency behind the name of a field of amounts. */
const plainName = (text: string): string =>
  text
    .replace(/\s*[(（][A-Z]{3}[)）]\s*$/, '')
    .trim()
    .toLowerCase();
