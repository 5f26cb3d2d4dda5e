import type { Candidate, Evidence, Match } from '../domain/page-context.ts';
import { sameConsole } from './account-key.ts';
import { type Agreement, agreements, type By, fitsMask } from './agreements.ts';
import type { SeenCandidate } from './candidate.ts';
import type { Found, Hit, Rejection } from './found.ts';
import { nameKeys, sameName } from './name-keys.ts';
import { isUniqueNick } from './nick.ts';
import { normaliseEmail } from './normalise-email.ts';
import { samePhone } from './normalise-phone.ts';
import { relayOf } from './relay.ts';

export type { Found, Hit, Rejection } from './found.ts';

/**
 * Who a person on the page is.
 * Certain rests on an exact identifier that points to one customer: account, email, relay address or a nick that its
 * platform gives only once, else the address without its +tag, else the phone, when nothing speaks against it. What several
 * people share decides only together with the name. A masked phone, a nick that others may have, or a name alone is at
 * most probable, and a name is nothing beside an unknown email. The order of the hits does not matter.
 */
export function decideMatch(person: SeenCandidate, found: Found, rejections: readonly Rejection[]): Match {
  const agreed = agreements(person, found, rejections);
  const firm = (...wanted: By[]) => agreed.filter((entry) => wanted.some((one) => entry.firm.has(one)));
  const having = (...wanted: By[]) => agreed.filter(({ by }) => wanted.some((one) => by.has(one)));
  const toCustomer = ({ hit, by }: Agreement) => candidateOf(person, hit, by);
  const ask = (entries: readonly Agreement[]): Match | undefined => {
    if (entries.length > 1) return { type: 'ambiguous', customers: ranked(entries.map(toCustomer)) };
    return entries[0] && { type: 'probable', customer: toCustomer(entries[0]) };
  };

  const exact: By[] = ['account', 'email', 'relay'];
  if (person.nick !== undefined && isUniqueNick(person.nick)) exact.push('nick');
  for (const strong of [firm(...exact), firm('plus-address')]) {
    if (strong.length > 1) return { type: 'ambiguous', customers: ranked(strong.map(toCustomer)) };
    if (strong[0]) return { type: 'certain', customer: toCustomer(strong[0]) };
  }
  const byPhone = firm('phone');
  if (byPhone.length > 1) return { type: 'ambiguous', customers: ranked(byPhone.map(toCustomer)) };
  if (byPhone[0]) {
    const { hit, by } = byPhone[0];
    return { type: phoneIsEnough(person, hit, by) ? 'certain' : 'probable', customer: toCustomer(byPhone[0]) };
  }
  const shared = having('email', 'relay', 'plus-address', 'phone', 'account');
  if (shared.length > 0) return whoOfSharers(person, shared, toCustomer);
  const weak =
    ask(having('nick').filter(({ hit }) => !isContradicted(person, hit))) ??
    ask(having('masked-phone').filter(({ hit }) => !isContradicted(person, hit)));
  if (weak) return weak;
  const byName = having('name');
  if (person.email) {
    // A borrowed name is how a look-alike address works: offering its owner would help the forger.
    return { type: 'unknown', similar: person.warnings.length > 0 ? [] : ranked(byName.map(toCustomer)) };
  }
  const open = ask(byName.filter(({ hit }) => !isContradicted(person, hit)));
  return open ?? { type: 'unknown', similar: ranked(byName.map(toCustomer)) };
}

/** Of the people who share a mailbox or a phone, the one with the page's name; else it is asked which. */
function whoOfSharers(
  person: SeenCandidate,
  sharers: readonly Agreement[],
  toCustomer: (entry: Agreement) => Candidate,
): Match {
  const named = sharers.filter(({ hit }) => person.names.some((name) => sameName(name, hit.name)));
  const [only] = named;
  if (only && named.length === 1 && person.warnings.length === 0) {
    return { type: 'certain', customer: toCustomer(only) };
  }
  const [first] = sharers;
  if (first && sharers.length === 1) return { type: 'probable', customer: toCustomer(first) };
  return { type: 'ambiguous', customers: ranked(sharers.map(toCustomer)) };
}

/**
 * A phone may be a household's or a firm's. It decides alone only when neither a name nor another identifier of the person
 * says otherwise; and beside an address or account that is not on file, or without its country, only with the same name.
 */
function phoneIsEnough(person: SeenCandidate, hit: Hit, by: ReadonlyMap<By, string>): boolean {
  if (person.warnings.length > 0 || isContradicted(person, hit)) return false;
  if (by.has('name') || person.names.some((name) => sameName(name, hit.name))) return true;
  const nameUnknown = person.names.length === 0 || nameKeys(hit.name).length === 0;
  const fullNumber = person.phone?.key.startsWith('+') === true;
  return nameUnknown && fullNumber && !person.email && !person.account;
}

/** Whether the customer's other identifiers speak against being this person. A relay address hides another one. */
function isContradicted(person: SeenCandidate, hit: Hit): boolean {
  const { account, email, phone, maskedPhone } = person;
  if (email && hit.email !== '' && !relayOf(email.key) && !isRelayAddress(hit.email)) return true;
  if (account && hit.accounts.some((other) => other !== account && sameConsole(other, account))) return true;
  const masked = hit.maskedPhones ?? [];
  if (phone === undefined && maskedPhone === undefined) return false;
  if (phone && hit.phones.length > 0) return !hit.phones.some((other) => samePhone(other, phone.key));
  const shown = phone ? masked : [...hit.phones, ...masked];
  return shown.length > 0 && !shown.some((key) => fitsMask(person, key));
}

function isRelayAddress(email: string): boolean {
  const key = normaliseEmail(email)?.key;
  return key !== undefined && relayOf(key) !== undefined;
}

function candidateOf(person: SeenCandidate, hit: Hit, by: ReadonlyMap<By, string>): Candidate {
  const order: readonly By[] = ['account', 'nick', 'email', 'relay', 'plus-address', 'phone', 'masked-phone', 'name'];
  const evidence = order.flatMap((kind): Evidence[] => {
    const value = by.get(kind);
    if (value === undefined) return [];
    const { role, view, orderNumber } = person;
    return [{ by: kind, role, view, value, ...(orderNumber === undefined ? {} : { orderNumber }) }];
  });
  const { customerId, name, email, tier } = hit;
  return { customerId, name, email, ...(tier === undefined ? {} : { tier }), evidence };
}

/** Most evidence first; ids decide ties, so that the same page always asks in the same order. */
function ranked(customers: readonly Candidate[]): Candidate[] {
  const order = (a: Candidate, b: Candidate) =>
    b.evidence.length - a.evidence.length || (a.customerId < b.customerId ? -1 : 1);
  return [...customers].sort(order);
}
