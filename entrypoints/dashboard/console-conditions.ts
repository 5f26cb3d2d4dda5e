import { attributeOf, customAttribute } from '../../lib/domain/attributes.ts';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { readCustomValue } from '../../lib/domain/custom-value.ts';
import { type Condition, conditionsIn, type Filter, type FilterNode, isGroup } from '../../lib/domain/filter.ts';
import { filterFault, MOST_CONDITIONS, MOST_DEPTH } from '../../lib/domain/filter-limits.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';

/** A text to look for, or conditions and groups of them, or both. */
export type ListFilter = string | { readonly text?: string; readonly where?: readonly FilterNode[] };

export interface ConditionDeps {
  readonly translate: () => Translate;
  readonly fields: () => Promise<readonly CustomField[]>;
}

function refuse(type: string, message: string): Error {
  const error = new Error(message);
  error.name = type;
  return error;
}

/**
 * Reads what was typed as a filter: fields of one's own by name or id (`custom:Shoe size`, `custom:Budget:EUR`), their
 * choices by label. What cannot be is told in a sentence before anything is asked.
 */
export async function readFilter(filter: ListFilter, { translate, fields }: ConditionDeps): Promise<Filter> {
  if (typeof filter === 'string') return { text: filter, where: [] };
  const { text = '', where = [] } = filter;
  const fault = filterFault(where);
  const t = translate();
  if (fault) throw refuse(fault, t(`filter.fault.${fault}`, { depth: MOST_DEPTH, most: MOST_CONDITIONS }));
  const own = conditionsIn(where).some(({ attribute }) => String(attribute).startsWith('custom:'))
    ? await fields()
    : [];
  const read = (node: FilterNode): FilterNode => {
    if (isGroup(node)) return { ...node, of: node.of.map(read) };
    const named = byName(node, own);
    const found = attributeOf(String(named.attribute), own);
    if (found === undefined || found.type === 'gone')
      throw refuse('no-attribute', t('filter.fault.no-attribute', { name: String(node.attribute).slice(0, 100) }));
    return named;
  };
  return { text, where: where.map(read) };
}

/** A condition on a field that was named, as one on its id. */
function byName(condition: Condition, fields: readonly CustomField[]): Condition {
  const [family, ...rest] = String(condition.attribute).split(':');
  if (family !== 'custom') return condition;
  const whole = rest.join(':');
  const find = (name: string) =>
    fields.find(({ id }) => id === name) ?? fields.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  // A name may have a colon of its own: a currency is only what is left over.
  const cut = whole.lastIndexOf(':');
  const alone = find(whole);
  const field = alone ?? (cut > 0 ? find(whole.slice(0, cut)) : undefined);
  if (!field) return condition;
  const attribute = customAttribute(field.id, alone ? undefined : whole.slice(cut + 1));
  if (condition.is !== 'any-of' && condition.is !== 'none-of') return { ...condition, attribute };
  return { ...condition, attribute, values: condition.values.map((value) => plainValue(field, value)) };
}

/** A choice's id by its label, `yes` and `no` as they may be written; any other text as it is. */
function plainValue(field: CustomField, value: unknown): string {
  const text = String(value);
  if (field.kind !== 'choice' && field.kind !== 'choices' && field.kind !== 'yesno') return text;
  const read = readCustomValue(field, text);
  if (!read.ok || read.value === null) return text;
  if (typeof read.value === 'boolean') return read.value ? 'yes' : 'no';
  return Array.isArray(read.value) ? (read.value[0] ?? text) : String(read.value);
}
