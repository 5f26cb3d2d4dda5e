import type { ExportPerson } from '../../../lib/messaging/contract.ts';
import type { ExportColumn, ExportWords } from '../../../lib/messaging/file-work.ts';
import type { Cell } from '../../../lib/transfer/cell.ts';
import type { VcardPerson } from '../../../lib/transfer/write-vcard.ts';

/** One table of an export: its columns, and the rows that one person makes in it. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  rows(person: ExportPerson, words: ExportWords): (readonly Cell[])[];
}

const of = ({ identities }: ExportPerson, kind: string) =>
  identities.filter((identity) => identity.kind === kind).map(({ display }) => display);
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
  ],
  rows(person, words) {
    const { customer, row, notes } = person;
    return [
      [
        ...[customer.id, customer.name, customer.company],
        ...(['email', 'phone', 'account'] as const).map((kind) => joined(of(person, kind))),
        ...[customer.address, day(customer.birthday), customer.sex && words.sexes[customer.sex], customer.language],
        ...[joined(customer.tags), row.tier, row.score, words.stages[row.stage], row.orderCount],
        ...[amount(row.net?.amountMinor, row.net?.currency), row.net?.currency, instant(row.lastPurchaseAt)],
        ...[instant(customer.createdAt), notes.map(({ body }) => body).join('\n\n')],
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
    const who = [
      person.customer.name,
      ...(['email', 'phone', 'account'] as const).map((kind) => joined(of(person, kind))),
    ];
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

/** A person as a contact card. */
export function cardOf(person: ExportPerson): VcardPerson {
  const { id, name, company, address, birthday, sex, language, tags } = person.customer;
  const said = { name, company, address, birthday, sex, language };
  const note = person.notes.map(({ body }) => body).join('\n\n');
  return {
    id: `urn:uuid:${id}`,
    ...(Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<typeof said>),
    emails: of(person, 'email'),
    phones: of(person, 'phone'),
    tags,
    ...(note === '' ? {} : { note }),
  } as VcardPerson;
}
