import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { TABLES } from '../../lib/domain/tables.ts';
import type { Edit } from '../../lib/storage/action.ts';
import type { LoadPerson } from '../../lib/storage/load-moves.ts';
import type { Store } from '../../lib/storage/store.ts';
import { inverseOf } from '../../lib/storage/undo.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { DEVICE, linesOf, restored } from './copy.ts';
import { newAction, newCustomerId, nextId, openTestStore } from './open-test-store.ts';

const USER = { type: 'user' } as const;
const commit = (store: Store, edits: readonly Edit[], action = newAction()) =>
  store.commit({ id: action, name: 'test', source: USER }, async () => ({ edits, reply: true }));

const load = (store: Store, people: readonly LoadPerson[], file: string, action = newAction()) =>
  store.load({ id: action, name: 'imports.run', source: { type: 'import', file } }, people, {
    expectedPeople: people.length,
    reply: () => ({ created: people.length }),
  });

const ofPeople = TABLES.filter((table) => !['rejections', 'sites', 'settings'].includes(table));

async function everything(store: Store, homes: readonly string[]): Promise<unknown> {
  return store.read(async (reader) => {
    const people = [];
    for (const home of homes) {
      const person = await reader.person(home);
      const records = ofPeople.map((table) => [...person.stored(table)].sort((a, b) => (a.id < b.id ? -1 : 1)));
      const customers = await reader.loadsOf('customers', home);
      people.push({ home, records, customers, summary: await reader.summary(home as CustomerId) });
    }
    const summaries = [...(await reader.summaries())].sort(([a], [b]) => (a < b ? -1 : 1));
    return { people, summaries, changes: await reader.countChanges() };
  });
}

type Random = (below: number) => number;

function someone(index: number, random: Random): LoadPerson {
  const home = newCustomerId();
  const orders = Array.from({ length: random(3) }, (_, nth) => ({
    id: nextId(),
    fields: {
      ...{
        customerId: home,
        createdAt: 1,
        number: `T-${index}-${nth}`,
        shop: 'a:b',
        placedAt: 1_780_000_000_000 + nth,
      },
      ...{ totalMinor: random(9000) / 4, currency: 'CNY', ...(random(2) ? { status: 'paid' } : {}) },
    },
  }));
  const notes = random(2)
    ? [{ id: nextId(), fields: { customerId: home, body: '说粤语 \u2028 "x"', createdAt: 1 } }]
    : [];
  return {
    home,
    rows: {
      customers: [
        {
          id: home,
          fields: { name: ['李晓梅', 'Emma', '\ud800 half', ''][random(4)], createdAt: 1, later: { a: [1, null] } },
          ...(random(2) ? { sets: { tags: ['vip', `t${index}`] } } : {}),
        },
      ],
      orders,
      lines: orders.map(({ id }) => ({ id: nextId(), fields: { orderId: id, position: 0, name: 'Tea', quantity: 2 } })),
      notes,
    },
  };
}

/** One thing that could happen to a file. */
async function step(store: Store, people: LoadPerson[], loads: string[], random: Random): Promise<void> {
  const one = people[random(people.length)] as LoadPerson | undefined;
  const kind = people.length === 0 ? 0 : random(10);
  const id = one?.home as CustomerId;
  if (kind <= 1) {
    const fresh = Array.from({ length: 1 + random(20) }, (_, index) => someone(people.length + index, random));
    const again = one && {
      home: one.home,
      rows: {
        customers: [{ id, fields: { company: `C${random(9)}` }, sets: { tags: ['again'] }, before: { company: null } }],
      },
    };
    const action = newAction();
    await load(store, again ? [again, ...fresh] : fresh, `f${random(3)}.csv`, action);
    people.push(...fresh);
    loads.push(action);
  } else if (kind === 2) await store.tidy();
  else if (kind === 3 && loads.length > 0) {
    const target = loads[random(loads.length)] as ReturnType<typeof newAction>;
    const found = await store.read((reader) => reader.action(target));
    if (found?.load === undefined || found.undone) return;
    await store.unload(
      { id: newAction(), name: 'undo', source: USER, mode: 'undo', target },
      found.load,
      (kept) => kept,
    );
  } else if (kind === 4) {
    const action = newAction();
    await commit(store, [{ kind: 'set', table: 'customers', id, field: 'name', value: `N${random(99)}` }], action);
    const found = await store.read((reader) => reader.action(action));
    if (!found) return;
    await store.commit(
      { id: newAction(), name: 'undo', source: USER, mode: 'undo', target: action },
      async (reader) => ({
        edits: (await inverseOf(found, reader)).edits,
        reply: undefined,
      }),
    );
  } else await commit(store, editsFor(one as LoadPerson, people, kind, random));
}

function editsFor(one: LoadPerson, people: readonly LoadPerson[], kind: number, random: Random): Edit[] {
  const id = one.home;
  const order = one.rows.orders?.[0];
  const other = people[random(people.length)]?.home;
  switch (kind) {
    case 5:
      return [{ kind: 'set', table: 'customers', id, field: 'deleted', value: random(2) ? true : null }];
    case 6:
      return order ? [{ kind: 'set', table: 'orders', id: order.id, field: 'customerId', value: other }] : [];
    case 7:
      return [
        { kind: 'add', table: 'customers', id, field: 'tags', element: `m${random(3)}` },
        { kind: 'remove', table: 'customers', id, field: 'tags', element: 'vip' },
        { kind: 'set', table: 'settings', id: nextId(), field: 'theme', value: 'dark' },
      ];
    case 8: {
      const note = one.rows.notes?.[0]?.id ?? nextId();
      return [
        { kind: 'set', table: 'notes', id: note, field: 'customerId', value: id },
        { kind: 'text', table: 'notes', id: note, field: 'body', text: `改 ${random(1000)} 😀` },
      ];
    }
    default:
      return [
        // An order that belongs to nobody.
        { kind: 'set', table: 'orders', id: nextId(), field: 'number', value: `Z-${random(99)}` },
        { kind: 'set', table: 'rejections', id: nextId(), field: 'personKey', value: `p${random(9)}` },
      ];
  }
}

describe('a backup', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'restored into an empty database and backed up again is the same, byte for byte (history %d)',
    async (seed) => {
      const random = randomFrom(seed);
      const { store, database } = await openTestStore({ keysOf, journalFull: 12 });
      const people: LoadPerson[] = [];
      const loads: string[] = [];
      for (let count = 0; count < 60; count += 1) await step(store, people, loads, random);
      await store.writeLocal(async (transaction) => {
        const draft = { key: 'k', customerId: people[0]?.home as CustomerId, body: '还没写完', savedAt: 5 };
        await transaction.objectStore('drafts').put(draft);
      });
      const lines = await linesOf(store);
      const copy = await restored(store, lines);
      expect(copy.aside).toEqual([]);
      expect(await linesOf(copy.store)).toBe(lines);
      const homes = people.map(({ home }) => home);
      expect(await everything(copy.store, homes)).toEqual(await everything(store, homes));
      expect(await copy.database.count('journal')).toBe(await database.count('journal'));
      for (const { rows } of people.slice(0, 10)) {
        const [order] = rows.orders ?? [];
        if (!order) continue;
        const by = (from: Store) => from.read((reader) => reader.find('orders', `number:${order.fields.number}`));
        expect(await by(copy.store)).toEqual(await by(store));
      }
      // What was restored goes on as if nothing had been: loads are taken back, notes edited, the journal laid out.
      for (const target of loads) {
        const found = await copy.store.read((reader) => reader.action(target as never));
        if (!found || found.undone || found.load === undefined) continue;
        for (const each of [store, copy.store]) {
          const head = { id: newAction(), name: 'undo', source: USER, mode: 'undo', target: found.id } as const;
          await each.unload(head, found.load, (kept) => kept);
        }
      }
      for (const each of [store, copy.store]) await each.tidy();
      const told = async (from: Store) => (await from.read((reader) => reader.summaries())).size;
      expect(await told(copy.store)).toBe(await told(store));
    },
    60_000,
  );

  it('keeps the place of whoever has nothing of their own in a load, and the length of what was erased of the log', async () => {
    const { store } = await openTestStore({ keysOf, journalFull: 1 });
    const [one, two] = [someone(1, randomFrom(1)), someone(2, randomFrom(1))];
    await load(store, [one], 'a.csv');
    await commit(store, [{ kind: 'set', table: 'customers', id: two.home, field: 'name', value: 'Two' }]);
    const mergedInto = { survivorId: two.home, mergeId: newAction(), at: 1 };
    const customers = [{ id: one.home, fields: { mergedInto }, before: { mergedInto: null } }];
    await load(store, [{ home: one.home, rows: { customers } }], 'merge');
    const merged = await linesOf(store);
    expect(await linesOf((await restored(store, merged)).store)).toBe(merged);
    await store.tidy();
    await store.erase({ id: newAction(), name: 'erase', source: USER }, [{ table: 'customers', id: one.home }], null);
    const erased = await linesOf(store);
    expect(await linesOf((await restored(store, erased)).store)).toBe(erased);
  });

  it('is of one moment, whatever is written while it is read', async () => {
    const { store } = await openTestStore({ keysOf, journalFull: 5 });
    const random = randomFrom(4);
    const people = Array.from({ length: 300 }, (_, index) => someone(index, random));
    const action = newAction();
    await load(store, people, 'a.csv', action);
    const renamed = newAction();
    await commit(
      store,
      [{ kind: 'set', table: 'customers', id: people[0]?.home as string, field: 'name', value: 'A' }],
      renamed,
    );
    const before = await linesOf(store);
    const reading = await store.backup();
    const pieces = reading.pieces();
    let lines = (await pieces.next()).value?.lines ?? '';
    // An edit, an undo of one that is in the backup, a load, and a tidying that wants to make one of all.
    for (let count = 0; count < 12; count += 1)
      await commit(store, [
        { kind: 'set', table: 'customers', id: people[count]?.home as string, field: 'name', value: 'B' },
      ]);
    const found = await store.read((reader) => reader.action(renamed));
    await store.commit(
      { id: newAction(), name: 'undo', source: USER, mode: 'undo', target: renamed },
      async (reader) => ({
        edits: found ? (await inverseOf(found, reader)).edits : [],
        reply: true,
      }),
    );
    await load(
      store,
      Array.from({ length: 200 }, (_, index) => someone(1000 + index, random)),
      'b.csv',
    );
    await store.tidy();
    for await (const piece of pieces) lines += piece.lines;
    reading.close();
    expect(lines).toBe(before);
    expect(await linesOf(store)).not.toBe(before);
    await store.tidy();
    const { segments } = await store.read((reader) => reader.layout());
    expect(segments.length, 'what had to wait was laid out after').toBeGreaterThan(2);
  });

  it('sets aside what it cannot read, and the rest goes on', async () => {
    const { store } = await openTestStore({ keysOf });
    const people = Array.from({ length: 5 }, (_, index) => someone(index, randomFrom(9)));
    await load(store, people, 'a.csv');
    await commit(store, [{ kind: 'set', table: 'settings', id: nextId(), field: 'theme', value: 'dark' }]);
    const lines = await linesOf(store);
    const spoilt = lines
      .replace('"is":"shop"', '"is":"unheard-of"')
      .replace(/("customers":\[\{"id":)"/, '$17,"was":"')
      .concat('{"is":"text","key":"k","state":"???"}\n{ nonsense\n{"is":"change","change":{"seq":1}}\n');
    const copy = await restored(store, spoilt);
    expect(copy.aside.length).toBe(5);
    expect(copy.aside.join()).toContain('nonsense');
    expect(copy.found.summaries.size).toBe(4);
    expect(await linesOf(copy.store)).not.toContain('unheard-of');
  });

  it('keeps this browser’s own id and never turns its clock back', async () => {
    const { store } = await openTestStore({ keysOf });
    await load(store, [someone(1, randomFrom(1))], 'a.csv');
    const lines = await linesOf(store);
    const clock = { ms: 1_890_000_000_000, counter: 3 };
    const copy = await restored(store, lines, { device: 'ffffffffffffffff', clock });
    expect(await copy.store.about()).toMatchObject({ device: 'ffffffffffffffff', clock });
    const older = await restored(store, lines, { device: DEVICE, clock: { ms: 5, counter: 0 } });
    expect((await older.store.about()).clock).toEqual((await store.about()).clock);
  });
});
