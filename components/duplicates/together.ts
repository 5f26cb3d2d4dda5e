import { type CustomField, customRegister } from '../../lib/domain/custom-field.ts';
import { storedValue } from '../../lib/domain/custom-value.ts';
import { CUSTOMER_FIELDS, type CustomerField } from '../../lib/domain/customer.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { viewOfMerged } from '../../lib/domain/merged-view.ts';
import type { MessageKey } from '../../lib/i18n/catalogue.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { Beside } from '../../lib/messaging/beside.ts';

/** One line of customers side by side. */
export interface BesideRow {
  readonly key: string;
  readonly label: string;
  /** Of each customer, in the order they came; empty where there is nothing. */
  readonly cells: readonly (readonly string[])[];
  /** What the person made of them has; `also` is kept beside it. */
  readonly together: { readonly main: readonly string[]; readonly also: readonly string[] };
  /** Whether those who say something say different things. */
  readonly differs: boolean;
}

/** What tells a value from others, and how it is written. */
type Named = readonly [name: string, text: string];

type Words = Translator & { now: () => number };

const SHOWN_FIELDS = CUSTOMER_FIELDS.filter((field) => field !== 'name');
const KINDS = ['email', 'relay', 'phone', 'masked-phone', 'account', 'nick', 'order-number'] as const;

/** What to call a customer in a list of some. */
export function calledBy({ customer, identities }: Beside, t: Translator['t']): string {
  return (customer.name || customer.company || identities[0]?.display || t('common.no-name')).slice(0, 120);
}

/**
 * Customers line by line, and what the person made of them would be. Lines on which nobody says anything are left out.
 * @param keep who would stand for the person
 * @param fields the shop's own
 */
export function besideRows(
  people: readonly Beside[],
  keep: CustomerId,
  words: Words,
  fields: readonly CustomField[],
): BesideRow[] {
  const { t } = words;
  const first = people.find(({ customer }) => customer.id === keep);
  const ordered = first ? [first, ...people.filter((one) => one !== first)] : [...people];
  const view = viewOfMerged(ordered.map(({ customer }) => customer));
  const fieldRow = (field: CustomerField): BesideRow => {
    const value = view?.customer[field];
    const also = view?.alternatives.get(field) ?? [];
    return {
      key: field,
      label: t(`field.${field}`),
      cells: people.map(({ customer }) => words1(fieldText(words, field, customer[field]))),
      together: {
        main: words1(fieldText(words, field, value)),
        also: also.map((other) => fieldText(words, field, other.value)),
      },
      differs: also.length > 0,
    };
  };
  const allRow = (key: string, label: MessageKey, of: (one: Beside) => readonly Named[]): BesideRow => {
    const cells = people.map(of);
    // However each is written, it stands there once, as the main record has it.
    const main = new Map(ordered.flatMap(of).reverse());
    return {
      key,
      label: t(label as 'field.email'),
      cells: cells.map((cell) => cell.map(([, text]) => text)),
      together: { main: [...main.values()].reverse(), also: [] },
      differs:
        new Set(cells.filter((cell) => cell.length > 0).map((cell) => cell.map(([name]) => name).join())).size > 1,
    };
  };
  const ownRow = (field: CustomField): BesideRow => {
    const text = (value: unknown) => {
      const read = storedValue(value);
      return read === undefined ? '' : customText(field, read, words).slice(0, 200);
    };
    const [shown, ...others] = view?.own.get(field.id) ?? [];
    const also = others.map(({ value }) => text(value)).filter((other) => other !== '');
    return {
      key: field.id,
      label: field.name,
      cells: people.map(({ customer }) =>
        words1(text((customer as Readonly<Record<string, unknown>>)[customRegister(field.id)])),
      ),
      together: { main: words1(text(shown?.value)), also },
      differs: also.length > 0,
    };
  };
  const rows = [
    fieldRow('name'),
    ...KINDS.map((kind) =>
      allRow(kind, `field.${kind}`, ({ identities }) =>
        identities
          .filter((identity) => identity.kind === kind)
          .map(({ key, display }) => [key, display.slice(0, 200)] as const),
      ),
    ),
    ...SHOWN_FIELDS.map(fieldRow),
    ...fields.map(ownRow),
    allRow('tags', 'field.tags', ({ customer }) => customer.tags.map((tag) => [tag, tag] as const)),
    sumRow('orders', 'duplicates.orders', people, words, ({ row }) => row.orderCount),
    netRow(people, words),
    lastRow(people, words),
    sumRow('notes', 'duplicates.notes', people, words, ({ row }) => row.noteCount),
    sinceRow(people, words),
  ];
  return rows.filter(({ cells }) => cells.some((cell) => cell.length > 0));
}

const words1 = (text: string): string[] => (text === '' ? [] : [text]);

function fieldText({ t, plainDate, languageName }: Words, field: CustomerField, value: string | undefined): string {
  if (value === undefined || value === '') return '';
  if (field === 'sex') return t(`sex.${value as 'other'}`);
  if (field === 'birthday') return plainDate(value);
  if (field === 'language') return languageName(value);
  return value.slice(0, 200);
}

function sumRow(
  key: string,
  label: 'duplicates.orders' | 'duplicates.notes',
  people: readonly Beside[],
  { t, number }: Words,
  of: (one: Beside) => number,
): BesideRow {
  const text = (count: number) => (count === 0 ? [] : [number(count)]);
  const sum = people.reduce((all, one) => all + of(one), 0);
  return plainRow(key, t(label), people.map(of).map(text), text(sum));
}

/** Amounts of one currency are added; different ones stand side by side. */
function netRow(people: readonly Beside[], { t, money }: Words): BesideRow {
  const sums = new Map<string, number>();
  for (const { row } of people)
    if (row.net) sums.set(row.net.currency, (sums.get(row.net.currency) ?? 0) + row.net.amountMinor);
  return plainRow(
    'net',
    t('duplicates.net'),
    people.map(({ row }) => (row.net ? [money(row.net.amountMinor, row.net.currency)] : [])),
    Array.from(sums, ([currency, amount]) => money(amount, currency)),
  );
}

function lastRow(people: readonly Beside[], { t, date, now }: Words): BesideRow {
  const text = (at: number | undefined) => (at === undefined ? [] : [date(at, now())]);
  const known = people.flatMap(({ row }) => row.lastPurchaseAt ?? []);
  return plainRow(
    'last',
    t('duplicates.last'),
    people.map(({ row }) => text(row.lastPurchaseAt)),
    text(known.length > 0 ? Math.max(...known) : undefined),
  );
}

function sinceRow(people: readonly Beside[], { t, date, now }: Words): BesideRow {
  const text = (at: number) => [date(at, now())];
  return plainRow(
    'since',
    t('duplicates.since'),
    people.map(({ customer }) => text(customer.createdAt)),
    text(Math.min(...people.map(({ customer }) => customer.createdAt))),
  );
}

/** A line whose values add up: that they differ says nothing. */
const plainRow = (key: string, label: string, cells: readonly (readonly string[])[], main: readonly string[]) => ({
  ...{ key, label, cells, differs: false },
  together: { main, also: [] },
});
