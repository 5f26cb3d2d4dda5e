import type { Candidate, Evidence, Match } from '../domain/page-context.ts';
import { sameConsole } from './account-key.ts';
import type { SeenCandidate } from './candidate.ts';
import { nameKeys, sameName } from './name-keys.ts';
import { normaliseEmail } from './normalise-email.ts';
import { samePhone } from './normalise-phone.ts';

/** A customer that a lookup gave, and the stored key that gave them. */
export interface Hit {
  readonly customerId: Candidate['customerId'];
  readonly name: string;
  /** For reading; empty when none is on file. */
  readonly email: string;
  readonly tier?: Candidate['tier'];
  /** The identity's key, for `byName` the customer's name. */
  readonly key: string;
  /** All phone and account keys on file, to see what speaks against. */
  readonly phones: readonly string[];
  readonly accounts: readonly string[];
}

/** What the lookups of one person gave. Hits that do not agree with the person after all are ignored. */
export interface Found {
  readonly byEmail: readonly Hit[];
  /** Addresses with the same base, whatever their +tag. */
  readonly byBaseEmail: readonly Hit[];
  readonly byAccount: readonly Hit[];
  /** Numbers with the same last digits (`phoneTail`). */
  readonly byPhone: readonly Hit[];
  readonly byName: readonly Hit[];
}

/** "Not this person", said before. */
export interface Rejection {
  readonly key: string;
  readonly customerId: Candidate['customerId'];
}

type By = Evidence['by'];
type Agreed = Map<Hit['customerId'], { readonly hit: Hit; readonly by: Map<By, string> }>;

/**
 * Who a person on the page is.
 * Certain rests on an exact identifier that points to one customer: account or email, else the address without its +tag,
 * else the phone, when nothing speaks against it. A name alone is at most probable, and nothing beside an unknown email.
 * The order of the hits does not matter.
 */
export function decideMatch(person: SeenCandidate, found: Found, rejections: readonly Rejection[]): Match {
  const agreed = agreements(person, found, rejections);
  const having = (...wanted: By[]) => [...agreed.values()].filter(({ by }) => wanted.some((one) => by.has(one)));
  const toCustomer = ({ hit, by }: { hit: Hit; by: ReadonlyMap<By, string> }) => candidateOf(person, hit, by);

  for (const strong of [having('account', 'email'), having('plus-address')]) {
    if (strong.length > 1) return { type: 'ambiguous', customers: ranked(strong.map(toCustomer)) };
    if (strong[0]) return { type: 'certain', customer: toCustomer(strong[0]) };
  }
  const byPhone = having('phone');
  if (byPhone.length > 1) return { type: 'ambiguous', customers: ranked(byPhone.map(toCustomer)) };
  if (byPhone[0]) {
    const { hit, by } = byPhone[0];
    return { type: phoneIsEnough(person, hit, by) ? 'certain' : 'probable', customer: toCustomer(byPhone[0]) };
  }
  const byName = having('name');
  if (person.email) {
    // A borrowed name is how a look-alike address works: offering its owner would help the forger.
    return { type: 'unknown', similar: person.warnings.length > 0 ? [] : ranked(byName.map(toCustomer)) };
  }
  const open = byName.filter(({ hit }) => !isContradicted(person, hit));
  if (open.length > 1) return { type: 'ambiguous', customers: ranked(open.map(toCustomer)) };
  if (open[0]) return { type: 'probable', customer: toCustomer(open[0]) };
  return { type: 'unknown', similar: ranked(byName.map(toCustomer)) };
}

/** Which customers agree with the person, and in what. */
function agreements(person: SeenCandidate, found: Found, rejections: readonly Rejection[]): Agreed {
  const keys = new Set([person.key, person.email?.key, person.account, person.phone?.key]);
  const rejected = new Set(rejections.filter(({ key }) => keys.has(key)).map(({ customerId }) => customerId));
  const agreed: Agreed = new Map();
  const note = (hits: readonly Hit[], by: By, agrees: (hit: Hit) => boolean, value: string) => {
    for (const hit of hits) {
      if (rejected.has(hit.customerId) || !agrees(hit)) continue;
      const entry = agreed.get(hit.customerId) ?? { hit, by: new Map<By, string>() };
      if (!entry.by.has(by)) entry.by.set(by, value);
      agreed.set(hit.customerId, entry);
    }
  };
  const { email, account, phone } = person;
  if (account) note(found.byAccount, 'account', (hit) => hit.key === account, person.seen.account?.value ?? account);
  if (email) {
    note(found.byEmail, 'email', (hit) => hit.key === email.key, email.key);
    const sharesBase = (hit: Hit) => hit.key !== email.key && normaliseEmail(hit.key)?.base === email.base;
    note(found.byBaseEmail, 'plus-address', sharesBase, email.key);
  }
  if (phone) note(found.byPhone, 'phone', (hit) => samePhone(hit.key, phone.key), phone.display);
  const named = (hit: Hit) => person.names.some((name) => sameName(name, hit.name));
  if (person.names[0] !== undefined) note(found.byName, 'name', named, person.names[0]);
  return agreed;
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

/** Whether the customer's other identifiers speak against being this person. */
function isContradicted(person: SeenCandidate, hit: Hit): boolean {
  const { account, email, phone } = person;
  if (email && hit.email !== '') return true;
  if (account && hit.accounts.some((other) => other !== account && sameConsole(other, account))) return true;
  return phone !== undefined && hit.phones.length > 0 && !hit.phones.some((other) => samePhone(other, phone.key));
}

function candidateOf(person: SeenCandidate, hit: Hit, by: ReadonlyMap<By, string>): Candidate {
  const order: readonly By[] = ['account', 'email', 'plus-address', 'phone', 'name'];
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
