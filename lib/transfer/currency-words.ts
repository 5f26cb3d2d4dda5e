// Signs and words that name one currency wherever they stand. A bare ¥, $ or 元 names several: the file's own currency decides.
const SURE: Readonly<Record<string, string>> = {
  'CN¥': 'CNY',
  RMB: 'CNY',
  人民币: 'CNY',
  人民幣: 'CNY',
  'JP¥': 'JPY',
  円: 'JPY',
  日元: 'JPY',
  日圓: 'JPY',
  US$: 'USD',
  美元: 'USD',
  美金: 'USD',
  NT$: 'TWD',
  NT: 'TWD',
  NTD: 'TWD',
  新台币: 'TWD',
  新臺幣: 'TWD',
  新台幣: 'TWD',
  台币: 'TWD',
  台幣: 'TWD',
  HK$: 'HKD',
  港币: 'HKD',
  港幣: 'HKD',
  港元: 'HKD',
  MOP$: 'MOP',
  S$: 'SGD',
  SG$: 'SGD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  R$: 'BRL',
  MX$: 'MXN',
  '€': 'EUR',
  欧元: 'EUR',
  歐元: 'EUR',
  '£': 'GBP',
  英镑: 'GBP',
  英鎊: 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  RS: 'INR',
  '₫': 'VND',
  Đ: 'VND',
  '₱': 'PHP',
  '฿': 'THB',
  RM: 'MYR',
  RP: 'IDR',
  '₽': 'RUB',
  '₺': 'TRY',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FR: 'CHF',
};

const DOLLARS = 'USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP'.split(' ');
const CANDIDATES: Readonly<Record<string, readonly string[]>> = {
  $: DOLLARS,
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD', 'JPY', 'MOP'],
  圓: ['TWD', 'HKD', 'MOP', 'JPY', 'CNY'],
  圆: ['CNY'],
  块: ['CNY'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
};

const known = new Map<string, string | undefined>();

/**
 * The ISO 4217 code a word or sign names.
 * @param expected the file's own currency, for signs that several share
 * @returns undefined when it names none; for a shared sign, when it cannot be the expected one
 */
export function currencyOf(word: string, expected: string | undefined): string | undefined {
  const key = `${word}|${expected ?? ''}`;
  if (known.has(key)) return known.get(key);
  const found = lookUp(word, expected);
  if (known.size > 5000) known.clear();
  known.set(key, found);
  return found;
}

function lookUp(word: string, expected: string | undefined): string | undefined {
  const sign = word.normalize('NFKC').replace(/[\s.]/g, '').toUpperCase();
  if (Object.hasOwn(SURE, sign)) return SURE[sign];
  if (/^[A-Z]{3}$/.test(sign)) return sign;
  if (!Object.hasOwn(CANDIDATES, sign)) return undefined;
  const candidates = CANDIDATES[sign] ?? [];
  if (expected !== undefined) return candidates.includes(expected) ? expected : undefined;
  return candidates.length === 1 ? candidates[0] : undefined;
}
