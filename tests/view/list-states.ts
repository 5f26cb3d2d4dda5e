import type { ListSort, SavedFilter } from '../../lib/domain/filter.ts';
import type { CustomerRow } from '../../lib/domain/profile.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { RequestOf } from '../../lib/messaging/contract.ts';
import { id, NOW } from './sample-file.ts';

const NAMES = [
  '李晓梅',
  'Jonas Weber',
  '陈志远',
  'Maya Patel',
  '王芳',
  '林怡君',
  'Claire Dubois',
  'Anna Müller-Lüdenscheidt',
];
const FIRMS = ['梅里有机食品有限公司', 'Weber Handelsgesellschaft mbH', '', '', '云上茶舍', '', 'Café Morgenrot', ''];
const CURRENCIES = ['CNY', 'EUR', 'CNY', 'USD', 'CNY', 'TWD', 'EUR', 'EUR'];

/** The customer at a place of a long list: told from its place alone. */
export function rowAt(place: number): CustomerRow {
  const kind = place % NAMES.length;
  const isBuyer = place % 7 !== 6;
  return {
    id: id(1000 + place),
    name: `${NAMES[kind]}${place < NAMES.length ? '' : ` ${place}`}`,
    company: FIRMS[kind] ?? '',
    email: place % 9 === 8 ? '' : `customer-${place}@mail.example`,
    phone: '',
    tags: [],
    orderCount: isBuyer ? (place * 7) % 40 : 0,
    stage: STAGES[place % STAGES.length] ?? 'prospect',
    noteCount: place % 3,
    ...(isBuyer
      ? {
          lastPurchaseAt: NOW - ((place * 11) % 500) * DAY_MS,
          net: { currency: CURRENCIES[kind] ?? 'CNY', amountMinor: ((place * 7919) % 900_000) + 12_345 },
          score: 99 - (place % 90),
          tier: TIERS[place % TIERS.length] ?? 'D',
        }
      : {}),
  };
}

/** What the models say of the customer at a place, for the order that shows it: nothing of who bought nothing. */
function toldAt(place: number, sort: ListSort): Pick<CustomerRow, 'told'> {
  if (rowAt(place).orderCount === 0 && place % 7 === 6) return {};
  if (sort === 'pBuy') return { told: { share: Math.max(0.001, 0.996 - place / 300) } };
  if (sort !== 'clv12' && sort !== 'loss') return {};
  return { told: { currency: 'CNY', amountMinor: Math.max(0, 987_000 - place * 3_217) } };
}

/** A page of so many customers, filtered by name as the background would. */
export function listPage(count: number) {
  return ({ filter, where = [], sort, offset, limit }: RequestOf<'customers.list'>) => {
    const places = Array.from({ length: count }, (_, place) => place);
    // Every condition leaves a third of them.
    const wanted = where.reduce((left) => left.filter((_place, nth) => nth % 3 === 0), places);
    const all = filter === '' ? wanted : wanted.filter((place) => rowAt(place).name.includes(filter));
    const rows = all.slice(offset, offset + limit).map((place) => ({ ...rowAt(place), ...toldAt(place, sort) }));
    if (filter === '') return { rows, total: all.length };
    const marksOf = (row: CustomerRow) => {
      const at = row.name.indexOf(filter);
      return { name: [[at, at + filter.length] as [number, number]], company: [], email: [], phone: [] };
    };
    return { rows, total: all.length, marks: rows.map(marksOf) };
  };
}

const savedFilter = (nth: number, name: string, where: SavedFilter['filter']['where']): SavedFilter => ({
  ...{ id: id(800 + nth), name, filter: { text: '', where }, sort: 'net', descending: true },
});
export const savedFilters: readonly SavedFilter[] = [
  savedFilter(1, '企业采购 A 级', [
    { attribute: 'tier', is: 'any-of', values: ['A'] },
    { attribute: 'tag', is: 'any-of', values: ['企业采购', 'wholesale'] },
  ]),
  savedFilter(2, 'Quiet for half a year, bought more than twice', [
    { attribute: 'lastPurchase', is: 'before-last', days: 180 },
    { attribute: 'orders', is: 'between', from: 3 },
  ]),
];

/** One with groups in groups, and a condition on a field that was deleted. */
export const nestedSegment: SavedFilter = savedFilter(3, '挽回名单 Win back', [
  { attribute: 'stage', is: 'any-of', values: ['at-risk', 'churned'] },
  {
    match: 'any',
    of: [
      { attribute: 'net:CNY', is: 'between', from: 500_000 },
      {
        attribute: 'custom:00000000-0000-7000-8000-000000000607',
        is: 'any-of',
        values: ['00000000-0000-7000-8000-000000000625'],
      },
      {
        match: 'all',
        of: [
          { attribute: 'tier', is: 'any-of', values: ['A', 'B'] },
          { attribute: 'firstPurchase', is: 'before-last', days: 365 },
        ],
      },
    ],
  },
  {
    match: 'none',
    of: [
      { attribute: 'contacted', is: 'in-last', days: 30 },
      { attribute: 'custom:00000000-0000-7000-8000-000000000699', is: 'known' },
    ],
  },
]);
