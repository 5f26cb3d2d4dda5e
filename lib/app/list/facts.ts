import type { CustomerId } from '../../domain/ids.ts';
import type { Source } from '../../domain/profile.ts';
import type { Whole } from '../../storage/whole.ts';
import type { Facts } from '../customer-facts.ts';
import type { AppDeps } from '../deps.ts';
import { MARKS_VERSION, marksOf } from '../quality/checks.ts';
import { everybody } from './everybody.ts';
import { decodeFacts, encodeFacts } from './facts-codec.ts';
import { createFactsTable, type FactsTable, noRows } from './facts-table.ts';

const FACTS = 'facts';
/** Changed people that are read beside the stored facts before those are made anew: so many, or this share of all. */
const CHANGED_MOST = 500;
const CHANGED_SHARE = 0.02;
/** Facts of fewer people would be no quicker than reading them. */
const WORTH_STORING = 200;

/** The facts of everybody, held in memory once asked for. */
export interface FactsStore {
  all(): Promise<FactsTable>;
  /** Whether they can be had without reading everybody. */
  isAtHand(): Promise<boolean>;
  /** Must be told of changed customers. */
  forget(customerIds: readonly CustomerId[] | 'many'): void;
  /** Stores the facts anew when too much has changed since; for a quiet moment. */
  tidy(): Promise<void>;
}

function sourceName(source: Source): string {
  if (source.type === 'import') return `import:${source.file}`;
  return source.type === 'page' ? `page:${source.recipe}` : source.type;
}

/** The same few texts for everybody. */
const interned = new Map<string, readonly string[]>();
const intern = (names: ReadonlySet<string>): readonly string[] => {
  const sorted = [...names].sort();
  const key = sorted.join('\n');
  const known = interned.get(key);
  if (known) return known;
  interned.set(key, sorted);
  return sorted;
};

/** Somebody's facts; absent for who is no customer, or no longer. */
function factsOf(person: Whole): Facts | undefined {
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  let [activeAt, contactAt, lastOrderAt] = [customer.createdAt, 0, 0];
  for (const { placedAt, createdAt } of person.list('orders')) {
    lastOrderAt = Math.max(lastOrderAt, placedAt ?? 0);
    activeAt = Math.max(activeAt, placedAt ?? createdAt);
  }
  for (const { at, createdAt } of person.list('interactions')) {
    contactAt = Math.max(contactAt, at ?? createdAt);
    activeAt = Math.max(activeAt, at ?? createdAt);
  }
  for (const { createdAt } of person.list('notes')) activeAt = Math.max(activeAt, createdAt);
  const names = new Set<string>();
  for (const table of ['customers', 'identities', 'orders'] as const)
    for (const { fields, sources } of person.stored(table)) {
      if (fields.deleted === true) continue;
      const given = sources.createdAt ?? sources.customerId;
      names.add(given ? sourceName(given) : 'user');
    }
  return {
    ...{ createdAt: customer.createdAt, activeAt, contactAt, lastOrderAt },
    birthday: customer.birthday === undefined ? undefined : noonOf(customer.birthday),
    marks: marksOf(person),
    sources: intern(names),
  };
}

function noonOf(day: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T12:00:00Z`) : Number.NaN;
  // `2023-02-30` is taken for the second of March.
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day) ? at : Number.NaN;
}

export function createFacts({ store, pace: createPace }: Pick<AppDeps, 'store' | 'pace'>): FactsStore {
  let reading: Promise<FactsTable> | undefined;
  const stale = new Set<CustomerId>();

  function take(facts: FactsTable, person: Whole): void {
    const found = factsOf(person);
    // Whoever stands for somebody keeps their row.
    for (const { id } of person.members) if (!found || id !== person.id) facts.remove(id as CustomerId);
    if (found) facts.put(person.id as CustomerId, found);
  }

  /** The stored facts, with those who changed since. */
  async function open(): Promise<FactsTable> {
    const stored = await store.derived(FACTS);
    const decoded = stored && (await decodeFacts(stored.load, MARKS_VERSION));
    const facts = decoded ?? createFactsTable(noRows());
    const pace = createPace();
    for await (const person of everybody(store, decoded ? stored?.covers : undefined)) {
      take(facts, person);
      if (pace.isDue()) await pace.rest();
    }
    return facts;
  }

  async function readAgain(facts: FactsTable, ids: readonly CustomerId[]) {
    const people = await store.read((reader) => Promise.all(ids.map(reader.whole)));
    for (const person of people) take(facts, person);
    return facts;
  }

  return {
    all() {
      const ids = [...stale];
      stale.clear();
      if (reading && ids.length === 0) return reading;
      const before = reading;
      const next = (before ? before.then((facts) => readAgain(facts, ids)) : open()).catch((error: unknown) => {
        reading = undefined;
        throw error;
      });
      reading = next;
      return next;
    },
    isAtHand: async () => reading !== undefined || (await store.derived(FACTS)) !== undefined,
    forget(customerIds) {
      if (customerIds === 'many') {
        reading = undefined;
        stale.clear();
      } else for (const id of customerIds) stale.add(id);
    },
    async tidy() {
      const stored = await store.derived(FACTS);
      let changed = 0;
      for await (const _person of store.people(stored?.covers)) changed += 1;
      if (stored ? changed <= CHANGED_MOST : changed < WORTH_STORING) return;
      const covers = await store.state();
      const facts = await open();
      if (stored && changed <= facts.ids.size * CHANGED_SHARE) return;
      await store.replaceDerived(FACTS, covers, encodeFacts(facts, MARKS_VERSION));
    },
  };
}
