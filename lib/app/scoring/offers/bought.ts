import type { CustomerId } from '../../../domain/ids.ts';
import { ComputeEnd } from '../../../messaging/compute-work.ts';
import type { Store } from '../../../storage/store.ts';
import type { AppDeps, Pace } from '../../deps.ts';
import { readSettings } from '../../settings.ts';
import { dayIn, scoreSettingsOf } from '../score-settings.ts';
import { boughtOf } from './bought-of.ts';
import { type Buyers, buyersOf } from './buyers.ts';
import type { Product } from './holdings.ts';
import { decodeHoldings, type StoredHoldings } from './holdings-codec.ts';
import { OFFERS } from './pair-codec.ts';

/** Who bought what, as the file is now: as it was counted last, and of whoever changed since by their own records. */
export interface Bought {
  /** Who bought some goods; waits until it has been counted. Throws `ComputeEnd`. */
  buyers(keys: readonly string[]): Promise<Buyers>;
  /** The same, absent where it is still being counted after a moment's patience. */
  soon(keys: readonly string[]): Promise<Buyers | undefined>;
  /** Goods that the shop has sold, those whom most customers bought first; waits as `buyers` does. */
  products(): Promise<readonly Product[]>;
  /** Must be told of changes. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
  /** It has been counted anew. */
  renew(): void;
}

/** Above this many changed people counting anew is the shorter way. */
const CHANGED_MOST = 2000;
const READ_AT_ONCE = 200;
/** So often it may be counted anew under a question before something must be wrong. */
const COUNTINGS_MOST = 4;
const PATIENCE_MS = 400;
const TABLES = ['customers', 'orders', 'lines'];

interface Opened {
  readonly stored: StoredHoldings;
  readonly timeZone: string;
  readonly day: number;
  readonly changed: Map<CustomerId, ReadonlySet<string> | null>;
  isOld: Uint8Array;
}

export function createBought(
  {
    store,
    now,
    pace: createPace,
  }: Pick<AppDeps, 'now' | 'pace'> & { readonly store: Pick<Store, 'read' | 'derived' | 'changedSince'> },
  /** Has it counted as the file is now, and stored. */
  offers: { countNow(): Promise<void> },
): Bought {
  let opened: Promise<Opened | undefined> | undefined;
  const stale = new Set<CustomerId>();

  /** What was counted last, where that can be brought up to date by reading a few people. */
  async function open(): Promise<Opened | undefined> {
    const settings = scoreSettingsOf(await store.read(readSettings));
    const derived = await store.derived(OFFERS);
    const stored = derived && (await decodeHoldings(derived.load));
    const { timeZone } = settings;
    const day = dayIn(settings, now());
    if (!stored || stored.basis.timeZone !== timeZone || stored.basis.asOfDay > day) return undefined;
    const since = await store.changedSince(derived.covers);
    // Of the day it was counted as of, what comes later is in none of it yet.
    const later = stored.basis.asOfDay < day ? stored.later : [];
    if (since === 'many' || since.length + later.length > CHANGED_MOST) return undefined;
    const made: Opened = { stored, timeZone, day, changed: new Map(), isOld: new Uint8Array(stored.people) };
    const ids = new Set([...since, ...later.map((person) => stored.idAt(person))] as CustomerId[]);
    await readAgain(made, [...ids]);
    return made;
  }

  async function readAgain(of: Opened, ids: readonly CustomerId[]): Promise<void> {
    if (ids.length === 0) return;
    const pace: Pace = createPace();
    for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
      const some = ids.slice(from, from + READ_AT_ONCE);
      const people = await store.read((reader) => Promise.all(some.map(reader.whole)));
      people.forEach((whole, index) => {
        for (const id of [some[index], ...whole.members.map(({ id }) => id)]) of.changed.set(id as CustomerId, null);
        if (whole.list('customers').length === 0) return;
        const [orders, lines] = [whole.list('orders'), whole.list('lines')];
        of.changed.set(whole.id as CustomerId, boughtOf({ orders, lines }, of.day, of.timeZone));
      });
      if (pace.isDue()) await pace.rest();
    }
    const { stored, changed } = of;
    of.isOld = Uint8Array.from({ length: stored.people }, (_, person) =>
      Number(changed.has(stored.idAt(person) as CustomerId)),
    );
  }

  // One after the other: whoever asks while changes are read sees them too.
  let turn: Promise<unknown> = Promise.resolve();
  function current(): Promise<Opened | undefined> {
    const next = turn.then(upToDate);
    turn = next.catch(() => {});
    return next;
  }
  async function upToDate(): Promise<Opened | undefined> {
    const ids = [...stale];
    stale.clear();
    const before = opened;
    try {
      const known = await before;
      if (known && dayIn({ timeZone: known.timeZone } as never, now()) === known.day) {
        await readAgain(known, ids);
        return known;
      }
      const next = open();
      opened = next;
      return await next;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  }

  async function counted(): Promise<Opened> {
    for (let counting = 0; counting <= COUNTINGS_MOST; counting += 1) {
      const known = await current();
      if (known) return known;
      if (counting < COUNTINGS_MOST) await offers.countNow();
    }
    throw new ComputeEnd('failed');
  }

  async function buyersIn(of: Opened, keys: readonly string[]): Promise<Buyers> {
    const { stored, changed, isOld } = of;
    const found = await stored.buyers(keys);
    return buyersOf({ people: stored.people, idAt: stored.idAt, isOld, counted: found, changed: new Map(changed) });
  }

  async function buyers(keys: readonly string[]): Promise<Buyers> {
    for (let reading = 1; ; reading += 1) {
      const of = await counted();
      try {
        return await buyersIn(of, keys);
      } catch (error) {
        // What was counted before is taken away when it has been counted anew.
        if (reading === COUNTINGS_MOST) throw error;
        opened = undefined;
      }
    }
  }

  return {
    buyers,
    async soon(keys) {
      const asked = buyers(keys);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
      });
      try {
        return await Promise.race([asked, patience]);
      } finally {
        clearTimeout(timer);
        asked.catch(() => {});
      }
    },
    products: async () => (await counted()).stored.products,
    forget(customerIds, tables) {
      if (customerIds === 'many' || tables.includes('settings')) {
        opened = undefined;
        if (customerIds === 'many') stale.clear();
      }
      if (customerIds === 'many' || !tables.some((table) => TABLES.includes(table))) return;
      for (const id of customerIds) stale.add(id);
    },
    renew() {
      opened = undefined;
    },
  };
}
