import { phoneForms } from '../masked-phone.ts';
import { relayOf } from '../relay.ts';
import { type ComparedName, comparedName } from './names.ts';
import type { PersonForMatching } from './person.ts';

/** An address of somebody, ready to compare. */
export interface ComparedEmail {
  readonly key: string;
  /** The same mailbox whatever its +tag, and whatever dots Gmail was given. */
  readonly mailbox: string;
  readonly local: string;
  readonly domain: string;
  readonly isRelay: boolean;
  /** info@, sales@ …: a place at work rather than a person. */
  readonly isRole: boolean;
}

export interface ComparedPhone {
  readonly key: string;
  /** Without the country code. */
  readonly national: string;
}

/** One person, taken apart once so that comparing is quick. */
export interface Features {
  readonly person: PersonForMatching;
  readonly name: ComparedName;
  readonly emails: readonly ComparedEmail[];
  readonly phones: readonly ComparedPhone[];
  readonly maskedPhones: readonly string[];
  readonly accounts: readonly string[];
  readonly nicks: readonly string[];
  /** Letters and digits only; empty without an address. */
  readonly address: string;
  /** The address's numbers in any order (house, flat, postcode): what spellings of one address have in common. */
  readonly addressNumbers: string;
  readonly birthday: string;
  readonly company: string;
}

// RFC 2142 mailbox names, and what shops and firms use alike.
const ROLES = new Set(
  (
    'info sales office order orders admin support service services contact hello mail marketing shop store team billing ' +
    'accounts accounting finance invoice purchase purchasing procurement hr jobs reception help kefu caigou xiaoshou'
  ).split(' '),
);

/** The mailbox behind an email key: without its +tag, for Gmail without dots too (support.google.com/mail/answer/7436150). */
function mailboxOf(key: string): string {
  const at = key.lastIndexOf('@');
  const domain = key.slice(at + 1);
  const plus = key.indexOf('+');
  const local = key.slice(0, plus > 0 && plus < at ? plus : at);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`;
  return `${local.replaceAll('.', '')}@gmail.com`;
}

const NONE: readonly never[] = [];

/** @param shared keys, and the mailboxes of email keys, that count for nobody */
export function featuresOf(person: PersonForMatching, shared: ReadonlySet<string>): Features {
  // Most lists are empty, and 100,000 people have five each: one empty list serves them all.
  const own = (keys: readonly string[]) => (keys.length === 0 ? NONE : keys.filter((key) => !shared.has(key)));
  const emails: ComparedEmail[] = [];
  for (const key of person.emails) {
    const relay = relayOf(key);
    const mailbox = relay?.base ?? mailboxOf(key);
    if (shared.has(key) || shared.has(mailbox)) continue;
    const at = mailbox.lastIndexOf('@');
    const local = mailbox.slice(0, at);
    const isRelay = relay !== undefined;
    emails.push({ key, mailbox, local, domain: mailbox.slice(at + 1), isRelay, isRole: ROLES.has(local) });
  }
  const address = person.address ? addressKey(person.address) : '';
  return {
    person,
    name: comparedName(person.name),
    emails,
    phones: own(person.phones).map((key) => ({ key, national: phoneForms(key)[0] ?? '' })),
    maskedPhones: own(person.maskedPhones),
    accounts: own(person.accounts),
    nicks: own(person.nicks),
    address,
    addressNumbers: address === '' ? '' : (address.match(/\d+/g) ?? []).sort().join('-'),
    birthday: /^\d{4}-\d{2}-\d{2}$/.test(person.birthday ?? '') ? (person.birthday ?? '') : '',
    company: person.company ? person.company.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') : '',
  };
}

// Two numbers side by side stay two: "12-301" is not "123-01".
function addressKey(text: string): string {
  if (text === '') return '';
  return text
    .slice(0, 500)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)[^\p{L}\p{N}]+(?=\d)/gu, '|')
    .replace(/[^\p{L}\p{N}|]+/gu, '');
}

/** The keys that anybody in the file marked as shared, with the mailboxes of addresses among them. */
export function sharedKeysOf(people: Iterable<PersonForMatching>): Set<string> {
  const shared = new Set<string>();
  for (const { sharedKeys } of people) {
    for (const key of sharedKeys ?? []) {
      shared.add(key);
      if (key.includes('@')) shared.add(relayOf(key)?.base ?? mailboxOf(key));
    }
  }
  return shared;
}
