import { ATTRIBUTE_GROUPS, ATTRIBUTES, type AttributeGroup, customAttribute } from '../../lib/domain/attributes.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import { ABC, GROUPS } from '../../lib/domain/score.ts';
import type { FilterValues } from '../../lib/view/filters-store.ts';
import { attributeText, type Naming } from './condition-text.ts';
import type { Draft } from './draft.ts';

/** Every attribute there is for this shop, under its heading; amounts by currency. @param present stays, whatever it is */
export function attributeOptions(naming: Naming, values: FilterValues | undefined, present: string) {
  const { t } = naming.translator;
  const { currency: currencies = [], base } = values ?? {};
  const fixed = (group: AttributeGroup): string[] =>
    Object.entries(ATTRIBUTES).flatMap(([name, [its]]) => (its === group ? [name] : []));
  const of: Readonly<Record<AttributeGroup, readonly string[]>> = {
    standing: [...fixed('standing'), ...(base === undefined ? [] : [`clv12:${base}`])],
    orders: [
      ...fixed('orders'),
      ...currencies.map(({ value }) => `net:${value}`),
      // Of one currency it would be the same again.
      ...(base === undefined || currencies.length < 2 ? [] : [`worth:${base}`]),
    ],
    contact: fixed('contact'),
    record: fixed('record'),
    fields: ownAttributes(naming, values),
  };
  const all = ATTRIBUTE_GROUPS.flatMap((group) =>
    of[group].map((value) => ({ value, group: t(`filter.group.${group}`), label: attributeText(naming, value) })),
  );
  if (all.some(({ value }) => value === present)) return all;
  return [...all, { value: present, group: undefined, label: attributeText(naming, present) }];
}

/** The shop's own fields; one that is offered no longer too, as long as somebody has a value of it. */
function ownAttributes({ fields = [] }: Naming, values: FilterValues | undefined): readonly string[] {
  return fields.flatMap(({ id, kind, currency, archived }) => {
    const held = values?.custom[id] ?? [];
    if (archived && held.length === 0) return [];
    if (kind !== 'money') return [customAttribute(id)];
    const currencies = new Set([...(currency ? [currency] : []), ...held.map(({ value }) => value)]);
    return currencies.size === 0 ? [customAttribute(id)] : Array.from(currencies, (one) => customAttribute(id, one));
  });
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  ...{ tier: TIERS, stage: STAGES, group: GROUPS, abc: ABC, quality: QUALITY_CHECK_IDS },
};
const COUNTED = ['tag', 'source', 'currency', 'cohort', 'again'] as const;

/** What can be chosen. What a condition asks for stays among it, also when nobody has it any more. */
export function valueOptions(
  { fields = [] }: Naming,
  { attribute, values: chosen }: Draft,
  values: FilterValues | undefined,
): readonly { readonly value: string; readonly count: number | undefined }[] {
  const plain = (all: readonly string[]) => all.map((value) => ({ value, count: undefined }));
  const fixed = FIXED[attribute];
  if (fixed) return plain(fixed);
  const counted = COUNTED.find((name) => name === attribute);
  const field = fields.find(({ id }) => customAttribute(id) === attribute);
  const held = (counted ? values?.[counted] : field && values?.custom[field.id]) ?? [];
  const found: { value: string; count: number | undefined }[] = [...held];
  const offered = field?.kind === 'yesno' ? ['yes', 'no'] : (field?.choices ?? []).filter(({ archived }) => !archived);
  for (const one of [...offered.map((each) => (typeof each === 'string' ? each : each.id)), ...chosen])
    if (!found.some(({ value }) => value === one)) found.push({ value: one, count: undefined });
  return found;
}
