import type { CustomerOffers } from '../../../messaging/offer-work.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../../deps.ts';
import { unlessEnded } from '../compute-failure.ts';
import type { Bought } from './bought.ts';
import { findGoods, sharedNames } from './find-goods.ts';
import type { Offers } from './offers.ts';
import { offersOf, pairReport, reportedGoods } from './offers-of.ts';

const PENDING: CustomerOffers = { baskets: 0, offers: [], none: 'pending' };

/** What is asked about goods: those that are bought together, and by whom. */
export function offerHandlers(deps: AppDeps, offers: Offers, bought: Bought): HandlersOf<'offers'> {
  return {
    'offers.of': ({ customerId, wait = false }) =>
      unlessEnded(async () => {
        const pairs = await (wait ? offers.whenCounted() : offers.pairs());
        const found = await deps.store.read(async (reader) => {
          const person = await reader.whole(customerId);
          if (person.list('customers').length === 0) return undefined;
          const [orders, lines] = [person.list('orders'), person.list('lines')];
          return pairs ? offersOf({ orders, lines }, pairs, deps.now()) : PENDING;
        });
        return found ? done(JSON.stringify(found)) : notFound;
      }),
    'offers.pairs': () =>
      unlessEnded(async () => {
        // Of a file that is another by now the pairs are counted anew with who bought what: the two go together.
        await bought.products();
        const pairs = await offers.whenCounted();
        const buyers = await bought.buyers(reportedGoods(pairs));
        return done(JSON.stringify(pairReport(pairs, buyers.countPair)));
      }),
    'offers.goods': ({ text, limit, keys = [] }) =>
      unlessEnded(async () => {
        const products = await bought.products();
        const { found, total } = findGoods(products, text, limit);
        const byKey = new Map(products.map((product) => [product.key, product]));
        const known = keys.flatMap((key) => byKey.get(key) ?? []);
        const buyers = await bought.buyers([...found, ...known].map(({ key }) => key));
        const sold = (some: typeof found) =>
          some.map((product) => ({
            ...{ ...product, customers: buyers.count(product.key) },
            ...(sharedNames(products).has(product.name) ? { isNameShared: true as const } : {}),
          }));
        return done({ goods: sold(found), total, known: sold(known) });
      }),
  };
}
