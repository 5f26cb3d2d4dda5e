import { fold } from '../../../text/fold.ts';
import type { Product } from './holdings.ts';

const shared = new WeakMap<readonly Product[], ReadonlySet<string>>();

/** Names that several of the goods have. */
export function sharedNames(products: readonly Product[]): ReadonlySet<string> {
  const known = shared.get(products);
  if (known) return known;
  const [seen, several] = [new Set<string>(), new Set<string>()];
  for (const { name } of products) (seen.has(name) ? several : seen).add(name);
  shared.set(products, several);
  return several;
}

/** What goods are found by, folded: made once for all that are asked after. */
const folded = new WeakMap<readonly Product[], readonly string[]>();

function textsOf(products: readonly Product[]): readonly string[] {
  const known = folded.get(products);
  if (known) return known;
  const made = products.map(({ name, sku = '' }) => `${fold(name)}\n${fold(sku)}`);
  folded.set(products, made);
  return made;
}

/** Goods in whose name or SKU every word of a text is found, in the order they are in; @param limit of so many at most */
export function findGoods(
  products: readonly Product[],
  text: string,
  limit: number,
): { readonly found: readonly Product[]; readonly total: number } {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return { found: products.slice(0, limit), total: products.length };
  const texts = textsOf(products);
  const found = products.filter((_product, place) => words.every((word) => texts[place]?.includes(word)));
  return { found: found.slice(0, limit), total: found.length };
}
