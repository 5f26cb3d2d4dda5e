import { growing } from '../../../scoring/numeric/growing.ts';

/** A product as filters know it: one and the same in every currency. */
export interface Product {
  /** By what it is known again; see `goodsKey`. */
  readonly key: string;
  readonly name: string;
  readonly sku?: string;
}

/** Who bought what, as it is counted: customers by number, and of each product those who have it. */
export interface Holdings {
  /** The customers' ids by number. */
  readonly people: readonly string[];
  /** Numbers of those with orders of a later day: what they have is another then. */
  readonly later: readonly number[];
  /** Those whom most customers bought first. */
  readonly products: readonly Product[];
  /** products + 1 entries: product i was bought by who[from[i]] … who[from[i + 1] − 1], ascending. */
  readonly from: Uint32Array;
  readonly who: Uint32Array;
}

const NOBODY = -1;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Collects who bought what, one customer after the other. */
export function createHoldings() {
  const people: string[] = [];
  const later: number[] = [];
  const [owners, goods] = [growing(), growing()];
  // Of each product the last who was told to have it.
  const lastOwner: number[] = [];
  let now: string | undefined;
  let owner = NOBODY;
  const ownerNow = (): number => {
    if (owner === NOBODY && now !== undefined) owner = people.push(now) - 1;
    return owner;
  };
  return {
    /** What comes is of another customer. @param hasLater whether there are orders of a later day */
    person(id: string, hasLater: boolean): void {
      now = id;
      owner = NOBODY;
      if (hasLater) later.push(ownerNow());
    },
    /** A product of the customer's, as often as it comes. */
    add(product: number): void {
      if (now === undefined || (owner !== NOBODY && lastOwner[product] === owner)) return;
      owners.push(ownerNow());
      goods.push(product);
      lastOwner[product] = owner;
    },
    /** What comes is of nobody. */
    nobody(): void {
      now = undefined;
    },
    /** @param products by number */
    finish(products: readonly Product[]): Holdings {
      const [owner, product] = [owners.values(), goods.values()];
      const counts = new Uint32Array(products.length);
      for (const one of product) counts[one] = (counts[one] as number) + 1;
      // What was never paid for is no product that was bought.
      const order = [...products.keys()]
        .filter((one) => (counts[one] as number) > 0)
        .sort(
          (a, b) =>
            (counts[b] as number) - (counts[a] as number) ||
            byText((products[a] as Product).key, (products[b] as Product).key),
        );
      const from = new Uint32Array(order.length + 1);
      const next = new Uint32Array(products.length);
      order.forEach((one, at) => {
        next[one] = from[at] as number;
        from[at + 1] = (from[at] as number) + (counts[one] as number);
      });
      // Owners come in ascending order: of each product they stay so.
      const who = new Uint32Array(owner.length);
      for (let at = 0; at < owner.length; at += 1) {
        const one = product[at] as number;
        who[next[one] as number] = owner[at] as number;
        next[one] = (next[one] as number) + 1;
      }
      return { people, later, products: order.map((one) => products[one] as Product), from, who };
    },
  };
}
