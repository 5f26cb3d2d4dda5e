import type {
  CustomerOffers,
  Goods,
  NoOffers,
  Offer,
  Pair,
  PairReport,
  Together,
} from '../../lib/messaging/offer-work.ts';
import { pairMeasures } from '../../lib/scoring/cross-sell.ts';
import { chanceOf } from '../../lib/scoring/pair-rules.ts';
import { li, NOW, type Person } from './sample-file.ts';

function togetherOf(baskets: number, withFirst: number, withSecond: number, together: number): Together {
  const { support, confidence, lift } = pairMeasures(baskets, withFirst, withSecond, together);
  const pValue = chanceOf(baskets, withFirst, withSecond, together);
  return { together, withFirst, withSecond, baskets, support, confidence, lift, pValue };
}

const BASKETS = 2604;

/** What there is to offer a customer of a shop with many. */
export function sampleOffers({ goods: [tea = '', pot = '', cup = ''] }: Person): CustomerOffers {
  const offer = (goods: Goods, because: string, withFirst: number, withSecond: number, together: number): Offer => ({
    ...{ goods, because: { name: because }, score: together / withFirst / 2 },
    ...togetherOf(BASKETS, withFirst, withSecond, together),
  });
  return {
    countedAt: NOW,
    baskets: BASKETS,
    offers: [offer({ name: cup, sku: 'CUP-3' }, tea, 31, 120, 14), offer({ name: '', sku: 'BOX-1' }, pot, 12, 64, 7)],
  };
}

/** Nothing to offer, and why. */
export const noOffers = (none: NoOffers, baskets: number): CustomerOffers => ({
  countedAt: NOW,
  baskets,
  offers: [],
  none,
});

const NAMES = [
  '龙井绿茶 250g',
  'Teapot, cast iron',
  '白瓷盖碗',
  'Honey, linden',
  '茶巾',
  'Travel cup 300 ml with a lid and a very long name',
];

/** What is bought together in a shop with so many customers. */
function pairsOf(customers: number): PairReport {
  const baskets = customers >= 100 ? BASKETS : customers * 2;
  const pairs = Array.from(
    { length: customers >= 100 ? 9 : 0 },
    (_, at): Pair => ({
      first: { name: NAMES[at % 6] ?? '', sku: `S-${at}` },
      second: { name: NAMES[(at + 1 + (at >> 1)) % 6] ?? '', sku: `S-${at + 7}` },
      keys: [`sku:s-${at}`, `sku:s-${at + 7}`],
      customers: { both: 23 - at * 2, firstOnly: at === 3 ? 0 : 12 + at * 8, secondOnly: 80 + at * 17 },
      verdict: at < 6 ? 'sure' : 'chance',
      ...togetherOf(BASKETS, 24 + at * 9, 90 + at * 21, Math.max(5, 21 - at * 2)),
    }),
  );
  return {
    countedAt: NOW,
    baskets,
    goods: 42,
    looked: 861,
    found: pairs.length,
    sure: Math.min(6, pairs.length),
    pairs,
  };
}

/** The answers about goods of a shop with so many customers. */
export const offerAnswers = (customers: number) => ({
  'offers.of': () => JSON.stringify(customers >= 100 ? sampleOffers(li) : noOffers('too-few', customers * 2)),
  'offers.pairs': () => JSON.stringify(pairsOf(customers)),
});
