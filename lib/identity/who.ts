import type { Exclusion } from '../domain/page-context.ts';
import type { Sighting, View } from '../domain/sighting.ts';
import { addressBook } from './address-book.ts';
import { type SeenCandidate, toCandidate } from './candidate.ts';
import { type Recognised, recogniseMail } from './who-mail.ts';

/** What the user said about who is a customer, and where the page is. */
export interface WhoRules {
  /** Scheme and host of the page. */
  readonly origin: string;
  /** Addresses and `@domain`s of the user and colleagues. */
  readonly ownAddresses: readonly string[];
  /** Addresses and `@domain`s of which nothing is recorded. */
  readonly neverList: readonly string[];
  /** The account's address where the sighting does not say it. */
  readonly owner?: string | undefined;
}

const SHOP_VIEWS: ReadonlySet<View> = new Set(['order', 'customer', 'order-list', 'customer-list']);
const MAX_PEOPLE = 30;

/**
 * The people of a page who may be customers, the likeliest first (at most 30), and the addresses left out with the reason.
 * Mail: the author, or whom an own message goes to; for list, no-reply and colleagues' mail the person it stands for, when
 * exactly one is named. Shop pages: buyers and customers. Nobody is better than the wrong person.
 * For one row of a list, pass the sighting with that row's people.
 * @param region ISO 3166 country of phone numbers without a country code
 */
export function peopleToRecognise(sighting: Sighting, rules: WhoRules, region?: string): Recognised {
  const owners = [sighting.owner?.value, rules.owner].filter((owner) => owner !== undefined);
  if (sighting.view === 'compose') {
    owners.push(...sighting.people.flatMap((seen) => (seen.role === 'from' && seen.email ? [seen.email.value] : [])));
  }
  const book = addressBook(rules.ownAddresses, rules.neverList, owners);
  const seat = { sighting, origin: rules.origin, region };
  const found = SHOP_VIEWS.has(sighting.view)
    ? recogniseShop(sighting, book, seat)
    : recogniseMail(sighting, book, seat);
  return { ...found, people: found.people.slice(0, MAX_PEOPLE) };
}

function recogniseShop(
  sighting: Sighting,
  book: ReturnType<typeof addressBook>,
  seat: Parameters<typeof toCandidate>[2],
): Recognised {
  const people = new Map<string, SeenCandidate>();
  const excluded = new Map<string, Exclusion>();
  for (const seen of sighting.people) {
    if (seen.role !== 'buyer' && seen.role !== 'customer') continue;
    const candidate = toCandidate(seen, seen.role, seat);
    if (candidate === undefined) continue;
    const reason = candidate.email && book.exclusionOf(candidate.email);
    if (candidate.email && reason) excluded.set(candidate.email.key, reason);
    else if (!people.has(candidate.key)) people.set(candidate.key, candidate);
  }
  return { people: [...people.values()], excluded: toList(excluded) };
}

const toList = (excluded: ReadonlyMap<string, Exclusion>): Recognised['excluded'] =>
  Array.from(excluded, ([email, reason]) => ({ email, reason }));
