import type { CustomerId } from '../../domain/ids.ts';
import { type PersonForMatching, pairKey } from '../../identity/duplicates/person.ts';
import { samePhone } from '../../identity/normalise-phone.ts';
import type { Beside } from '../../messaging/beside.ts';
import type { Whole } from '../../storage/whole.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import type { CustomerList } from '../list/customer-list.ts';
import { everybody } from '../list/everybody.ts';
import type { Summaries } from '../summaries.ts';
import { pairsOf, rejectedPairs } from './rejected-pairs.ts';

/** Enough for the way to be worth it, small enough for others to have their turn. */
const PEOPLE_AT_ONCE = 1000;
/** Readings that somebody began and left: more are not kept. */
const READINGS_MOST = 4;

/** What finding duplicates needs of everybody, and what choosing between them needs of a few. */
export function duplicateHandlers(deps: AppDeps, summaries: Summaries, list: CustomerList): HandlersOf<'duplicates'> {
  const readings = new Map<string, AsyncIterator<Whole>>();

  async function nextOf(reading: AsyncIterator<Whole>): Promise<{ people: PersonForMatching[]; isLast: boolean }> {
    const people: PersonForMatching[] = [];
    while (people.length < PEOPLE_AT_ONCE) {
      const step = await reading.next();
      if (step.done) return { people, isLast: true };
      const person = forMatching(step.value);
      if (person) people.push(person);
    }
    return { people, isLast: false };
  }

  return {
    async 'duplicates.read'({ reading }) {
      const id = reading ?? deps.newId();
      if (reading === undefined) {
        const [oldest] = readings.keys();
        if (readings.size >= READINGS_MOST && oldest !== undefined) readings.delete(oldest);
        readings.set(id, everybody(deps.store)[Symbol.asyncIterator]());
      }
      const begun = readings.get(id);
      // The worker was stopped in between: whoever reads begins anew.
      if (!begun) return notFound;
      const { people, isLast } = await nextOf(begun);
      if (isLast) readings.delete(id);
      const total = (await summaries.all()).size;
      return done({ people: JSON.stringify(people), count: people.length, total, ...(isLast ? {} : { reading: id }) });
    },

    async 'duplicates.rejected'() {
      const keys = await deps.store.read(async (reader) => {
        const found: string[] = [];
        for (const [a, b] of await rejectedPairs(reader)) {
          const [one, other] = await Promise.all([reader.whole(a), reader.whole(b)]);
          found.push(pairKey(one.id, other.id));
        }
        return found;
      });
      return done([...new Set(keys)]);
    },

    async 'duplicates.open'({ groups }) {
      const [all, rejected] = await Promise.all([summaries.all(), deps.store.read(rejectedPairs)]);
      const areTwo = new Set(rejected.map(([a, b]) => pairKey(a, b)));
      return done(
        groups.map((ids) => {
          const there = ids.filter((id) => all.has(id));
          const isDecided = [...pairsOf(there)].every(([a, b]) => areTwo.has(pairKey(a, b)));
          return isDecided ? [] : there;
        }),
      );
    },

    async 'duplicates.beside'({ customerIds }) {
      const people = await deps.store.read((reader) => Promise.all(customerIds.map((id) => reader.whole(id))));
      const rows = await Promise.all(people.map(({ id }) => list.row(id as CustomerId)));
      const phones = people.flatMap((person) =>
        person.list('identities').flatMap(({ kind, key }) => (kind === 'phone' ? [key] : [])),
      );
      const oneKey = (key: string) => phones.find((other) => samePhone(other, key)) ?? key;
      const beside = people.flatMap((person, at): Beside[] => {
        const [customer] = person.list('customers');
        const row = rows[at];
        // Of two who are one by now only one is left to show.
        const isFirst = people.findIndex(({ id }) => id === person.id) === at;
        if (!customer || !row || !isFirst) return [];
        const identities = person.list('identities').map(({ id, kind, key, display, shared }) => ({
          ...{ id, kind, key: kind === 'phone' ? oneKey(key) : key, display },
          ...(shared ? { shared } : {}),
        }));
        return [{ customer, row, identities }];
      });
      return done(JSON.stringify(beside));
    },
  };
}

/** What is compared of a person; absent for somebody who is no customer. */
function forMatching(person: Whole): PersonForMatching | undefined {
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  const identities = person.list('identities');
  const keys = (...kinds: string[]) => identities.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
  const sharedKeys = identities.filter(({ shared }) => shared).map(({ key }) => key);
  return {
    id: customer.id,
    name: customer.name ?? '',
    company: customer.company,
    emails: keys('email', 'relay'),
    phones: keys('phone'),
    maskedPhones: keys('masked-phone'),
    accounts: keys('account'),
    nicks: keys('nick'),
    address: customer.address,
    birthday: customer.birthday,
    ...(sharedKeys.length > 0 ? { sharedKeys } : {}),
    createdAt: customer.createdAt,
  };
}
