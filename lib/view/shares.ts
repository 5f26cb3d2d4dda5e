import { FEW_FOR_CHANCES } from '../domain/chances.ts';
import type { Translator } from '../i18n/translator.ts';

/** Fewer than these: no percentage without how many and without an interval; nor is the chance of an order told of anybody. */
export const FEW: number = FEW_FOR_CHANCES;
/** Of fewer than these an interval is nearly everything: how many of how many is all there is to say. */
export const TINY = 5;
/** Fewer customers than these: no totals of foretold value. */
export const FEW_FOR_VALUE = 100;

const Z = 1.959964;

/** Wilson's interval of a share at 95 %, which is not empty for none and for all (Newcombe 1998, Statistics in Medicine 17). */
export function wilson(part: number, n: number): { readonly low: number; readonly high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const p = part / n;
  const z2 = (Z * Z) / n;
  const middle = (p + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n))) / (1 + z2);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A share of 1 as whole per cent; one decimal below a tenth, where whole ones would round much of it away. */
export function percent(language: string, share: number): string {
  const isSmall = share > 0 && Math.abs(share) < 0.0995;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: isSmall ? 1 : 0 }).format(share);
}

/** The share of some that there are: never none, as it would read if it were rounded. */
export const someOf = (language: string, share: number): string =>
  share > 0 && share < 0.0005 ? `<${percent(language, 0.001)}` : percent(language, share);

/** Per cent that somebody has set, as they did. @param value of 100 */
export const givenPercent = (language: string, value: number): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(value / 100);

/** A probability: never certain, never impossible, as it would read if it were rounded. */
export function probability(language: string, value: number): string {
  if (value > 0.99) return `>${percent(language, 0.99)}`;
  return value < 0.01 ? `<${percent(language, 0.01)}` : percent(language, value);
}

/** A share in a sentence that says of whom; of few, how many of how many and what that may mean: "3 of 12 (9–53 %)". */
export function shareText({ t, language, number }: Translator, part: number, n: number): string {
  if (n === 0) return '—';
  if (n >= FEW) return percent(language, part / n);
  const { low, high } = wilson(part, n);
  const whole = { part: number(Math.round(part)), n: number(n) };
  if (n < TINY) return t('share.tiny', whole);
  return t('share.few', { ...whole, low: percent(language, low), high: percent(language, high) });
}

/** How many, with their share: "190 · 8.1 %"; of few without one. */
export function countText({ language, number }: Translator, part: number, n: number): string {
  const count = number(Math.round(part));
  return n >= FEW ? `${count} · ${percent(language, part / n)}` : count;
}

/** A share as a figure: "8.1 %", of few "3 / 12" with the range that it may really lie in apart. */
export function shareFigure(
  { language, number }: Translator,
  part: number,
  n: number,
): { readonly text: string; readonly range?: string } {
  if (n === 0) return { text: '—' };
  if (n >= FEW) return { text: percent(language, part / n) };
  const text = `${number(Math.round(part))} / ${number(n)}`;
  const { low, high } = wilson(part, n);
  return n < TINY ? { text } : { text, range: `${percent(language, low)}–${percent(language, high)}` };
}
