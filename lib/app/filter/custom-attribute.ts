import type { AttributeKind } from '../../domain/attributes.ts';
import type { CustomValue } from '../../domain/custom-value.ts';
import type { AttributeValue } from './attribute-value.ts';

/** What filters see of a custom field's value. @param currency of which amounts are asked for */
export function customValueOf(
  kind: AttributeKind,
  value: CustomValue | undefined,
  currency: string | undefined,
): AttributeValue {
  if (value === undefined) return undefined;
  switch (kind) {
    case 'choice':
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : Array.isArray(value) ? value : String(value);
    case 'number':
    case 'share':
      return typeof value === 'number' ? value : undefined;
    case 'money':
      return typeof value === 'object' && 'currency' in value && value.currency === currency
        ? value.amountMinor
        : undefined;
    case 'date':
      return typeof value === 'string' ? noonOf(value) : undefined;
    case 'text':
      return typeof value === 'string' && value !== '' ? value : undefined;
    case 'known':
      return 'yes';
    // No field of the shop's own is one.
    case 'goods':
      return undefined;
  }
}

/** Noon on this computer's clock: a day is within days whichever hours those begin at. */
const noons = new Map<string, number>();
const MOST_NOONS = 20_000;

function noonOf(day: string): number | undefined {
  const known = noons.get(day);
  if (known !== undefined) return known;
  const at = Date.parse(`${day}T12:00:00`);
  if (!Number.isFinite(at)) return undefined;
  // There are not so many days that anybody's customers have in common.
  if (noons.size >= MOST_NOONS) noons.clear();
  noons.set(day, at);
  return at;
}
