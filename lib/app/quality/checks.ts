import { QUALITY_CHECK_IDS, type QualityCheck } from '../../domain/quality.ts';
import { DAY_MS, type EpochMs } from '../../domain/time.ts';
import { isImpossibleEmail, isImpossiblePhone } from '../../identity/contact-faults.ts';
import type { Person } from '../../storage/person.ts';
import type { Facts } from '../customer-facts.ts';

/** No order, message or note for so long: two years. */
const INACTIVE_DAYS = 730;
/** Nobody on file is older; the oldest human on record reached 122. */
const OLDEST_YEARS = 122;
/** Clocks and zones differ: what is dated later than this from now has not happened. */
const AHEAD_MS = DAY_MS;

const contacts = (person: Person) => person.list('identities').filter(({ kind }) => kind !== 'order-number');
const reachable = (person: Person) => contacts(person).filter(({ kind }) => kind === 'email' || kind === 'phone');

/** Checks of what is on file of somebody; they need no clock, and are looked up once and kept. */
const KEPT: Readonly<Partial<Record<QualityCheck, (person: Person) => boolean>>> = {
  'no-contact': (person) => contacts(person).length === 0,
  'no-name': (person) => {
    const [customer] = person.list('customers');
    return !customer?.name?.trim() && !customer?.company?.trim();
  },
  'bad-email': (person) => contacts(person).some(({ kind, key }) => kind === 'email' && isImpossibleEmail(key)),
  'bad-phone': (person) => contacts(person).some(({ kind, key }) => kind === 'phone' && isImpossiblePhone(key)),
  'phone-no-country': (person) =>
    contacts(person).some(({ kind, key }) => kind === 'phone' && key.startsWith('~') && !isImpossiblePhone(key)),
  'zero-total': (person) =>
    person
      .list('orders')
      .some(
        ({ status, totalMinor }) =>
          totalMinor !== undefined && totalMinor <= 0 && status !== 'cancelled' && status !== 'refunded',
      ),
  'no-currency': (person) =>
    person.list('orders').some(({ totalMinor, currency }) => (totalMinor === undefined) !== (currency === undefined)),
  'no-order-date': (person) => person.list('orders').some(({ placedAt }) => placedAt === undefined),
  unconfirmed: (person) => {
    const known = reachable(person);
    return known.length > 0 && known.every(({ confidence, shared }) => confidence === 'likely' || shared === true);
  },
};
const KEPT_IDS = QUALITY_CHECK_IDS.filter((check) => KEPT[check]);

/** Counts up when one of the checks judges otherwise than before. */
const JUDGEMENT = 2;

/** Names the checks that marks were made by: marks of other ones are of no use. */
export const MARKS_VERSION = `${KEPT_IDS.join(' ')} ${JUDGEMENT}`;

/** The kept checks that hold of somebody, a bit each. */
export function marksOf(person: Person): number {
  let marks = 0;
  KEPT_IDS.forEach((check, bit) => {
    if (KEPT[check]?.(person)) marks |= 1 << bit;
  });
  return marks;
}

/** What of somebody's facts tells of a check, and when it does. */
export interface Telling {
  /** Tells apart what is read: of those with one name it is the same. */
  readonly name: string;
  read(facts: Facts): number | undefined;
  holds(value: number, now: EpochMs): boolean;
}

/** Checks that depend on the day. */
const BY_CLOCK: Readonly<Partial<Record<QualityCheck, Telling>>> = {
  'future-order': {
    name: 'last order',
    read: ({ lastOrderAt }) => lastOrderAt,
    holds: (at, now) => at > now + AHEAD_MS,
  },
  'future-message': {
    name: 'contact',
    read: ({ contactAt }) => contactAt,
    holds: (at, now) => at > now + AHEAD_MS,
  },
  'bad-birthday': {
    name: 'birthday',
    // What is no day is later than any.
    read: ({ birthday }) => (Number.isNaN(birthday) ? Number.POSITIVE_INFINITY : birthday),
    holds: (at, now) => at > now || at < now - OLDEST_YEARS * 365.25 * DAY_MS,
  },
  inactive: { name: 'active', read: ({ activeAt }) => activeAt, holds: (at, now) => at < now - INACTIVE_DAYS * DAY_MS },
};

/** How each check is told. */
export function tellingOf(check: QualityCheck): Telling {
  const bit = 1 << KEPT_IDS.indexOf(check);
  return BY_CLOCK[check] ?? { name: 'marks', read: ({ marks }) => marks, holds: (marks) => (marks & bit) !== 0 };
}

/** Tells of each check whether it holds. */
export function holds(check: QualityCheck): (facts: Facts, now: EpochMs) => boolean {
  const telling = tellingOf(check);
  return (facts, now) => {
    const value = telling.read(facts);
    return value !== undefined && telling.holds(value, now);
  };
}
