import type { Candidate, Match, PersonOnPage } from '../domain/page-context.ts';
import type { Sighting } from '../domain/sighting.ts';
import { accountKey } from '../identity/account-key.ts';
import { decideMatch, type Found, type FoundCustomer } from '../identity/match.ts';
import { nameKeys } from '../identity/name-keys.ts';
import { normaliseEmail } from '../identity/normalise-email.ts';
import { normalisePhone, phoneTail, samePhone } from '../identity/normalise-phone.ts';
import { type Recognisable, peopleToRecognise } from '../identity/who.ts';
import type { Reader } from '../storage/reader.ts';
import type { AppDeps } from './deps.ts';
import { accountLookup, emailKey, mailboxKey, tailKey } from './keys.ts';
import type { Scores } from './scores.ts';
import { readSettings } from './settings.ts';

/** Where a sighting was made. */
export interface Place {
  readonly origin: string;
  /** Whose account the pages of this tab are signed in to, as far as any of them said. */
  readonly owners: readonly string[];
}

export interface Recognised {
  readonly people: PersonOnPage[];
  readonly excluded: ReturnType<typeof peopleToRecognise>['excluded'];
  readonly direction: 'in' | 'out';
}

/** Who the people of a sighting are, by what is on file now. */
export async function recognise(deps: AppDeps, scores: Scores, sighting: Sighting, place: Place): Promise<Recognised> {
  const settings = await deps.store.read(readSettings);
  const { people, excluded, direction } = peopleToRecognise(
    sighting,
    { ownAddresses: settings.ownAddresses, neverList: settings.neverList, owners: place.owners },
    settings.region,
  );
  const matched = await Promise.all(
    people.map(async (person) => ({ ...person, match: await matchOf(deps, scores, sighting, person, place, settings.region) })),
  );
  return { people: matched, excluded, direction: direction ?? 'in' };
}

async function matchOf(
  deps: AppDeps,
  scores: Scores,
  sighting: Sighting,
  person: Recognisable,
  place: Place,
  region: string | undefined,
): Promise<Match> {
  const { found, rejected } = await deps.store.read(async (reader) => ({
    found: await lookUp(reader, sighting.recipe, person, place.origin, region),
    rejected: (await reader.list('rejections', 'personKey', person.key)).map((rejection) => rejection.customerId),
  }));
  const match = decideMatch(person, found, rejected, { view: sighting.view, orderNumber: sighting.order?.number.value });
  const withTier = async (candidate: Candidate): Promise<Candidate> => {
    const receipt = await scores.receipt(candidate.customerId);
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

/** The customers on file that share an identifier or the name with a person on the page. */
async function lookUp(
  reader: Reader,
  recipe: string,
  { seen }: Recognisable,
  origin: string,
  region: string | undefined,
): Promise<Found> {
  const email = seen.email && normaliseEmail(seen.email.value);
  const phone = seen.phone && normalisePhone(seen.phone.value, region);
  const names = [seen.name, ...(seen.otherNames ?? [])].flatMap((name) => (name ? nameKeys(name.value) : []));
  const byKey = (key: string) => reader.list('identities', 'keys', key);
  const [byEmail, byMailbox, byAccount, byTail] = await Promise.all([
    email ? byKey(emailKey(email.key)) : [],
    email ? byKey(mailboxKey(email.base)) : [],
    seen.account ? byKey(accountLookup(accountKey(recipe, origin, seen.account.value))) : [],
    phone ? byKey(tailKey(phoneTail(phone.key))) : [],
  ]);
  const byPhone = phone ? byTail.filter((identity) => samePhone(identity.key, phone.key)) : [];
  const byName = (await Promise.all(names.map((key) => reader.list('customers', 'keys', key)))).flat();
  const customers = async (ids: readonly string[]): Promise<FoundCustomer[]> => {
    const found = await Promise.all([...new Set(ids)].map((id) => customerOf(reader, id)));
    return found.filter((customer) => customer !== undefined);
  };
  const owners = (identities: readonly { customerId: string }[]) => customers(identities.map((identity) => identity.customerId));
  return {
    byEmail: await owners(byEmail),
    byBaseEmail: await owners(byMailbox),
    byAccount: await owners(byAccount),
    byPhone: await owners(byPhone),
    byName: await customers(byName.map((customer) => customer.id)),
  };
}

async function customerOf(reader: Reader, id: string): Promise<FoundCustomer | undefined> {
  const customer = await reader.get('customers', id);
  if (!customer) return undefined;
  const identities = await reader.list('identities', 'customerId', id);
  return {
    customerId: customer.id,
    name: customer.name ?? '',
    email: identities.find((identity) => identity.kind === 'email')?.display ?? '',
  };
}
