import { NOTE_MAX_CHARS } from '../domain/note.ts';
import type { ImportCustomer } from './import-row.ts';
import { joinAddress, splitList } from './join-parts.ts';
import type { ColumnsByTarget, Target } from './mapping.ts';
import { type OwnIdentity, readOwnIdentities } from './own-identity.ts';
import { readBirthday } from './read-date.ts';
import { readLanguage, readSex } from './read-words.ts';
import { type Cells, type RowReading, type Take, takeFor, takesFor } from './row-reading.ts';
import type { DateOrder } from './written-date.ts';

/** Longest name, address or tag a record holds. */
const MAX_CHARS = 500;
const NONE: readonly string[] = [];
const NO_FIELDS: ReadonlyMap<string, string> = new Map();

export interface CustomerOptions {
  /** `platform:shop`: whose accounts the column of accounts holds. */
  readonly accountPrefix: string;
  readonly dateOrder?: DateOrder | undefined;
  /** Tags of the exporting program itself, which say nothing of the customer. */
  readonly ignoredTags?: readonly string[] | undefined;
}

type Draft = { -readonly [K in keyof ImportCustomer]: ImportCustomer[K] };

/** Compiles the customer's part of a mapping into one function of a row. */
export function customerReader(
  columns: ColumnsByTarget,
  headers: readonly string[],
  options: CustomerOptions,
  row: RowReading,
): (cells: Cells) => ImportCustomer {
  const take = (target: Target) => takeFor(target, columns, headers);
  const [id, name, company, address] = [
    take('customer.id'),
    take('customer.name'),
    take('customer.company'),
    take('customer.address'),
  ];
  const [birthday, sex, language, note] = [
    take('customer.birthday'),
    take('customer.sex'),
    take('customer.language'),
    take('customer.note'),
  ];
  const emails = takesFor('customer.email', columns);
  const phones = takesFor('customer.phone', columns);
  const accounts = takesFor('customer.account', columns);
  const tags = takesFor('customer.tags', columns);
  const ignoredTags = new Set(options.ignoredTags);
  const fields = [...columns.keys()].flatMap((target) => {
    const from = target.startsWith('field:') ? take(target) : undefined;
    return from ? [{ id: target.slice(6), target, take: from }] : [];
  });

  const list = (
    takes: readonly Take[],
    cells: Cells,
    target: Target,
    read: (text: string) => string | undefined,
    split: (text: string) => readonly string[],
  ): readonly string[] => {
    let found: string[] | undefined;
    for (const from of takes) {
      const text = row.usable(from(cells), target, MAX_CHARS * 10);
      if (text === '') continue;
      for (const entry of split(text)) {
        const value = read(entry);
        if (value === undefined) continue;
        if (!found) found = [value];
        else if (!found.includes(value)) found.push(value);
      }
    }
    return found ?? NONE;
  };
  const email = (text: string) => {
    const found = readEmail(text);
    if (found === undefined) row.problem('customer.email', 'bad-email');
    return found;
  };
  const phone = (text: string) => {
    const usable = row.usableId(text, 'customer.phone', MAX_CHARS);
    if (usable === '') return undefined;
    if (isPhone(usable)) return usable;
    row.problem('customer.phone', 'bad-phone');
    return undefined;
  };
  const account = (text: string) => {
    const usable = row.usableId(text, 'customer.account', MAX_CHARS);
    return usable === '' ? undefined : `${options.accountPrefix}:${usable.replaceAll(':', '%3A')}`;
  };
  /** Accounts in the writing of our own exports keep their platform and shop; all others are of the file's. */
  const accountsOf = (cells: Cells): Pick<Draft, 'accounts' | 'others'> => {
    const found: string[] = [];
    const others: OwnIdentity[] = [];
    for (const from of accounts) {
      const text = from(cells);
      const own = text.includes(':') && text.length <= MAX_CHARS * 10 ? readOwnIdentities(text) : undefined;
      if (!own) found.push(...list([from], cells, 'customer.account', account, whole));
      for (const one of own ?? []) {
        if (one.kind === 'account') found.push(one.key);
        else others.push(one);
      }
    }
    return { accounts: found.length > 0 ? [...new Set(found)] : NONE, ...(others.length > 0 ? { others } : {}) };
  };
  const tag = (text: string) => {
    const usable = row.usable(text, 'customer.tags', MAX_CHARS);
    return usable === '' || ignoredTags.has(usable) ? undefined : usable;
  };

  return (cells) => {
    const customer: Draft = {
      emails: list(emails, cells, 'customer.email', email, splitEmails),
      phones: list(phones, cells, 'customer.phone', phone, splitPhones),
      ...accountsOf(cells),
      tags: list(tags, cells, 'customer.tags', tag, splitList),
      fields: NO_FIELDS,
    };
    if (id) {
      const text = row.usableId(id(cells), 'customer.id', MAX_CHARS);
      // Shops give their guests the number 0, all of them.
      if (text !== '' && text !== '0') customer.externalId = text;
    }
    if (name) {
      const text = row.usable(name(cells), 'customer.name', MAX_CHARS);
      if (text !== '') customer.name = text;
    }
    if (company) {
      const text = row.usable(company(cells), 'customer.company', MAX_CHARS);
      if (text !== '') customer.company = text;
    }
    if (address) {
      const text = row.usable(address(cells), 'customer.address', MAX_CHARS);
      if (text !== '') customer.address = text.includes('\n') ? joinAddress(text.split(/\s*\n\s*/)) : text;
    }
    if (note) {
      const text = row.usable(note(cells), 'customer.note', NOTE_MAX_CHARS);
      if (text !== '') customer.note = text;
    }
    if (birthday) {
      const text = row.usable(birthday(cells), 'customer.birthday', MAX_CHARS);
      const day = text === '' ? undefined : readBirthday(text, options.dateOrder);
      if (day !== undefined) customer.birthday = day;
      else if (text !== '') row.problem('customer.birthday', 'bad-birthday');
    }
    if (sex) {
      const text = row.usable(sex(cells), 'customer.sex', MAX_CHARS);
      const value = text === '' ? 'unsaid' : readSex(text);
      if (value === undefined) row.problem('customer.sex', 'bad-sex');
      else if (value !== 'unsaid') customer.sex = value;
    }
    if (language) {
      const text = row.usable(language(cells), 'customer.language', MAX_CHARS);
      const value = text === '' ? '' : readLanguage(text);
      if (value === undefined) row.problem('customer.language', 'bad-language');
      else if (value !== '') customer.language = value;
    }
    if (fields.length > 0) {
      const values = new Map<string, string>();
      for (const field of fields) {
        const text = row.usable(field.take(cells), field.target, NOTE_MAX_CHARS);
        if (text !== '') values.set(field.id, text);
      }
      customer.fields = values;
    }
    return customer;
  };
}

const whole = (text: string): readonly string[] => [text];
/** The addresses that a cell lists. */
export const splitEmails = (text: string): readonly string[] => (isBareEmail(text) ? [text] : splitList(text));
/** The numbers that a cell lists. */
export const splitPhones = (text: string): readonly string[] =>
  /[,;，；、|\n/]|:::/.test(text) ? splitList(text.replaceAll('/', ';')) : [text];

/** An address and nothing else. */
function isBareEmail(text: string): boolean {
  const at = text.indexOf('@');
  return (
    at > 0 &&
    at < text.length - 1 &&
    text.length <= 320 &&
    at === text.lastIndexOf('@') &&
    !/[\s<>"'(),:;\\，；、|]/.test(text)
  );
}

/** The address in a cell, alone or as `Name <address>`; undefined for what is none. */
export function readEmail(text: string): string | undefined {
  if (isBareEmail(text)) return text;
  const inner = /<([^<>\s]+@[^<>\s@]+)>\s*$/.exec(text)?.[1] ?? /^mailto:([^\s@]+@[^\s@?]+)/i.exec(text)?.[1];
  if (inner !== undefined) return readEmail(inner);
  const folded = text.normalize('NFKC');
  return folded !== text ? readEmail(folded) : undefined;
}

const PHONE =
  /^(?:tel:)?[+＋]?[\d０-９*\s().\-‐-―－·()（）#]+(?:\s*(?:ext\.?|x|转|轉|分机|分機)\s*[:：]?\s*\d{1,7})?$/i;

/**
 * Whether a cell may be a phone number, masked ones (138****1234) among them: enough digits or stars, and nothing but
 * what numbers are written with.
 */
export function isPhone(text: string): boolean {
  if (text.length < 5 || text.length > 60) return false;
  let digits = 0;
  let isPlain = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x30 && code <= 0x39) || code === 0x2a || (code >= 0xff10 && code <= 0xff19)) digits++;
    // Blank, hyphen, and a plus in front.
    else if (code !== 0x20 && code !== 0x2d && !(code === 0x2b && at === 0)) isPlain = false;
  }
  return digits >= 5 && digits <= 25 && (isPlain || PHONE.test(text));
}
