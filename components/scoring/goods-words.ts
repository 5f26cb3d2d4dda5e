import type { Translator } from '../../lib/i18n/translator.ts';
import type { Goods, Together } from '../../lib/messaging/offer-work.ts';
import { FEW, percent, wilson } from '../../lib/view/shares.ts';

type Called = { readonly [P in keyof Goods]: Goods[P] | undefined } & { readonly name: string };

/** What a product is called; with its SKU where another has the same name. */
export const goodsText = ({ name, sku, isNameShared, currency }: Called): string =>
  [
    name || sku || '—',
    ...(isNameShared && name && sku ? [`[${sku}]`] : []),
    ...(currency === undefined ? [] : [`(${currency})`]),
  ].join(' ');

/** Tells products apart, whatever they are called. */
export const goodsId = ({ name, sku, currency }: Goods): string => JSON.stringify([sku ?? name, currency]);

/** Of those with the first the share with the second; of few with the range it may really lie in: "58% (32%–81%)". */
export function confidenceText({ language }: Translator, { together, withFirst }: Together): string {
  const share = percent(language, together / withFirst);
  if (withFirst >= FEW) return share;
  const { low, high } = wilson(together, withFirst);
  return `${share} (${percent(language, low)}–${percent(language, high)})`;
}

/** How many times as often as by chance: "3.2". */
export const liftText = ({ number }: Translator, { lift }: Together): string =>
  number(lift < 10 ? Math.round(lift * 10) / 10 : Math.round(lift));

const LEAST = 0.001;

/** A probability of chance; one that is next to nothing is not told to many digits. */
export const chanceText = ({ language }: Translator, p: number): string =>
  p < LEAST ? `<${percent(language, LEAST)}` : percent(language, p);
