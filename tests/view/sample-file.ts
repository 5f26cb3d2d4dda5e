import * as z from 'zod/mini';
import type { CustomerRow, HistoryEntry, Profile, TimelineItem } from '../../lib/domain/profile.ts';
import { Settings } from '../../lib/domain/settings.ts';
import { daysAgo, NOW } from './sample-day.ts';
import { receiptOf } from './sample-receipt.ts';

export { daysAgo, NOW };

/** A valid id ending in these digits. */
export const id = <T extends string>(digits: number): T =>
  `00000000-0000-7000-8000-${String(digits).padStart(12, '0')}` as T;

export const settings = z.parse(Settings, {});

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly address: string;
  readonly tags: readonly string[];
  readonly notes: readonly [string, string, string];
  readonly subjects: readonly [string, string];
  readonly goods: readonly [string, string, string];
  readonly currency: string;
}

export const li: Person = {
  name: '李晓梅',
  email: 'xiaomei.li@meili-organic.example',
  company: '梅里有机食品有限公司',
  address: '云南省迪庆藏族自治州德钦县升平镇南坪街 18 号附 3 号',
  tags: ['偏好有机', '企业采购'],
  notes: [
    '发票抬头必须是「梅里有机」，每次发货前先确认。',
    '问过企业团购价，30 份以上想要 9 折。',
    '上次外箱破损，补发了一份礼盒，她很满意。',
  ],
  subjects: ['关于 11 月的补货', 'Re: 报价单与合同'],
  goods: ['有机红茶 250g', '礼盒（秋季限定）', '手工陶瓷茶杯'],
  currency: 'CNY',
};

export const weber: Person = {
  name: 'Jonas Weber',
  email: 'jonas.weber@handelsgesellschaft.example',
  company: 'Weber Handelsgesellschaft mbH',
  address: 'Kaiser-Wilhelm-Straße 118, 20355 Hamburg',
  tags: ['wholesale', 'net 30'],
  notes: [
    'Always confirm the delivery window before shipping; the warehouse closes at 15:00.',
    'Asked for a volume price from 30 units up.',
    'Last parcel arrived damaged. Sent one gift box, he was happy.',
  ],
  subjects: ['Restock for November', 'Re: Quote and terms'],
  goods: ['Organic black tea 250 g', 'Gift box, autumn', 'Handmade ceramic cup'],
  currency: 'EUR',
};

/** A customer with a year of orders, notes and mail. */
export function profileOf(person: Person, digits = 1): Profile {
  const customerId = id<Profile['customer']['id']>(digits);
  const order = (n: number, ago: number, totalMinor: number, status: 'delivered' | 'shipped' | 'refunded') =>
    ({
      type: 'order',
      id: id(200 + n),
      at: daysAgo(ago),
      number: `T-104${20 + n}`,
      status,
      currency: person.currency,
      totalMinor,
      lines: person.goods.slice(0, n % 3 === 0 ? 3 : 2).map((name, position) => ({
        id: id(300 + n * 10 + position),
        orderId: id(200 + n),
        position,
        name,
        quantity: 4 - position,
      })),
    }) as TimelineItem;
  const timeline: TimelineItem[] = [
    { type: 'message', id: id(101), at: daysAgo(0), exact: true, direction: 'in', subject: person.subjects[0] },
    { type: 'message', id: id(102), at: daysAgo(1), exact: true, direction: 'out', subject: person.subjects[1] },
    order(3, 41, 96_800, 'delivered'),
    { type: 'note', id: id(502), at: daysAgo(44), body: person.notes[1] },
    order(2, 66, 73_450, 'shipped'),
    order(1, 92, 128_000, 'refunded'),
    { type: 'message', id: id(103), at: daysAgo(130), exact: false, direction: 'in', subject: '' },
  ];
  return {
    customer: {
      id: customerId,
      name: person.name,
      company: person.company,
      birthday: '1988-04-09',
      address: person.address,
      language: person.currency === 'CNY' ? 'zh-CN' : 'de',
      tags: [...person.tags],
      createdAt: daysAgo(420),
    },
    provenance: {
      name: { source: { type: 'page', recipe: 'roundcube', anchor: 'from-name' }, at: daysAgo(420) },
      company: { source: { type: 'user' }, at: daysAgo(262) },
      birthday: { source: { type: 'user' }, at: daysAgo(30) },
      address: { source: { type: 'page', recipe: 'vendure', anchor: 'shipping-address' }, at: daysAgo(41) },
      language: { source: { type: 'sample' }, at: daysAgo(420) },
    },
    identities: [
      {
        id: id(601),
        customerId,
        kind: 'email',
        key: person.email,
        display: person.email,
        firstSeenAt: daysAgo(420),
        provenance: { source: { type: 'page', recipe: 'roundcube', anchor: 'from-title' }, at: daysAgo(420) },
      },
      {
        id: id(602),
        customerId,
        kind: 'phone',
        key: '+8613800138000',
        display: '+86 138 0013 8000',
        firstSeenAt: daysAgo(200),
        provenance: { source: { type: 'user' }, at: daysAgo(200) },
      },
      {
        id: id(603),
        customerId,
        kind: 'account',
        key: 'vendure:shop.example:42',
        display: 'vendure:shop.example:42',
        firstSeenAt: daysAgo(41),
        provenance: { source: { type: 'page', recipe: 'vendure', anchor: 'customer-link' }, at: daysAgo(41) },
      },
    ],
    stats: {
      orderCount: 17,
      purchaseDays: 16,
      firstPurchaseAt: daysAgo(420),
      lastPurchaseAt: daysAgo(41),
      net: [
        { currency: person.currency, amountMinor: 1_248_000, orderCount: 16 },
        { currency: 'USD', amountMinor: 12_050, orderCount: 1 },
      ],
    },
    receipt: receiptOf(),
    stage: { stage: 'loyal', sinceDays: 41, usualGapDays: 26.4 },
    notes: [
      {
        id: id(501),
        customerId,
        body: person.notes[0],
        pinned: true,
        tags: [],
        createdAt: daysAgo(69),
      },
      {
        id: id(502),
        customerId,
        body: person.notes[1],
        pinned: false,
        tags: person.currency === 'CNY' ? ['团购'] : ['bulk'],
        orderId: id(203),
        createdAt: daysAgo(44),
      },
      {
        id: id(503),
        customerId,
        body: person.notes[2],
        pinned: false,
        tags: [],
        interactionId: id(102),
        createdAt: daysAgo(120),
      },
    ],
    timeline,
    timelineTotal: 42,
  };
}

/** A customer nothing is known of but a name. */
export function bareProfile(name: string, digits = 2): Profile {
  const customerId = id<Profile['customer']['id']>(digits);
  return {
    customer: { id: customerId, name, tags: [], createdAt: NOW },
    provenance: { name: { source: { type: 'user' }, at: NOW } },
    identities: [],
    stats: { orderCount: 0, purchaseDays: 0, net: [] },
    receipt: { type: 'no-orders' },
    stage: { stage: 'prospect' },
    notes: [],
    timeline: [],
    timelineTotal: 0,
  };
}

export function rowOf(profile: Profile): CustomerRow {
  const [net] = profile.stats.net;
  return {
    id: profile.customer.id,
    name: profile.customer.name ?? '',
    company: profile.customer.company ?? '',
    email: profile.identities[0]?.display ?? '',
    phone: '',
    tags: profile.customer.tags,
    orderCount: profile.stats.orderCount,
    stage: profile.stage.stage,
    noteCount: profile.notes.length,
    ...(net ? { net: { currency: net.currency, amountMinor: net.amountMinor } } : {}),
    ...(profile.receipt.type === 'scored' ? { score: profile.receipt.score, tier: profile.receipt.tier } : {}),
  };
}

export const history: readonly HistoryEntry[] = [
  {
    actionId: id(901),
    action: 'customers.update',
    at: daysAgo(30),
    source: { type: 'user' },
    table: 'customers',
    field: 'birthday',
    after: '1988-04-09',
  },
  {
    actionId: id(902),
    action: 'customers.update',
    at: daysAgo(262),
    source: { type: 'user' },
    table: 'customers',
    field: 'company',
    before: '梅里',
    after: '梅里有机食品有限公司',
    canPutBack: true,
  },
  {
    actionId: id(903),
    action: 'page.addCustomer',
    at: daysAgo(420),
    source: { type: 'page', recipe: 'roundcube', anchor: 'from-name' },
    table: 'customers',
    field: 'name',
    after: '李晓梅',
  },
];

export const stats = {
  customers: 2357,
  identities: 4100,
  orders: 9000,
  interactions: 8000,
  notes: 1200,
  changes: 40_000,
  schemaVersion: 1,
  persisted: true,
};
