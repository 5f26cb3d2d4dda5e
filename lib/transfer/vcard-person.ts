import { NOTE_MAX_CHARS } from '../domain/note.ts';
import { isDamagedText } from './clean-text.ts';
import type { ImportCustomer, ImportRow, Problem, RejectedRow } from './import-row.ts';
import { joinAddress, joinName } from './join-parts.ts';
import type { Target } from './mapping.ts';
import { readOwnIdentity } from './own-identity.ts';
import { isPhone, readEmail } from './read-customer.ts';
import { readBirthday } from './read-date.ts';
import { readLanguage, readSex } from './read-words.ts';
import { decodeValue, type Property, parseProperty, type RawCard, splitValue, unescapeValue } from './vcard-lines.ts';

const MAX_CHARS = 500;
// At most one of each in a card (RFC 6350 section 6; alternatives carry ALTID): a second one was smuggled in.
const ONCE = new Set(['VERSION', 'N', 'UID', 'BDAY', 'REV', 'GENDER']);
const CONTROL = /[^\P{Cc}\t\n]/u;
const HAN = /\p{Script=Han}/u;

/** The customer of one contact card (vCard 2.1, 3.0: RFC 2426, 4.0: RFC 6350), or why the card is left out. */
export function readCard(card: RawCard): ImportRow | RejectedRow {
  const rejected = (reason: RejectedRow['reason']): RejectedRow => ({ row: card.line, cells: card.lines, reason });
  const properties = wellFormed(card);
  if (!properties) return rejected('broken-card');
  const problems: Problem[] = [];
  const problem = (target: Target, type: Problem['type']) => problems.push({ target, type });
  const all = (name: string) =>
    properties.flatMap((property) => {
      const value = property.name === name ? decodeValue(property) : undefined;
      return value === undefined || value.trim() === '' ? [] : [value.trim()];
    });
  const only = (name: string, target: Target, read: (value: string) => string, maxChars = MAX_CHARS) => {
    const text = all(name)
      .map(read)
      .find((value) => value !== '');
    if (text === undefined) return undefined;
    if (isDamagedText(text)) problem(target, 'damaged-text');
    else if (text.length > maxChars) problem(target, 'too-long');
    else return text;
    return undefined;
  };

  if (properties.some((property) => decodeValue(property) === undefined)) return rejected('damaged-text');
  const emails = all('EMAIL').flatMap((value) => {
    const email = readEmail(unescapeValue(value));
    if (email === undefined) problem('customer.email', 'bad-email');
    return email ?? [];
  });
  const phones = all('TEL').flatMap((value) => {
    const phone = unescapeValue(value).replace(/^tel:/i, '').replace(/;ext=/i, ' ext ');
    if (!isPhone(phone)) problem('customer.phone', 'bad-phone');
    return isPhone(phone) ? phone : [];
  });
  const birthdays = all('BDAY').map((value) => readBirthday(unescapeValue(value), undefined));
  if (birthdays.includes(undefined)) problem('customer.birthday', 'bad-birthday');
  const sex = [...all('GENDER'), ...all('X-GENDER')].map((value) => readSex(value.split(';')[0] ?? '')).find(Boolean);
  const language = all('LANG').map(readLanguage).find(Boolean);
  const tags = all('CATEGORIES').flatMap((value) =>
    splitValue(value, ',').filter((tag) => tag !== '' && tag.length <= MAX_CHARS),
  );

  const own = all('X-REGULARS-ACCOUNT').flatMap((value) => readOwnIdentity(unescapeValue(value)) ?? []);
  const others = own.filter(({ kind }) => kind !== 'account');
  const notes = [
    only('NOTE', 'customer.note', unescapeValue, NOTE_MAX_CHARS),
    only('X-REGULARS-OTHER', 'customer.note', unescapeValue, NOTE_MAX_CHARS),
  ].filter((text) => text !== undefined);

  const customer: ImportCustomer = {
    emails: [...new Set(emails)],
    phones: [...new Set(phones)],
    accounts: [...new Set(own.filter(({ kind }) => kind === 'account').map(({ key }) => key))],
    ...(others.length > 0 ? { others } : {}),
    tags: [...new Set(tags)],
    fields: new Map(),
    ...present('name', only('FN', 'customer.name', unescapeValue) ?? only('N', 'customer.name', nameOfParts)),
    ...present(
      'company',
      only('ORG', 'customer.company', (value) => splitValue(value, ';').filter(Boolean).join(', ')),
    ),
    ...present('address', only('ADR', 'customer.address', addressOf)),
    ...present('note', notes.length > 0 ? notes.join('\n').slice(0, NOTE_MAX_CHARS) : undefined),
    ...present('birthday', birthdays.find(Boolean)),
    ...present('language', language),
    ...(sex !== undefined && sex !== 'unsaid' ? { sex } : {}),
  };
  const isSomebody =
    customer.name !== undefined || customer.company !== undefined || emails.length + phones.length + own.length > 0;
  return isSomebody ? { row: card.line, customer, problems } : rejected('no-customer');
}

const present = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });

/** The card's properties; undefined when a line is none, or one is there twice that may be there once. */
function wellFormed(card: RawCard): readonly Property[] | undefined {
  if (card.isOpen || card.lines.length === 0) return undefined;
  const properties: Property[] = [];
  const seen = new Set<string>();
  for (const line of card.lines) {
    const property = parseProperty(line);
    if (!property || CONTROL.test(property.value)) return undefined;
    properties.push(property);
    if (!ONCE.has(property.name) || property.parameters.has('ALTID')) continue;
    if (seen.has(property.name)) return undefined;
    seen.add(property.name);
  }
  return properties;
}

function nameOfParts(value: string): string {
  const [family = '', given = '', additional = ''] = splitValue(value, ';');
  return joinName([given, additional, family]);
}

// Box; extended; street; town; region; code; country (RFC 6350 section 6.3.1). Chinese addresses go from large to small.
function addressOf(value: string): string {
  const [box = '', extended = '', street = '', town = '', region = '', code = '', country = ''] = splitValue(
    value,
    ';',
  ).map((part) => part.replace(/\s*\n\s*/g, ', '));
  return HAN.test(value)
    ? joinAddress([country, region, town, street, extended, box])
    : joinAddress([street, extended, box, town, region, code, country]);
}
