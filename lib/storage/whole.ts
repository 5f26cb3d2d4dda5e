import type { Customer, MergeMark } from '../domain/customer.ts';
import type { CustomerId } from '../domain/ids.ts';
import { type MergedGroups, resolveMerges } from '../domain/merged-groups.ts';
import { type MergedView, viewOfMerged } from '../domain/merged-view.ts';
import type { Person } from './person.ts';
import type { RecordOf } from './record.ts';

/** Lookup key of whoever was merged into a customer. */
export const mergedLookup = (survivorId: string): string => `merged:${survivorId}`;

/** Everything on file of one person: of a customer and of everybody who was merged into them. */
export interface Whole extends Person {
  /** The records that make up the person, the one that stands for them first. */
  readonly members: readonly Person[];
  /** How several records look together; absent for one alone. */
  readonly view?: MergedView;
}

/** One person out of their records, whoever stands for them first. */
function wholeOf(leader: Person, others: readonly Person[]): Whole {
  const members = [leader, ...others];
  if (others.length === 0) return { ...leader, members };
  const view = viewOfMerged(members.flatMap((member) => member.list('customers')));
  return {
    id: leader.id,
    members,
    ...(view ? { view } : {}),
    stored: (table) => members.flatMap((member) => member.stored(table)),
    list(table) {
      if (table === 'customers' && view) return [view.customer] as RecordOf[typeof table][];
      return members.flatMap((member) => member.list(table));
    },
  };
}

/** Whom merges tie to a customer, deleted ones too, and which of them are one person. */
export interface Tied {
  readonly ids: readonly string[];
  readonly marks: ReadonlyMap<CustomerId, MergeMark>;
  readonly groups: MergedGroups;
}

export interface WholeReader {
  /** Everything of the one person that a customer is, whoever was merged; under the id of whoever stands for them. */
  whole(id: string): Promise<Whole>;
  /** Follows the merges from a customer both ways, one lookup for each customer that is found. */
  tied(id: string): Promise<Tied>;
  /** Whether anybody ever was merged; while nobody was, everybody is whole as they are. */
  knowsMerges(): Promise<boolean>;
}

/** @param find customers by a lookup key */
export function createWholeReader({
  knowsMerges,
  person,
  find,
}: Pick<WholeReader, 'knowsMerges'> & {
  readonly person: (id: string) => Promise<Person>;
  readonly find: (key: string) => Promise<readonly Customer[]>;
}): WholeReader {
  const wholes = new Map<string, Promise<Whole>>();

  async function tied(id: string): Promise<Tied> {
    const looks = await knowsMerges();
    const marks = new Map<CustomerId, MergeMark>();
    const living = new Set<string>();
    const seen = new Set([id]);
    for (const at of seen) {
      const [own, others] = await Promise.all([person(at), looks ? find(mergedLookup(at)) : []]);
      const [customer] = own.list('customers');
      if (customer) living.add(at);
      if (customer?.mergedInto) {
        marks.set(customer.id, customer.mergedInto);
        seen.add(customer.mergedInto.survivorId);
      }
      for (const other of others) seen.add(other.id);
    }
    return { ids: [...seen], marks, groups: resolveMerges(marks, (one) => living.has(one)) };
  }

  async function read(id: string): Promise<Whole> {
    const { ids, groups } = (await knowsMerges()) ? await tied(id) : { ids: [id], groups: undefined };
    const [leader = id, ...others] = ids.length > 1 && groups ? groups.members(id as CustomerId) : [];
    return wholeOf(await person(leader), await Promise.all(others.map(person)));
  }

  return {
    knowsMerges,
    tied,
    whole(id) {
      let found = wholes.get(id);
      if (!found) {
        found = read(id);
        wholes.set(id, found);
      }
      return found;
    },
  };
}
