import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { TABLES, type Table } from '../../lib/domain/tables.ts';
import type { Edit } from '../../lib/storage/action.ts';
import type { LoadPerson } from '../../lib/storage/load-moves.ts';
import type { NewRow } from '../../lib/storage/segments/block.ts';
import type { Store } from '../../lib/storage/store.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction, newCustomerId, nextId, openTestStore } from './open-test-store.ts';

const USER = { type: 'user' } as const;
const OF_PEOPLE = TABLES.filter((table) => !['fields', 'rejections', 'sites', 'settings'].includes(table));

const commit = (store: Store, edits: readonly Edit[], action = newAction()) =>
  store.commit({ id: action, name: 'test', source: USER }, async () => ({ edits, reply: true }));

const load = (store: Store, people: readonly LoadPerson[], action = newAction(), signal?: AbortSignal) =>
  store.load({ id: action, name: 'import', source: USER }, people, {
    expectedPeople: people.length,
    reply: () => people.length,
    ...(signal ? { signal } : {}),
  });

/** The edits that say what a load of new records says. */
const editsOf = ({ rows }: LoadPerson): Edit[] =>
  Object.entries(rows).flatMap(([name, all]) =>
    all.flatMap(({ id, fields, sets }: NewRow): Edit[] => {
      const table = name as Table;
      return [
        ...Object.entries(fields).map(([field, value]): Edit => ({ kind: 'set', table, id, field, value })),
        ...Object.entries(sets ?? {}).flatMap(([field, elements]) =>
          elements.map((element): Edit => ({ kind: 'add', table, id, field, element })),
        ),
      ];
    }),
  );

function someone(index: number, random: (below: number) => number): LoadPerson {
  const home = newCustomerId();
  const orders = Array.from({ length: random(4) }, (_, nth) => ({
    id: nextId(),
    fields: {
      customerId: home,
      createdAt: 1_790_000_000_000,
      number: `T-${index}-${nth}`,
      placedAt: 1_780_000_000_000 + random(1_000_000_000),
      totalMinor: random(100_000) - 500,
      currency: 'CNY',
      ...(random(2) ? { status: 'paid' } : {}),
    },
  }));
  return {
    home,
    rows: {
      customers: [
        {
          id: home,
          fields: {
            name: ['李晓梅', 'Emma Weber', '欧阳 "锋"\n', ''][random(4)],
            createdAt: 1_790_000_000_000,
            kept: { by: ['a', 'later', 'version'], nothing: null },
          },
          ...(random(2) ? { sets: { tags: ['vip', `t${index}`] } } : {}),
        },
      ],
      identities: [
        {
          id: nextId(),
          fields: {
            ...{ customerId: home, kind: 'email', key: `c${index}@mail.example`, display: `C${index}@mail.example` },
            firstSeenAt: 1_790_000_000_000,
          },
        },
      ],
      orders,
      lines: orders.map(({ id }) => ({ id: nextId(), fields: { orderId: id, position: 0, name: 'Tea', quantity: 2 } })),
    },
  };
}

/** Everything a store has of some people, in an order of its own; stamps apart. */
async function everything(store: Store, homes: readonly CustomerId[]): Promise<unknown> {
  return store.read(async (reader) => {
    const people = [];
    for (const home of homes) {
      const person = await reader.person(home);
      const lists = OF_PEOPLE.map((table) =>
        (person.list(table) as { id: string }[]).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      people.push({ home, lists, summary: await reader.summary(home) });
    }
    const summaries = [...(await reader.summaries())].sort(([a], [b]) => (a < b ? -1 : 1));
    return { people, summaries };
  });
}

describe('segments', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'hold exactly what the same edits one by one leave, whatever is laid out in between (%d)',
    async (seed) => {
      const random = randomFrom(seed);
      const one = await openTestStore({ keysOf, journalFull: 5 });
      const other = await openTestStore({ keysOf, journalFull: Number.POSITIVE_INFINITY });
      const people: LoadPerson[] = [];
      const homes: CustomerId[] = [];
      for (let step = 0; step < 40; step += 1) {
        const kind = random(5);
        if (kind === 0 || people.length === 0) {
          const fresh = Array.from({ length: 1 + random(30) }, (_, index) => someone(step * 100 + index, random));
          people.push(...fresh);
          homes.push(...fresh.map(({ home }) => home as CustomerId));
          await load(one.store, fresh);
          await commit(other.store, fresh.flatMap(editsOf));
        } else if (kind === 1) await one.store.tidy();
        else {
          const edits = someEdits(people, random);
          for (const { store } of [one, other]) await commit(store, edits);
        }
        if (step % 8 === 7)
          expect(await everything(one.store, homes), `seed ${seed}`).toEqual(await everything(other.store, homes));
      }
      await one.store.tidy();
      expect(await everything(one.store, homes), `seed ${seed}`).toEqual(await everything(other.store, homes));
      expect(await one.database.count('blocks'), 'something was laid out').toBeGreaterThan(0);
      for (const { rows } of people.slice(0, 20)) {
        const [order] = rows.orders ?? [];
        if (!order) continue;
        const by = (store: Store) =>
          store.read(async (reader) => [
            await reader.get('orders', order.id),
            await reader.find('orders', `number:${order.fields.number}`),
            await reader.homeOf('orders', order.id),
          ]);
        expect(await by(one.store)).toEqual(await by(other.store));
      }
    },
    20_000,
  );

  it('of a load that is broken off at any of its steps are whole or absent, and leave nothing behind', async () => {
    const outcomes = new Set<boolean>();
    for (let step = 0; step < 120; step += 3) {
      const { store, database, transactions } = await openTestStore({ keysOf });
      const random = randomFrom(step + 1);
      const people = Array.from({ length: 80 }, (_, index) => someone(index, random));
      const broken = new AbortController();
      const work = load(store, people, newAction(), broken.signal).then(
        () => true,
        () => false,
      );
      for (let turn = 0; turn < step; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      broken.abort();
      for (const transaction of transactions) {
        try {
          transaction.abort();
        } catch {
          // Already over.
        }
      }
      const done = await work;
      outcomes.add(done);
      const summaries = await store.read((reader) => reader.summaries());
      expect(summaries.size, `step ${step}`).toBe(done ? 80 : 0);
      expect(await database.count('actions'), `step ${step}`).toBe(done ? 1 : 0);
      // The next work clears up what this one left.
      await store.tidy();
      if (!done) expect((await database.count('blocks')) + (await database.count('parts'))).toBe(0);
    }
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it('take a load back and give it again, and keep what was changed since', async () => {
    const { store } = await openTestStore({ keysOf, journalFull: 1 });
    const random = randomFrom(5);
    const held = someone(1, random);
    await load(store, [held]);
    await store.tidy();
    const home = held.home as CustomerId;
    const fresh = [someone(2, random), someone(3, random)];
    const before = { name: held.rows.customers?.[0]?.fields.name ?? null, company: null };
    const update: LoadPerson = {
      home,
      rows: {
        customers: [{ id: home, fields: { name: 'New name', company: 'Acme' }, sets: { tags: ['import'] }, before }],
      },
    };
    const unchanged = await everything(store, [home]);
    const action = newAction();
    await load(store, [update, ...fresh], action);
    await commit(store, [{ kind: 'set', table: 'customers', id: home, field: 'company', value: 'Acme & Sons' }]);
    const loaded = await everything(store, [home, ...fresh.map((one) => one.home as CustomerId)]);
    const seq = (await store.read((reader) => reader.action(action)))?.load as number;

    const undo = newAction();
    const head = { id: undo, name: 'undo', source: USER, mode: 'undo', target: action } as const;
    expect(await store.unload(head, seq, (kept) => kept)).toBe(1);
    const customer = await store.read((reader) => reader.get('customers', home));
    expect(customer).toMatchObject({ company: 'Acme & Sons', tags: held.rows.customers?.[0]?.sets?.tags ?? [] });
    expect(customer?.name ?? null).toBe(before.name);
    expect((await store.read((reader) => reader.summaries())).size).toBe(1);
    expect((await store.read((reader) => reader.action(action)))?.undone).toBe(true);
    await store.tidy();

    const again = (await store.read((reader) => reader.action(undo)))?.load as number;
    const redo = { id: newAction(), name: 'redo', source: USER, mode: 'redo', target: action } as const;
    await store.unload(redo, again, (kept) => kept);
    expect(await everything(store, [home, ...fresh.map((one) => one.home as CustomerId)])).toEqual(loaded);
    expect(unchanged).not.toEqual(loaded);
  });

  it('find what was taken back and given again by its keys, and sum up whoever stands for it', async () => {
    const { store } = await openTestStore({ keysOf, journalFull: 1 });
    const [one, two] = [someone(1, randomFrom(1)), someone(2, randomFrom(1))];
    const [action, undo] = [newAction(), newAction()];
    await load(store, [one], action);
    await load(store, [two]);
    const value = { survivorId: two.home, mergeId: newAction(), at: 1 };
    await commit(store, [{ kind: 'set', table: 'customers', id: one.home, field: 'mergedInto', value }]);
    const members = async () => (await store.read((reader) => reader.summaries())).get(two.home as CustomerId)?.members;
    const found = () => store.read((reader) => reader.find('identities', 'email:c1@mail.example'));
    const takeBack = async (id: typeof action, of: typeof action, mode: 'undo' | 'redo') => {
      const seq = (await store.read((reader) => reader.action(of)))?.load as number;
      await store.unload({ id, name: mode, source: USER, mode, target: action }, seq, () => 0);
      await store.tidy();
    };
    await takeBack(undo, action, 'undo');
    expect(await found()).toEqual([]);
    expect(await members()).toBeUndefined();
    await takeBack(newAction(), undo, 'redo');
    expect(await found()).toMatchObject([{ customerId: one.home }]);
    expect(await members()).toEqual([one.home]);
  });

  it('tell what a load wrote, even when its records have moved on', async () => {
    const { store, database } = await openTestStore({ keysOf, journalFull: 1 });
    const random = randomFrom(9);
    const people = Array.from({ length: 5 }, (_, index) => someone(index, random));
    const action = newAction();
    await load(store, people, action);
    const id = people[0]?.home as CustomerId;
    await commit(store, [{ kind: 'set', table: 'customers', id, field: 'name', value: 'Later' }]);
    await load(store, [someone(77, random), someone(78, random), someone(79, random)]);
    await store.tidy();
    const { segments } = await store.read((reader) => reader.layout());
    expect(segments.filter((segment) => segment.retired).length).toBeGreaterThan(0);
    const [loaded] = await store.read((reader) => reader.loadsOf('customers', id));
    expect(loaded).toMatchObject({ actionId: action, fields: { name: people[0]?.rows.customers?.[0]?.fields.name } });
    expect(await store.read((reader) => reader.get('customers', id))).toMatchObject({ name: 'Later' });
    expect(await database.count('journal')).toBe(0);
  });

  it('answer a load that comes twice as the first time', async () => {
    const { store } = await openTestStore({ keysOf });
    const action = newAction();
    const people = [someone(1, randomFrom(1))];
    expect(await load(store, people, action)).toBe(1);
    expect(await load(store, [], action)).toBe(1);
    expect((await store.read((reader) => reader.summaries())).size).toBe(1);
  });

  it('let a note that was loaded be edited as if it had been typed', async () => {
    const { store } = await openTestStore({ keysOf });
    const person = someone(1, randomFrom(1));
    const note = nextId();
    const notes = [{ id: note, fields: { customerId: person.home, body: 'Speaks 粤语', createdAt: 1, pinned: false } }];
    await load(store, [{ ...person, rows: { ...person.rows, notes } }]);
    await commit(store, [{ kind: 'text', table: 'notes', id: note, field: 'body', text: 'Speaks 粤语 only' }]);
    expect(await store.read((reader) => reader.get('notes', note))).toMatchObject({ body: 'Speaks 粤语 only' });
  });
});

/** One to three changes of what some people have: names, tags, a removal, an order that turns out to be somebody else's. */
function someEdits(people: readonly LoadPerson[], random: (below: number) => number): Edit[] {
  const pick = () => people[random(people.length)] as LoadPerson;
  return Array.from({ length: 1 + random(3) }, (): Edit[] => {
    const { home: id, rows } = pick();
    const [order] = rows.orders ?? [];
    switch (random(order ? 6 : 3)) {
      case 0:
        return [{ kind: 'set', table: 'customers', id, field: 'name', value: `Name ${random(50)}` }];
      case 1:
        return [{ kind: random(2) ? 'add' : 'remove', table: 'customers', id, field: 'tags', element: 'vip' }];
      case 2:
        return [{ kind: 'set', table: 'customers', id, field: 'deleted', value: random(3) === 0 ? true : null }];
      case 3:
        return [{ kind: 'set', table: 'orders', id: order?.id ?? '', field: 'customerId', value: pick().home }];
      case 4:
        return [{ kind: 'set', table: 'orders', id: order?.id ?? '', field: 'number', value: `R-${random(1000)}` }];
      default:
        return [{ kind: 'set', table: 'lines', id: rows.lines?.[0]?.id ?? '', field: 'quantity', value: random(9) }];
    }
  }).flat();
}

describe('what is derived of the file', () => {
  const names = async (store: Store, since?: Awaited<ReturnType<Store['state']>>) => {
    const found: string[] = [];
    for await (const person of store.people(since)) found.push(person.id);
    return found.sort();
  };

  it('is told of everybody once, and later only of those who changed', async () => {
    const { store } = await openTestStore({ keysOf, journalFull: 5 });
    const random = randomFrom(3);
    const people = Array.from({ length: 150 }, (_, index) => someone(index, random));
    const ids = people.map(({ home }) => home).sort();
    await load(store, people.slice(0, 140));
    await commit(store, people.slice(140).flatMap(editsOf));
    expect(await names(store)).toEqual(ids);
    const state = await store.state();
    expect(await names(store, state)).toEqual([]);
    const changed = people[7]?.home as CustomerId;
    await commit(store, [{ kind: 'set', table: 'customers', id: changed, field: 'name', value: 'Changed' }]);
    expect(await names(store, state)).toEqual([changed]);
    await store.tidy();
    // The journal was laid out: those in it may have changed.
    expect(await names(store, state)).toEqual(expect.arrayContaining([changed]));
    expect((await names(store, state)).length).toBeLessThan(20);
    const fresh = someone(900, random);
    await load(store, [fresh]);
    expect(await names(store, await store.state())).toEqual([]);
    expect(await names(store)).toEqual([...ids, fresh.home].sort());
  });

  it('is the old one until the new one is whole', async () => {
    const { store, database } = await openTestStore({ keysOf });
    const chunk = (byte: number) => new Uint8Array([byte]);
    expect(await store.derived('search')).toBeUndefined();
    await store.replaceDerived('search', await store.state(), [['a', chunk(1)]]);
    const failing = function* (): Iterable<readonly [string, Uint8Array]> {
      for (let index = 0; index < 40; index += 1) yield [`b${index}`, chunk(index)];
      throw new Error('out of ideas');
    };
    await expect(store.replaceDerived('search', await store.state(), failing())).rejects.toThrow('ideas');
    const old = await store.derived('search');
    expect(await old?.load(['a', 'b1'])).toEqual([chunk(1), undefined]);
    await store.replaceDerived('search', await store.state(), [['a', chunk(2)]]);
    expect(await (await store.derived('search'))?.load(['a'])).toEqual([chunk(2)]);
    expect(await database.count('derived')).toBe(1);
  });
});
