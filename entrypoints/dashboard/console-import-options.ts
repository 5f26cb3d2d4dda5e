import { MATCH_KINDS } from '../../lib/domain/import-target.ts';
import { Currency } from '../../lib/domain/money.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';

interface Given {
  readonly currency?: unknown;
  readonly region?: unknown;
  readonly dateOrder?: unknown;
  readonly decimal?: unknown;
  readonly matchBy?: unknown;
  readonly onConflict?: unknown;
}

const CHOICES = {
  dateOrder: ['ymd', 'dmy', 'mdy'],
  decimal: ['.', ','],
  onConflict: ['mine', 'file'],
} as const;

/**
 * What of an import's text and options cannot be meant, in a sentence; nothing where all can. A currency that does not
 * exist would go on file with every amount, and by a region that does not no number is known.
 */
export function badImport(t: Translate, given: unknown, options: Given): string | undefined {
  if (typeof given !== 'string' && !(given instanceof Blob)) return t('import.console.text');
  const bad = (option: string, value: unknown, known: readonly string[]) =>
    t('import.console.option', {
      option,
      value: (Array.isArray(value) ? JSON.stringify(value) : String(value)).slice(0, 60),
      known: known.join(', '),
    });
  const { currency, region, matchBy } = options;
  if (currency !== undefined && currency !== '' && !isCurrency(currency))
    return bad('currency', currency, ['CNY', 'EUR', 'USD', '…']);
  if (region !== undefined && region !== '' && !isRegion(region)) return bad('region', region, ['CN', 'TW', 'DE', '…']);
  for (const [option, known] of Object.entries(CHOICES)) {
    const value = options[option as keyof typeof CHOICES];
    if (value !== undefined && !known.some((one) => one === value)) return bad(option, value, known);
  }
  if (matchBy === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(matchBy) && matchBy.length > 0 ? matchBy : [matchBy];
  const unknown = list.find((kind) => !MATCH_KINDS.some((one) => one === kind));
  return unknown === undefined ? undefined : bad('matchBy', unknown, MATCH_KINDS);
}

const isCurrency = (value: unknown): boolean =>
  Currency.safeParse(value).success && Intl.supportedValuesOf('currency').includes(String(value));

const isRegion = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[A-Z]{2}$/.test(value) &&
  new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(value) !== undefined;
