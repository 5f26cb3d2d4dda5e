import type { CustomerId } from '../domain/ids.ts';
import type { Candidate, Match, PersonOnPage } from '../domain/page-context.ts';
import type { Sighting } from '../domain/sighting.ts';
import type { SeenCandidate } from '../identity/candidate.ts';
import { decideMatch, type Found, type Hit, type Rejection } from '../identity/match.ts';
import { phoneTail } from '../identity/normalise-phone.ts';
import { peopleToRecognise } from '../identity/who.ts';
import type { Reader } from '../storage/reader.ts';
import { accountLookup, emailKey, mailboxKey, nameLookup, personKey, tailKey } from './keys.ts';
import { type Score, statsIn } from './scores.ts';
import { readSettings } from './settings.ts';

/** Where a sighting was made. */
export interface Place {
  readonly origin: string;
  /** Whose account the pages of this tab are signed in to, as far as one of them said. */
  readonly owner?: string | undefined;
}

export interface Recognised {
  readonly people: PersonOnPage[];
  readonly excluded: ReturnType<typeof peopleToRecognise>['excluded'];
  readonly direction: 'in' | 'out';
}

/** Who the people of a sighting are, by what is on file now. */
export async function recognise(reader: Reader, score: Score, sighting: Sighting, place: Place): Promise<Recognised> {
  const { ownAddresses, neverList, region } = await readSettings(reader);
  const found = peopleToRecognise(sighting, { ...place, ownAddresses, neverList }, region);
  const people = await Promise.all(
    found.people.map(async (person) => {
      const match = decideMatch(person, await lookUp(reader, person), await rejectionsOf(reader, person));
      const { key, role, seen, warnings } = person;
      return { key, role, seen, warnings, match: await withTiers(reader, score, match) };
    }),
  );
  return { people, excluded: found.excluded, direction: found.direction ?? 'in' };
}

/** The customer that a person on a page surely is. */
export const certainCustomer = (person: PersonOnPage | undefined): CustomerId | undefined =>
  person?.match.type === 'certain' ? person.match.customer.customerId : undefined;

async function withTiers(reader: Reader, score: Score, match: Match): Promise<Match> {
  const withTier = async (candidate: Candidate): Promise<Candidate> => {
    const receipt = score(await statsIn(reader, candidate.customerId));
    return receipt.type === 'scored' ? { ...candidate, tier: receipt.tier } : candidate;
  };
  switch (match.type) {
    case 'certain':
    case 'probable':
      return { ...match, customer: await withTier(match.customer) };
    case 'ambiguous':
      return { ...match, customers: await Promise.all(match.customers.map(withTier)) };
    case 'unknown':
      return { ...match, similar: await Promise.all(match.similar.map(withTier)) };
  }
}

async function rejectionsOf(reader: Reader, { key, email, account, phone }: SeenCandidate): Promise<Rejection[]> {
  const keys = new Set([key, email?.key, account, phone?.key].filter((entry) => entry !== undefined));
  const found = await Promise.all([...keys].map((entry) => reader.find('rejections', personKey(entry))));
  return found.flat().map((rejection) => ({ key: rejection.personKey, customerId: rejection.customerId }));
}

/** The customers on file that share an identifier or the name with a person on the page. */
async function lookUp(reader: Reader, { email, account, phone, nameKeys }: SeenCandidate): Promise<Found> {
  const byKey = async (key: string): Promise<Hit[]> => {
    const identities = await reader.find('identities', key);
    const hits = await Promise.all(identities.map((identity) => hitOf(reader, identity.customerId, identity.key)));
    return hits.filter((hit) => hit !== undefined);
  };
  const byName = async (key: string): Promise<Hit[]> => {
    const customers = await reader.find('customers', nameLookup(key));
    const hits = await Promise.all(customers.map((customer) => hitOf(reader, customer.id, customer.name ?? '')));
    return hits.filter((hit) => hit !== undefined);
  };
  const [byEmail, byBaseEmail, byAccount, byPhone, named] = await Promise.all([
    email ? byKey(emailKey(email.key)) : [],
    email ? byKey(mailboxKey(email.base)) : [],
    account ? byKey(accountLookup(account)) : [],
    phone ? byKey(tailKey(phoneTail(phone.key))) : [],
    Promise.all(nameKeys.map(byName)),
  ]);
  return { byEmail, byBaseEmail, byAccount, byPhone, byName: named.flat() };
}

async function hitOf(reader: Reader, customerId: string, key: string): Promise<Hit | undefined> {
  const person = await reader.person(customerId);
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  const identities = person.list('identities');
  const keys = (kind: string) =>
    identities.filter((identity) => identity.kind === kind).map((identity) => identity.key);
  return {
    customerId: customer.id,
    name: customer.name ?? '',
    email: identities.find((identity) => identity.kind === 'email')?.display ?? '',
    key,
    phones: keys('phone'),
    accounts: keys('account'),
  };
}
