import type { Recipe } from './recipe.ts';

// Signs that name one currency in any language. A bare ¥, $ or kr does not: the recipe says what it means, or nobody does.
const SIGNS: Record<string, string> = {
  'CN¥': 'CNY',
  'JP¥': 'JPY',
  US$: 'USD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  NT$: 'TWD',
  MX$: 'MXN',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '₫': 'VND',
  '₽': 'RUB',
  元: 'CNY',
};
// Intl knows these too, but loading its tables costs the page more than this line does.
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND';

export interface Amount {
  readonly minor: number;
  readonly currency: string | undefined;
}

/** The language rows of a recipe that hold for a page: `zh_Hans` takes rows for `zh-hans` and `zh`. */
function rowsFor<T extends { readonly language: string }>(rows: readonly T[], pageLanguage: string): readonly T[] {
  const language = pageLanguage.toLowerCase().replaceAll('_', '-');
  const exact = rows.filter((row) => language === row.language.toLowerCase());
  return exact.length > 0 ? exact : rows.filter((row) => language.startsWith(`${row.language.toLowerCase()}-`));
}

/**
 * An amount as en and zh pages write it: comma groups, point decimals, sign or code before or after.
 * The currency is absent when its sign could be several; then the minor units are of two decimals. Not well-formed is undefined.
 */
export function parseAmount(raw: string, recipe: Pick<Recipe, 'money'>, pageLanguage: string): Amount | undefined {
  const parts = /^(-?)([^\d.,-]{0,6}?)(-?)(\d[\d,]{0,18})(?:\.(\d{1,3}))?([^\d.,-]{0,6})$/u.exec(
    raw.normalize('NFKC').replace(/[−–]/g, '-').replace(/\s+/g, ''),
  );
  if (!parts) return undefined;
  const [, minusA, before = '', minusB, whole = '', decimals = '', after = ''] = parts;
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) return undefined;
  if ((before && after) || (minusA && minusB)) return undefined;
  const sign = before || after;
  const own = rowsFor(recipe.money, pageLanguage).find((row) => row.sign === sign)?.currency;
  const currency = own ?? SIGNS[sign] ?? (/^[A-Z]{3}$/.test(sign) ? sign : undefined);
  if (sign && !currency && !/^\p{Sc}$/u.test(sign)) return undefined;
  const digits = !currency ? 2 : NO_DECIMALS.includes(currency) ? 0 : THREE_DECIMALS.includes(currency) ? 3 : 2;
  if (decimals.length > digits) return undefined;
  const minor = Number(whole.replaceAll(',', '') + decimals.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) return undefined;
  return { minor: minusA || minusB ? -minor : minor, currency };
}

const FIELD = /YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|A/g;

/** A date written in one of the recipe's formats for the page's language; undefined for any other, as "24 days ago". */
export function parseDate(raw: string, recipe: Pick<Recipe, 'dates'>, pageLanguage: string): number | undefined {
  // Recent Intl data puts a narrow no-break space before AM.
  const text = raw.replace(/\s+/g, ' ').trim();
  for (const { format } of rowsFor(recipe.dates, pageLanguage)) {
    const at = parseFormat(text, format);
    if (at !== undefined) return at;
  }
  return undefined;
}

function parseFormat(text: string, format: string): number | undefined {
  const got: Record<string, number> = {};
  let at = 0;
  let last = 0;
  for (const field of format.matchAll(FIELD)) {
    const literal = format.slice(last, field.index);
    if (!text.startsWith(literal, at)) return undefined;
    at += literal.length;
    last = field.index + field[0].length;
    const shape =
      field[0] === 'A' ? /(AM|PM)/y : field[0] === 'YYYY' ? /\d{4}/y : field[0].length === 2 ? /\d{2}/y : /\d{1,2}/y;
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found === undefined) return undefined;
    at += found.length;
    got[field[0][0] === 'Y' ? 'Y' : field[0]] =
      field[0] === 'A' ? Number(found === 'PM') : Number(found) + (field[0] === 'YY' ? 2000 : 0);
  }
  if (text.slice(at) !== format.slice(last)) return undefined;
  const hour12 = got.h ?? got.hh;
  if (hour12 !== undefined && (got.A === undefined || hour12 < 1 || hour12 > 12)) return undefined;
  const hour = hour12 === undefined ? (got.H ?? got.HH) : (hour12 % 12) + (got.A ?? 0) * 12;
  const [year, month, day, minute] = [got.Y, got.M ?? got.MM, got.D ?? got.DD, got.mm];
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined;
  const date = new Date(year, month - 1, day, hour, minute);
  const same = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return same ? date.getTime() : undefined;
}
