import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { CustomerRow, Profile } from '../../lib/domain/profile.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { ExportPerson, Failure, ImportCounts, RequestOf } from '../../lib/messaging/contract.ts';
import { createFakeBackground, type FakeBackground } from './fake-background.ts';
import { history, id, li, NOW, profileOf, rowOf, settings, stats, weber } from './sample-file.ts';

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

/** A page of so many customers, filtered by name as the background would. */
export function listPage(count: number) {
  return ({ filter, where = [], offset, limit }: RequestOf<'customers.list'>) => {
    const places = Array.from({ length: count }, (_, place) => place);
    // Every condition leaves a third of them.
    const wanted = where.reduce((left, _condition, nth) => left.filter((place) => (place + nth) % 3 === 0), places);
    const all = filter === '' ? wanted : wanted.filter((place) => rowAt(place).name.includes(filter));
    const rows = all.slice(offset, offset + limit).map(rowAt);
    if (filter === '') return { rows, total: all.length };
    const marksOf = (row: CustomerRow) => {
      const at = row.name.indexOf(filter);
      return { name: [[at, at + filter.length] as [number, number]], company: [], email: [], phone: [] };
    };
    return { rows, total: all.length, marks: rows.map(marksOf) };
  };
}

/** One state of the dashboard: where it is and what the background answers. */
export interface DashboardState {
  readonly hash: string;
  readonly customers?: number | Failure | 'never';
  readonly sites?: 'none' | 'some' | 'failed';
  readonly settings?: Partial<Settings>;
  readonly persisted?: boolean;
  readonly sample?: boolean;
  readonly saved?: readonly SavedFilter[];
  /** How many customers the data-quality report counted, and of how many each check holds. */
  readonly quality?: readonly [customers: number, each: number] | Failure | 'never';
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

const profile = profileOf(li, 1);
export const customerHash = `#/customers/${profile.customer.id}`;

/** Every state of every page that has to look finished. */
export const dashboardStates: Readonly<Record<string, DashboardState>> = {
  customers: { hash: '#/customers', customers: 10_000 },
  'customers-few': { hash: '#/customers', customers: 5, sample: true },
  'customers-empty': { hash: '#/customers', customers: 0 },
  'customers-loading': { hash: '#/customers', customers: 'never' },
  'customers-failed': { hash: '#/customers', customers: { type: 'storage-failed' } },
  'customers-saved': { hash: '#/customers', customers: 120, saved: savedFilters },
  customer: { hash: customerHash, customers: 10 },
  'customer-gone': { hash: '#/customers/00000000-0000-7000-8000-999999999999', customers: 10 },
  quality: { hash: '#/quality', quality: [10_240, 37] },
  'quality-sound': { hash: '#/quality', quality: [12, 0] },
  'quality-empty': { hash: '#/quality', quality: [0, 0] },
  'quality-counting': { hash: '#/quality', quality: 'never' },
  'quality-failed': { hash: '#/quality', quality: { type: 'storage-failed' } },
  files: { hash: '#/files' },
  sites: { hash: '#/sites', sites: 'some' },
  'sites-none': { hash: '#/sites', sites: 'none' },
  'sites-failed': { hash: '#/sites', sites: 'failed' },
  settings: {
    hash: '#/settings',
    settings: { ownAddresses: ['ann@shop.example', '@shop.example'], neverList: ['tax@bureau.example'] },
  },
  'settings-fresh': { hash: '#/settings', persisted: false },
  about: { hash: '#/about' },
};

const SITES = [
  { origin: 'https://mail.shop.example', recording: 'all', recipeName: 'Roundcube' },
  { origin: 'http://127.0.0.1:3000', recording: 'ask', recipeName: 'Vendure' },
  { origin: 'https://a-very-long-address-of-a-seller-console.marketplace-of-the-world.example' },
] as const;

/** What an import of a few orders comes to. */
const importCounts: ImportCounts = {
  created: 128,
  updated: 12,
  conflicts: 2,
  skipped: 31,
  orders: { created: 402, updated: 3, skipped: 57 },
  examples: [
    { row: 17, name: '李晓梅', type: 'differs', about: 'address' },
    { row: 58, name: 'Jonas Weber', type: 'several-customers', about: '' },
    { row: 93, name: '', type: 'order-of-another', about: '2184033711925537' },
  ],
};

/** What an export brings of somebody. */
const exported = (of: Profile): ExportPerson => ({
  customer: of.customer,
  row: rowOf(of),
  identities: of.identities.map(({ provenance: _, ...identity }) => identity),
  orders: [
    {
      id: id(700),
      customerId: of.customer.id,
      number: 'T-10423',
      shop: 'shop:own',
      placedAt: NOW - 41 * DAY_MS,
      status: 'shipped',
      currency: 'CNY',
      totalMinor: 12_850,
      createdAt: NOW - 41 * DAY_MS,
      lines: [
        { id: id(701), orderId: id(700), position: 0, sku: 'TEA', name: '龙井 250 g', quantity: 2, unitMinor: 6000 },
        { id: id(702), orderId: id(700), position: 1, name: '=HYPERLINK("x")', quantity: 1, totalMinor: 850 },
      ],
    },
  ],
  notes: [...of.notes],
  interactions: [],
});

const done = () => ({ actionId: id<ActionId>(900) });

/** A background that answers as the state says. */
export function dashboardBackground(
  state: DashboardState,
  language: Settings['language'],
  theme: Settings['theme'],
): FakeBackground {
  const never = () => new Promise<never>(() => {});
  const { customers = 10, sites = 'some', quality = [10, 1] } = state;
  let saved: readonly SavedFilter[] = state.saved ?? [];
  const profiles = [profile, profileOf(weber, 2)];
  let held: Settings = { ...settings, ...state.settings, language, theme };
  return createFakeBackground({
    'settings.get': () => held,
    'settings.set': ({ settings: part }) => {
      held = { ...held, ...(part as Partial<Settings>) };
      return done();
    },
    'customers.list':
      customers === 'never' ? never : typeof customers === 'number' ? listPage(customers) : () => customers,
    'filters.list': () => [...saved],
    'filters.save': ({ actionId, id: known, ...filter }) => {
      const kept = { ...filter, id: known ?? id<string>(890), filter: { text: '', where: [], ...filter.filter } };
      saved = [...saved.filter((one) => one.id !== kept.id), kept as SavedFilter];
      return { actionId: actionId as ActionId, id: kept.id };
    },
    'filters.remove': ({ actionId, id: gone }) => {
      saved = saved.filter((one) => one.id !== gone);
      return { actionId: actionId as ActionId };
    },
    'filters.values': () => ({
      tag: [
        { value: 'wholesale', count: 120 },
        { value: '企业采购', count: 48 },
        { value: 'net 30', count: 3 },
      ],
      source: [
        { value: 'import:老客户 2025.xlsx', count: 900 },
        { value: 'page:roundcube', count: 31 },
        { value: 'user', count: 4 },
      ],
      currency: [
        { value: 'CNY', count: 800 },
        { value: 'EUR', count: 40 },
      ],
    }),
    'bulk.preview': ({ of }) => {
      const count = 'ids' in of ? of.ids.length : 10_000 - (of.except?.length ?? 0);
      return { customers: count, changing: Math.ceil(count * 0.74) };
    },
    'bulk.run': ({ actionId, of }) => ({
      actionId: actionId as ActionId,
      customers: 'ids' in of ? of.ids.length : 10_000,
      changed: 'ids' in of ? of.ids.length : 10_000,
    }),
    'bulk.cancel': () => ({}),
    'quality.report':
      quality === 'never'
        ? never
        : () => {
            if ('type' in quality) return quality;
            const [counted, each] = quality;
            const checks = QUALITY_CHECK_IDS.map((check, nth) => ({
              check,
              count: each * (nth % 4) * (nth % 3 ? 1 : 9),
            }));
            return { customers: counted, checks };
          },
    'recent.list': () => profiles.map(rowOf),
    'recent.add': () => ({}),
    'customers.get': ({ customerId }) => profiles.find((entry) => entry.customer.id === customerId) ?? null,
    'customers.create': ({ customers: given }) => ({
      actionId: id(900),
      customerIds: given.map((_customer, index) => id(1 + index)),
    }),
    'customers.update': done,
    'customers.remove': done,
    'imports.open': () => ({ importId: 'import-1' }),
    'imports.add': () => ({ customers: 3 }),
    'imports.preview': () => importCounts,
    'imports.run': ({ actionId }) => ({ ...importCounts, undoId: actionId as ActionId }),
    'imports.close': () => ({}),
    'export.people': () => ({
      people: JSON.stringify(profiles.map(exported)),
      count: profiles.length,
      total: profiles.length,
    }),
    'drafts.list': () => [],
    'drafts.save': () => ({}),
    'history.list': () => [...history],
    'history.undo': () => ({ actionId: id(900), undone: id(901), action: 'customers.update', kept: 0 }),
    'history.redo': () => null,
    'search.run': () =>
      profiles.map((entry) => ({ customer: rowOf(entry), field: 'customer', excerpt: '', ranges: [] })),
    'store.stats': () => ({ ...stats, persisted: state.persisted ?? true }),
    'sites.list': () =>
      sites === 'failed'
        ? { type: 'storage-failed' as const }
        : sites === 'none'
          ? []
          : SITES.map((site) => ({ ...site })),
    'sites.known': () => [
      { recipe: 'roundcube', name: 'Roundcube', origins: [] },
      { recipe: 'vendure', name: 'Vendure', origins: [] },
    ],
    'sites.setRecording': done,
    'sites.revoke': () => ({}),
  });
}
