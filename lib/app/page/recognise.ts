import type { CustomerId } from '../../domain/ids.ts';
import type { Candidate, Match, PersonOnPage } from '../../domain/page-context.ts';
import type { Sighting } from '../../domain/sighting.ts';
import type { SeenCandidate } from '../../identity/candidate.ts';
import { maskedTail } from '../../identity/masked-phone.ts';
import { decideMatch, type Found, type Hit, type Rejection } from '../../identity/match.ts';
import { sameName } from '../../identity/name-keys.ts';
import { phoneTail } from '../../identity/normalise-phone.ts';
import { relayOf } from '../../identity/relay.ts';
import { peopleToRecognise } from '../../identity/who.ts';
import type { Reader } from '../../storage/reader.ts';
import {
  accountLookup,
  lastDigitsLookup,
  mailboxKey,
  maskedLookup,
  nameLookup,
  nickLookup,
  personKey,
  tailKey,
} from '../keys.ts';
import type { Score } from '../scoring/scorer.ts';
import { readSettings } from '../settings.ts';

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
      const rejections = await rejectionsOf(reader, person);
      const match = decideMatch(person, await lookUp(reader, person, rejections), rejections);
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
    const { receipt } = score(await reader.whole(candidate.customerId));
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

async function rejectionsOf(reader: Reader, { key, email, account, phone, nick }: SeenCandidate): Promise<Rejection[]> {
  const keys = new Set([key, email?.key, account, phone?.key, nick].filter((entry) => entry !== undefined));
  const found = await Promise.all([...keys].map((entry) => reader.find('rejections', personKey(entry))));
  return found.flat().map((rejection) => ({ key: rejection.personKey, customerId: rejection.customerId }));
}

/** The customers on file that share an identifier or the name with a person on the page. */
async function lookUp(
  reader: Reader,
  { email, account, phone, maskedPhone, nick, names, nameKeys }: SeenCandidate,
  rejections: readonly Rejection[],
): Promise<Found> {
  // Of merged customers one may have been rejected by themselves: what they have counts for nobody.
  const rejected = new Set<string>(rejections.map(({ customerId }) => customerId));
  const byKey = async (...keys: string[]): Promise<Hit[]> => {
    const found = await Promise.all(keys.map((key) => reader.find('identities', key)));
    const identities = found.flat().filter((identity) => !rejected.has(identity.customerId));
    // One that says it is shared says so for everybody who has it.
    const shared = identities.filter((identity) => identity.shared).map((identity) => identity.key);
    const hits = identities.map((identity) => hitOf(reader, identity.customerId, identity.key, names, shared));
    return (await Promise.all(hits)).filter((hit) => hit !== undefined);
  };
  const relay = email && relayOf(email.key);
  const bases = email ? [...new Set([email.base, relay?.base ?? email.base])].map(mailboxKey) : [];
  const shown = maskedPhone && maskedTail(maskedPhone.key);
  const tails = shown ? [maskedLookup(shown), lastDigitsLookup(shown)] : [];
  const named = async (key: string): Promise<Hit[]> => {
    const bearers = await reader.find('customers', nameLookup(key));
    const customers = bearers.filter((customer) => !rejected.has(customer.id));
    const hits = await Promise.all(customers.map((customer) => hitOf(reader, customer.id, customer.name ?? '', names)));
    return hits.filter((hit) => hit !== undefined);
  };
  // Whoever has the address has its mailbox as well: one lookup gives both.
  const [byMailbox, byAccount, byNick, byMaskedPhone, byPhone] = await Promise.all([
    byKey(...bases),
    account ? byKey(accountLookup(account)) : [],
    nick ? byKey(nickLookup(nick)) : [],
    phone ? byKey(maskedLookup(phone.key.slice(-4))) : byKey(...tails),
    phone ? byKey(tailKey(phoneTail(phone.key))) : [],
  ]);
  // A common name has many bearers. Beside an identifier that is one customer's own they decide nothing.
  const isOwn = ({ key, sharedKeys }: Hit) => (key === email?.key || key === account) && !sharedKeys?.includes(key);
  const own = [...byMailbox, ...byAccount].filter(isOwn);
  const byName = own.length > 0 ? own : (await Promise.all(nameKeys.map(named))).flat();
  return { byEmail: byMailbox, byBaseEmail: byMailbox, byAccount, byNick, byMaskedPhone, byPhone, byName };
}

async function hitOf(
  reader: Reader,
  customerId: string,
  key: string,
  seenNames: readonly string[],
  shared: readonly string[] = [],
): Promise<Hit | undefined> {
  const person = await reader.whole(customerId);
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  // Of merged records each may be called what the page says.
  const called = person.members.flatMap((member) => member.list('customers')).flatMap(({ name }) => name ?? []);
  const identities = person.list('identities');
  const keys = (kind: string) =>
    identities.filter((identity) => identity.kind === kind).map((identity) => identity.key);
  return {
    customerId: customer.id,
    name: called.find((name) => seenNames.some((seen) => sameName(seen, name))) ?? customer.name ?? '',
    email: identities.find((identity) => identity.kind === 'email')?.display ?? '',
    key,
    phones: keys('phone'),
    accounts: keys('account'),
    maskedPhones: keys('masked-phone'),
    sharedKeys: [...shared, ...identities.filter((identity) => identity.shared).map((identity) => identity.key)],
  };
}
