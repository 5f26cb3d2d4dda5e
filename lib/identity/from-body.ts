import type { SeenMessage, SeenPerson, TextFact } from '../domain/sighting.ts';
import type { AddressBook } from './address-book.ts';
import { bareName, nameKeys } from './name-keys.ts';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone, samePhone } from './normalise-phone.ts';

// A body says less surely who is meant than a header does.
const BODY_SURE = 0.6;

/**
 * The one person a message's body names, for mail whose sender is not the customer: an order notification, a contact form,
 * a colleague's forward. Undefined when the body names several, or nobody: then nobody is meant surely.
 */
export function personInBody(
  body: SeenMessage['body'],
  book: AddressBook,
  region: string | undefined,
): SeenPerson | undefined {
  if (body === undefined) return undefined;
  const emails = new Set<string>();
  for (const text of body.emails) {
    const email = normaliseEmail(text);
    const exclusion = email && book.exclusionOf(email);
    // An address on the never list still counts: with a second one beside it, it stays open who is meant.
    if (email && (exclusion === undefined || exclusion === 'never-list')) emails.add(email.key);
  }
  const phones = distinctPhones(body.phones, region);
  const [email] = emails;
  const phone = phones.length === 1 ? phones[0] : undefined;
  if (emails.size > 1 || (email === undefined && phone === undefined)) return undefined;
  const name = onlyName(body.names);
  return {
    role: 'customer',
    ...(email === undefined ? {} : { email: fact(email) }),
    ...(phone === undefined ? {} : { phone: fact(phone) }),
    ...(name === undefined ? {} : { name: fact(name) }),
  };
}

function distinctPhones(texts: readonly string[], region: string | undefined): string[] {
  const found: { key: string; text: string }[] = [];
  for (const text of texts) {
    const phone = normalisePhone(text, region);
    if (phone && !found.some((other) => samePhone(other.key, phone.key))) found.push({ key: phone.key, text });
  }
  return found.map((phone) => phone.text);
}

function onlyName(names: readonly string[]): string | undefined {
  const byKey = new Map<string, string>();
  for (const name of names) {
    const key = nameKeys(name)[0];
    if (key !== undefined && !byKey.has(key)) byKey.set(key, bareName(name));
  }
  return byKey.size === 1 ? [...byKey.values()][0] : undefined;
}

const fact = (value: string): TextFact => ({ value, anchor: 'body', kind: 'structure', sure: BODY_SURE });
