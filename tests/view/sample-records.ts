import type { ActivityEntry } from '../../lib/domain/activity.ts';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { CustomValues } from '../../lib/domain/custom-value.ts';
import type { ActionId, CustomerId, FieldId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { TrashItem } from '../../lib/domain/trash.ts';
import { id, NOW } from './sample-file.ts';

const fieldId = (nth: number) => id<FieldId>(600 + nth);
const choice = (nth: number, label: string, position: number) => ({ id: id<string>(620 + nth), label, position });

/** One field of each kind, the last set aside. */
export const sampleFields: readonly CustomField[] = [
  {
    ...{ id: fieldId(1), name: '茶叶偏好 Tea', kind: 'choices', position: 1, createdAt: NOW },
    choices: [choice(1, '龙井', 0), choice(2, 'Oolong', 1), choice(3, '普洱', 2)],
    purpose: '推荐新品时参考',
  },
  { id: fieldId(2), name: 'Shoe size', kind: 'number', position: 2, createdAt: NOW, choices: [] },
  {
    id: fieldId(3),
    name: '年度预算',
    kind: 'money',
    currency: 'CNY',
    position: 3,
    createdAt: NOW,
    choices: [],
    keepDays: 365,
  },
  { id: fieldId(4), name: 'Contract until', kind: 'date', position: 4, createdAt: NOW, choices: [] },
  { id: fieldId(5), name: 'Newsletter', kind: 'yesno', position: 5, createdAt: NOW, choices: [] },
  { id: fieldId(6), name: 'Website', kind: 'link', position: 6, createdAt: NOW, choices: [] },
  {
    id: fieldId(7),
    name: '从哪里知道我们',
    kind: 'choice',
    position: 7,
    createdAt: NOW,
    choices: [choice(4, '朋友介绍', 0), choice(5, '小红书', 1)],
  },
  {
    id: fieldId(8),
    name: 'Einzugsermächtigungsnummer',
    kind: 'text',
    position: 8,
    createdAt: NOW,
    choices: [],
    archived: true,
  },
];

/** How many have which of their values. */
export const sampleFieldValues: Readonly<Record<string, { value: string; count: number }[]>> = {
  [fieldId(1)]: [
    { value: id<string>(622), count: 31 },
    { value: id<string>(621), count: 12 },
  ],
  [fieldId(3)]: [{ value: 'EUR', count: 4 }],
  [fieldId(5)]: [{ value: 'yes', count: 77 }],
};

/** Values for most of them. */
export const sampleValues: CustomValues = {
  [fieldId(1)]: [id<string>(621), id<string>(623)],
  [fieldId(2)]: 38.5,
  [fieldId(3)]: { amountMinor: 1_280_000, currency: 'CNY' },
  [fieldId(4)]: '2027-03-31',
  [fieldId(5)]: true,
  [fieldId(6)]: 'https://meili.example/about-us/a-rather-long-address-that-has-to-break-somewhere',
  [fieldId(8)]: 'DE98ZZZ09999999999',
};

const item = (nth: number, days: number, more: Partial<TrashItem>): TrashItem => ({
  ...{ key: `notes/${nth}`, kind: 'notes', title: '', actionId: id<ActionId>(800 + nth), action: 'notes.remove' },
  parts: { customers: 0, identities: 0, orders: 0, interactions: 0, notes: 0 },
  source: { type: 'user' },
  deletedAt: NOW - days * DAY_MS,
  until: NOW + (30 - days) * DAY_MS,
  ...more,
});
const li = { customerId: id<CustomerId>(1), name: '李晓梅', isDeleted: false };

/** A trash with one of everything. */
export const sampleTrash: readonly TrashItem[] = [
  item(1, 0, {
    kind: 'customers',
    title: 'Jonas Weber',
    parts: { customers: 1, identities: 3, orders: 12, interactions: 40, notes: 2 },
  }),
  item(2, 1, { title: '客户希望每次都用顺丰，周三下午送到公司前台，发票单独寄送', owner: li }),
  item(3, 4, { kind: 'orders', title: 'T-10423', owner: { ...li, name: 'Anna Müller-Lüdenscheidt', isDeleted: true } }),
  item(4, 9, {
    kind: 'load',
    title: '会员导出-2026-11.csv',
    action: 'imports.run',
    source: { type: 'import', file: '会员导出-2026-11.csv' },
    parts: { customers: 2310, identities: 0, orders: 0, interactions: 0, notes: 0 },
  }),
  item(5, 28, { kind: 'fields', title: 'Shoe size' }),
  item(6, 30, {
    kind: 'identities',
    title: 'a-very-long-address-of-somebody@a-rather-long-domain-name.example',
    owner: li,
  }),
];

const entry = (nth: number, hoursAgo: number, more: Partial<ActivityEntry>): ActivityEntry => ({
  ...{ seq: 100 - nth, actionId: id<ActionId>(830 + nth), action: 'customers.update', mode: 'do' },
  at: NOW - hoursAgo * 3_600_000,
  source: { type: 'user' },
  ...{ automatic: false, undone: false, canUndo: true, canRedo: false },
  customers: [{ id: id<CustomerId>(1), name: '李晓梅', isDeleted: false }],
  customerCount: 1,
  fields: [{ table: 'customers', field: 'company' }],
  things: [],
  ...more,
});

/** What was done on three days. */
export const sampleActivity: readonly ActivityEntry[] = [
  entry(1, 0.2, {}),
  entry(2, 1, { action: 'fields.set', fields: [{ table: 'customers', field: `custom:${fieldId(2)}` }] }),
  entry(3, 2, {
    action: 'customers.remove',
    customers: [{ id: id<CustomerId>(2), name: 'Jonas Weber', isDeleted: true }],
    fields: [],
  }),
  entry(4, 20, {
    action: 'imports.run',
    file: '会员导出-2026-11.csv',
    rows: 2310,
    customers: [],
    customerCount: 2310,
    source: { type: 'import', file: '会员导出-2026-11.csv' },
    fields: [],
  }),
  entry(5, 26, { action: 'notes.add', undone: true, canUndo: false, canRedo: true }),
  entry(6, 30, {
    action: 'fields.expire',
    source: { type: 'rule', rule: 'expiry' },
    automatic: true,
    customerCount: 7,
    customers: [
      { id: id<CustomerId>(1), name: '李晓梅', isDeleted: false },
      { id: id<CustomerId>(3), name: 'Anna Müller-Lüdenscheidt', isDeleted: false },
      { id: id<CustomerId>(4), name: '', isDeleted: false },
    ],
    fields: [{ table: 'customers', field: `custom:${fieldId(3)}` }],
  }),
  entry(7, 50, {
    action: 'trash.erase',
    source: { type: 'rule', rule: 'trash' },
    automatic: true,
    canUndo: false,
    customers: [],
    customerCount: 0,
    fields: [],
    rows: 3,
  }),
  entry(8, 51, { action: 'settings.set', customers: [], customerCount: 0, fields: [] }),
  entry(9, 52, { action: 'fields.add', things: ['Shoe width'], customers: [], customerCount: 0, fields: [] }),
  entry(10, 53, { action: 'filters.save', things: ['Tea lovers'], customers: [], customerCount: 0, fields: [] }),
];
