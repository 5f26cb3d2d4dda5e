import type { CustomField } from '../../../lib/domain/custom-field.ts';
import { CUSTOMER_FIELDS } from '../../../lib/domain/customer.ts';
import type { ExportPerson } from '../../../lib/messaging/contract.ts';
import type { ExportColumn, ExportWords } from '../../../lib/messaging/file-work.ts';
import type { Cell } from '../../../lib/transfer/cell.ts';
import { ownIdentitiesText, ownIdentityText } from '../../../lib/transfer/own-identity.ts';
import type { VcardPerson } from '../../../lib/transfer/write-vcard.ts';
import { customPairs, otherCustomLines } from './custom-cells.ts';

/** One table of an export: its columns, and the rows that one person makes in it. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  /** @param fields the shop's own */
  rows(person: ExportPerson, words: ExportWords, fields: readonly CustomField[]): (readonly Cell[])[];
}

/** Which identities stand in a column: a number with hidden digits is a phone to whoever reads, a relay an address. */
const COLUMN_KINDS = { email: ['email', 'relay'], phone: ['phone', 'masked-phone'] } as const;
const of = ({ identities }: ExportPerson, column: keyof typeof COLUMN_KINDS) =>
  identities.filter(({ kind }) => COLUMN_KINDS[column].some((one) => one === kind)).map(({ display }) => display);
const accountsOf = ({ identities }: ExportPerson) =>
  identities.flatMap(({ kind, key }) =>
    kind === 'account' || kind === 'nick' || kind === 'order-number' ? [{ kind, key }] : [],
  );
const contactCells = (person: ExportPerson): string[] => [
  joined(of(person, 'email')),
  joined(of(person, 'phone')),
  ownIdentitiesText(accountsOf(person)),
];
const joined = (values: readonly string[]) => values.join('; ');
const amount = (amountMinor: number | undefined, currency: string | undefined): Cell =>
  amountMinor === undefined || currency === undefined ? undefined : { amountMinor, currency };
const instant = (at: number | undefined): Cell => (at === undefined ? undefined : { at });
// A birthday may be known without its year: then it is text.
const day = (text: string | undefined): Cell =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? { day: text } : text;

const customers: ExportTable = {
  columns: [
    ...([
      'id',
      'name',
      'company',
      'email',
      'phone',
      'account',
      'address',
      'birthday',
      'sex',
      'language',
      'tags',
    ] as const),
    ...(['tier', 'score', 'stage', 'orderCount', 'net', 'netCurrency', 'lastPurchase', 'createdAt', 'note'] as const),
    'otherValues',
  ],
  rows(person, words, fields) {
    const { customer, row, notes } = person;
    return [
      [
        ...[customer.id, customer.name, customer.company],
        ...contactCells(person),
        ...[customer.address, day(customer.birthday), customer.sex && words.sexes[customer.sex], customer.language],
        ...[joined(customer.tags), row.tier, row.score, words.stages[row.stage], row.orderCount],
        ...[amount(row.net?.amountMinor, row.net?.currency), row.net?.currency, instant(row.lastPurchaseAt)],
        ...[instant(customer.createdAt), notes.map(({ body }) => body).join('\n\n')],
        otherValues(person, words, fields).join('\n'),
      ],
    ];
  },
};

/** A row a line; what belongs to the whole order stands in its first row alone, so that a column can be summed. */
const orders: ExportTable = {
  columns: [
    ...(['number', 'shop', 'placedAt', 'status', 'total', 'currency', 'refunded', 'name', 'email', 'phone'] as const),
    ...(['account', 'sku', 'product', 'quantity', 'unitPrice', 'lineTotal'] as const),
  ],
  rows(person, words) {
    const who = [person.customer.name, ...contactCells(person)];
    return person.orders.flatMap((order) => {
      const { number, shop, currency, placedAt, status, statusLabel, totalMinor, refundedMinor, lines } = order;
      const said = statusLabel ?? (status && words.statuses[status]);
      const whole = [instant(placedAt), said, amount(totalMinor, currency), currency, amount(refundedMinor, currency)];
      const none = whole.map(() => undefined);
      return (lines.length > 0 ? lines : [undefined]).map((line, at) => [
        ...[number, shop],
        ...(at === 0 ? whole : none),
        ...(at === 0 ? who : who.map(() => undefined)),
        ...[line?.sku, line?.name, line?.quantity],
        ...[amount(line?.unitMinor, currency), amount(line?.totalMinor, currency)],
      ]);
    });
  },
};

const notes: ExportTable = {
  columns: ['name', 'email', 'phone', 'writtenAt', 'tags', 'note'],
  rows: (person) =>
    person.notes.map(({ body, tags, createdAt }) => [
      ...[person.customer.name, joined(of(person, 'email')), joined(of(person, 'phone'))],
      ...[instant(createdAt), joined(tags), body],
    ]),
};

export const exportTables = { customers, orders, notes } as const;

/** What the records of a merged person say otherwise, a line a value: `Name: 王小明`. */
function otherValues(person: ExportPerson, words: ExportWords, fields: readonly CustomField[]): string[] {
  const { otherValues: others = {} } = person;
  const text = (field: string, value: string) => (field === 'sex' ? (words.sexes[value] ?? value) : value);
  const lines = CUSTOMER_FIELDS.flatMap((field) =>
    (others[field] ?? []).map((value) => `${words.columns[field]}: ${text(field, value)}`),
  );
  return [...lines, ...otherCustomLines(person, fields, words)];
}

/** A person as a contact card. */
export function cardOf(person: ExportPerson, words: ExportWords, fields: readonly CustomField[]): VcardPerson {
  const { id, name, company, address, birthday, sex, language, tags } = person.customer;
  const said = { name, company, address, birthday, sex, language };
  const note = person.notes.map(({ body }) => body).join('\n\n');
  return {
    id: `urn:uuid:${id}`,
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<typeof said>),
    emails: of(person, 'email'),
    phones: of(person, 'phone'),
    accounts: accountsOf(person).map(ownIdentityText),
    otherNames: person.otherValues?.name ?? [],
    otherValues: otherValues(person, words, fields),
    custom: customPairs(person, fields, words),
    tags,
    ...(note === '' ? {} : { note }),
  } as VcardPerson;
}
