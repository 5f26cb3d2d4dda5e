import type { Customer } from '../domain/customer.ts';
import type { Identity } from '../domain/identity.ts';
import type { Table } from '../domain/tables.ts';
import { maskedTail } from '../identity/masked-phone.ts';
import { nameKeys } from '../identity/name-keys.ts';
import { normaliseEmail } from '../identity/normalise-email.ts';
import { phoneTail } from '../identity/normalise-phone.ts';
import { normaliseOrderNumber } from '../identity/order-number.ts';
import { mergedLookup } from '../storage/whole.ts';

export const emailKey = (key: string) => `email:${key}`;
export const mailboxKey = (base: string) => `mailbox:${base}`;
export const tailKey = (tail: string) => `tail:${tail}`;
export const nameLookup = (key: string) => `name:${key}`;
export const accountLookup = (key: string) => `account:${key}`;
export const nickLookup = (key: string) => `nick:${key}`;
/** By its last four digits where it shows them, else by the whole. */
export const maskedLookup = (tail: string) => `masked:${tail}`;
/** Whole phones by their last four digits: what a page shows of them behind its mask. */
export const lastDigitsLookup = (tail: string) => `digits:${tail}`;
const orderLookup = (key: string) => `order:${key}`;

export const numberLookup = (number: string) => `number:${normaliseOrderNumber(number) ?? number}`;
export const originKey = (origin: string) => `origin:${origin}`;
export const personKey = (key: string) => `person:${key}`;

/** The keys under which a record is found: a customer by the spellings of the name, an identity by its value. */
export function keysOf(table: Table, fields: Readonly<Record<string, unknown>>): readonly string[] {
  if (fields.deleted === true) return [];
  switch (table) {
    case 'customers': {
      const { name, mergedInto } = fields as Partial<Customer>;
      const merged = mergedInto ? [mergedLookup(mergedInto.survivorId)] : [];
      return [...(name ? nameKeys(name).map(nameLookup) : []), ...merged];
    }
    case 'identities': {
      const { kind, key } = fields as Partial<Identity>;
      return kind && key ? identityKeys(kind, key) : [];
    }
    case 'orders':
      return typeof fields.number === 'string' ? [numberLookup(fields.number)] : [];
    case 'sites':
      return typeof fields.origin === 'string' ? [originKey(fields.origin)] : [];
    case 'rejections':
      return typeof fields.personKey === 'string' ? [personKey(fields.personKey)] : [];
    default:
      return [];
  }
}

function identityKeys(kind: Identity['kind'], key: string): readonly string[] {
  switch (kind) {
    case 'email':
    case 'relay':
      return [emailKey(key), mailboxKey(normaliseEmail(key)?.base ?? key)];
    case 'phone':
      return [tailKey(phoneTail(key)), lastDigitsLookup(key.slice(-4))];
    case 'account':
      return [accountLookup(key)];
    case 'nick':
      return [nickLookup(key)];
    case 'masked-phone':
      return [maskedLookup(maskedTail(key) ?? key)];
    case 'order-number':
      return [orderLookup(key)];
  }
}
