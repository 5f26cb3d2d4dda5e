import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Edit } from '../../lib/storage/action.ts';
import { localKey } from '../../lib/storage/database.ts';
import type { EraseTarget } from '../../lib/storage/erase.ts';
import type { LoadPerson } from '../../lib/storage/load-moves.ts';
import { isErased } from '../../lib/storage/record.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';
import { newAction, newCustomerId, nextId, openTestStore } from './open-test-store.ts';
import { storesWith } from './raw-scan.ts';

const USER = { type: 'user' } as const;
const DAY = 86_400_000;
const ANN = ['Annabel Quincannon', 'annabel@quincannon.example', '+4915112345678', 'Q-77001', 'allergic to walnuts'];

interface Ann {
  readonly home: CustomerId;
  readonly identities: readonly string[];
  readonly order: string;
  readonly line: string;
  readonly note: string;
}

const ann = (): Ann => ({
  home: newCustomerId(),
  identities: [nextId(), nextId()],
  order: nextId(),
  line: nextId(),
  note: nextId(),
});

const targetsOf = ({ home, identities, order, line, note }: Ann): EraseTarget[] => [
  { table: 'customers', id: home },
  ...identities.map((id): EraseTarget => ({ table: 'identities', id })),
  { table: 'orders', id: order },
  { table: 'lines', id: line },
  { table: 'notes', id: note },
];

/** Everything about her as one load brings it. */
function loaded({ home, identities: [email, phone], order, line, note }: Ann): LoadPerson {
  const of = { customerId: home };
  const identity = (id: string | undefined, kind: string, key: string | undefined) => ({
    id: id ?? '',
    fields: { ...of, kind, key, display: key, firstSeenAt: 1 },
  });
  return {
    home,
    rows: {
      customers: [{ id: home, fields: { name: ANN[0], createdAt: 1 }, sets: { tags: ['vip'] } }],
      identities: [identity(email, 'email', ANN[1]), identity(phone, 'phone', ANN[2])],
      orders: [{ id: order, fields: { ...of, number: ANN[3], shop: 'own', createdAt: 1, placedAt: 1 } }],
      lines: [{ id: line, fields: { orderId: order, position: 0, name: 'Tea for Annabel Quincannon', quantity: 1 } }],
      notes: [{ id: note, fields: { ...of, body: ANN[4], pinned: false, createdAt: 1 } }],
    },
  };
}

const someone = (index: number): LoadPerson => {
  const home = newCustomerId();
  return {
    home,
    rows: {
      customers: [{ id: home, fields: { name: `Person ${index}`, createdAt: 1 } }],
      notes: [{ id: nextId(), fields: { customerId: home, body: `Note ${index}`, createdAt: 1 } }],
    },
  };
};

const load = (store: Store, people: readonly LoadPerson[], action = newAction()) =>
  store.load({ id: action, name: 'imports.run', source: USER }, people, {
    expectedPeople: people.length,
    reply: () => null,
  });
const commit = (store: Store, edits: readonly Edit[], id = newAction()) =>
  store.commit({ id, name: 'test', source: USER }, async () => ({ edits, reply: true }));
const erase = (store: Store, targets: readonly EraseTarget[]) =>
  store.erase({ id: newAction(), name: 'trash.erase', source: USER }, targets, { erased: 1 });
const removed = (targets: readonly EraseTarget[]): Edit[] =>
  targets.map(({ table, id }) => ({ kind: 'set', table, id, field: 'deleted', value: true }));

const open = () => openTestStore({ keysOf, summaryOf, journalFull: 4 });

/** The ways in which a person can have got into the database, and how far they have come in it. */
const WAYS: Readonly<Record<string, (store: Store, who: Ann, time: { now: number }) => Promise<void>>> = {
  'a load': async (store, who) => {
    await load(store, [someone(1), loaded(who), someone(2)]);
  },
  'single edits': async (store, who) => {
    await commit(store, editsOf(loaded(who)));
  },
  'single edits laid out as a segment': async (store, who) => {
    await commit(store, editsOf(loaded(who)));
    await store.tidy();
  },
  'a load that was edited, deleted and laid out': async (store, who) => {
    await load(store, [loaded(who), ...Array.from({ length: 20 }, (_, index) => someone(index))]);
    await commit(store, [
      { kind: 'set', table: 'customers', id: who.home, field: 'name', value: 'Annabel Quincannon-Smith' },
      { kind: 'text', table: 'notes', id: who.note, field: 'body', text: 'allergic to walnuts, and to almonds' },
      { kind: 'add', table: 'customers', id: who.home, field: 'tags', element: 'of Annabel Quincannon' },
    ]);
    await commit(store, removed(targetsOf(who)));
    await store.tidy();
    await load(store, [someone(30), someone(31)]);
    await store.tidy();
  },
  'a load whose rows have moved on, kept for the log': async (store, who) => {
    await load(store, [loaded(who)]);
    await load(store, [someone(1)]);
    await store.tidy();
  },
  'a load that was taken back': async (store, who) => {
    const action = newAction();
    await load(store, [loaded(who), someone(1)], action);
    const seq = await store.read(async (reader) => (await reader.action(action))?.load ?? 0);
    await store.unload(
      { id: newAction(), name: 'history.undo', source: USER, mode: 'undo', target: action },
      seq,
      () => 1,
    );
    await store.tidy();
  },
};

const editsOf = ({ rows }: LoadPerson): Edit[] =>
  Object.entries(rows).flatMap(([table, all]) =>
    all.flatMap(({ id, fields, sets }): Edit[] => [
      ...Object.entries(fields).map(
        ([field, value]): Edit =>
          field === 'body'
            ? { kind: 'text', table: table as 'notes', id, field, text: String(value) }
            : { kind: 'set', table: table as 'notes', id, field, value },
      ),
      ...Object.values(sets ?? {})
        .flat()
        .map((element): Edit => ({ kind: 'add', table: table as 'customers', id, field: 'tags', element })),
    ]),
  );

describe.each(Object.entries(WAYS))('somebody who came by %s', (_name, come) => {
  it('is in the database before, and after being erased nothing of them is in any store, nor after tidying', async () => {
    const { store, database, time } = await open();
    const who = ann();
    await come(store, who, time);
    await store.writeLocal(async (transaction) => {
      const draft = { key: `${who.home}/`, customerId: who.home, body: 'draft on Annabel Quincannon', savedAt: 1 };
      await transaction.objectStore('drafts').put(draft);
    });
    await store.replaceDerived('search', await store.state(), [['a', new TextEncoder().encode(ANN.join(' '))]]);
    expect(await storesWith(database, ...ANN)).not.toEqual([]);

    await erase(store, targetsOf(who));
    expect(await storesWith(database, ...ANN, 'Quincannon', 'almonds')).toEqual([]);
    await commit(store, Array.from({ length: 6 }, (_, index) => editsOf(someone(50 + index))).flat());
    await store.tidy();
    time.now += 200 * DAY;
    await load(store, [someone(60), someone(61), someone(62)]);
    await store.tidy();
    expect(await storesWith(database, ...ANN, 'Quincannon', 'almonds')).toEqual([]);

    const left = await store.read(async (reader) => ({
      stored: await reader.stored('customers', who.home),
      byMail: await reader.find('identities', `email:${ANN[1]}`),
      summaries: await reader.summaries(),
    }));
    expect(left.stored && isErased(left.stored)).toBe(true);
    expect(left.byMail).toEqual([]);
    expect(left.summaries.has(who.home)).toBe(false);
    expect([...left.summaries.values()].some(({ name }) => name === 'Person 60')).toBe(true);
  });

  it('does not come back by an undo, an edit, or a load that still has them', async () => {
    const { store, database } = await open();
    const who = ann();
    await come(store, who, { now: 0 });
    await erase(store, targetsOf(who));
    await commit(store, [
      { kind: 'set', table: 'customers', id: who.home, field: 'name', value: ANN[0] },
      { kind: 'set', table: 'customers', id: who.home, field: 'deleted', value: null },
      { kind: 'add', table: 'customers', id: who.home, field: 'tags', element: 'Quincannon' },
      { kind: 'text', table: 'notes', id: who.note, field: 'body', text: 'allergic to walnuts' },
    ]);
    expect(await storesWith(database, 'Quincannon', 'walnuts')).toEqual([]);
    await load(store, [loaded(who)]);
    expect(await store.read((reader) => reader.get('customers', who.home))).toBeUndefined();
    expect(await store.read(async (reader) => (await reader.person(who.home)).list('notes'))).toEqual([]);
  });
});

describe('an erasure', () => {
  it('leaves everybody else, also in the same block, as they were', async () => {
    const { store } = await open();
    const who = ann();
    const others = Array.from({ length: 30 }, (_, index) => someone(index));
    await load(store, [...others.slice(0, 15), loaded(who), ...others.slice(15)]);
    const tell = () =>
      store.read(async (reader) => {
        const people = await Promise.all(others.map(({ home }) => reader.person(home)));
        return people.map((person) => [person.stored('customers'), person.stored('notes')]);
      });
    const before = await tell();
    await erase(store, targetsOf(who));
    expect(await tell()).toEqual(before);
    const notes = await store.read((reader) =>
      reader.homesOf(
        'notes',
        others.map(({ rows }) => rows.notes?.[0]?.id ?? ''),
      ),
    );
    expect(notes.size).toBe(30);
  });

  it('of one note takes the note and leaves its customer, with what else was done in the same action', async () => {
    const { store, database } = await open();
    const who = ann();
    await commit(store, editsOf(loaded(who)));
    await erase(store, [{ table: 'notes', id: who.note }]);
    expect(await storesWith(database, 'walnuts')).toEqual([]);
    const customer = await store.read((reader) => reader.get('customers', who.home));
    expect(customer?.name).toBe(ANN[0]);
    const log = await store.read((reader) => reader.changesOf('customers', who.home));
    expect(log.map(({ field }) => field)).toContain('name');
  });

  it('takes them out of the lists that this device keeps for itself, and leaves the others in', async () => {
    const { store, database } = await open();
    const who = ann();
    await commit(store, editsOf(loaded(who)));
    const entries = [{ about: who.home }, { email: ANN[1] }, { email: 'else@x.example' }];
    await store.writeLocal(async (transaction) => {
      await transaction.objectStore('meta').put(entries, localKey('asked'));
    });
    await erase(store, targetsOf(who));
    expect(await store.read((reader) => reader.local('asked'))).toEqual([{ email: 'else@x.example' }]);
    expect(await storesWith(database, ...ANN)).toEqual([]);
  });

  it('of an address rewrites the summaries that had it', async () => {
    const { store, database } = await open();
    const who = ann();
    await load(store, [loaded(who), someone(1)]);
    const [email = ''] = who.identities;
    await commit(store, removed([{ table: 'identities', id: email }]));
    await erase(store, [{ table: 'identities', id: email }]);
    expect(await storesWith(database, 'annabel@')).toEqual([]);
    const summary = (await store.read((reader) => reader.summaries())).get(who.home);
    expect([summary?.name, summary?.phone, summary?.email]).toEqual([ANN[0], ANN[2], '']);
  });

  it.each([
    ['as it was merged', 0],
    ['laid out since', 5],
  ])('of somebody who was merged takes them out of the summary of whoever stands for them, %s', async (_, others) => {
    const { store, database } = await open();
    const [who, other] = [ann(), someone(1)];
    await load(store, [loaded(who), other]);
    const value = { survivorId: other.home, mergeId: newAction(), at: 1 };
    await commit(store, [{ kind: 'set', table: 'customers', id: who.home, field: 'mergedInto', value }]);
    for (let index = 0; index < others; index += 1) await commit(store, editsOf(someone(10 + index)));
    await store.tidy();
    await erase(store, targetsOf(who));
    expect(await storesWith(database, 'Quincannon', 'annabel@')).toEqual([]);
    const summary = (await store.read((reader) => reader.summaries())).get(other.home as CustomerId);
    expect(summary).toMatchObject({ identities: other.rows.identities?.length ?? 0 });
    expect(summary?.members).toBeUndefined();
  });

  it('takes a record from the places of both customers it has belonged to', async () => {
    const { store, database } = await open();
    const who = ann();
    const other = someone(1);
    await load(store, [loaded(who), other]);
    await commit(store, [{ kind: 'set', table: 'notes', id: who.note, field: 'customerId', value: other.home }]);
    for (let index = 0; index < 5; index += 1) await commit(store, editsOf(someone(10 + index)));
    await store.tidy();
    await erase(store, [{ table: 'notes', id: who.note }]);
    expect(await storesWith(database, 'walnuts')).toEqual([]);
    expect((await store.read((reader) => reader.get('customers', who.home)))?.name).toBe(ANN[0]);
  });

  it('that is broken off at any of its transactions is gone on with at the next tidying', async () => {
    for (let broken = 1; ; broken += 1) {
      const { store, database, transactions, time } = await open();
      const who = ann();
      await WAYS['a load that was edited, deleted and laid out']?.(store, who, time);
      let count = 0;
      const { push } = transactions;
      transactions.push = (...some) => {
        const [begun] = some as unknown as IDBTransaction[];
        if (begun?.mode === 'readwrite') count += 1;
        // The worker is stopped: nothing it had begun to write is written.
        if (begun?.mode === 'readwrite' && count === broken) queueMicrotask(() => begun.abort());
        return push.apply(transactions, some);
      };
      const outcome = await erase(store, targetsOf(who)).then(
        () => 'done',
        () => 'broken',
      );
      if (outcome === 'done' && count < broken) break;
      transactions.push = push;
      const again = createStore(async () => database, {
        ...{ now: () => time.now, newDevice: () => '00000000000000d1', keysOf, summaryOf },
      });
      const isBegun = await database.get('meta', 'erasing');
      await again.tidy();
      // Before its first transaction was written nothing has happened, and the person is deleted as before.
      const left = await storesWith(database, 'Quincannon', 'walnuts', 'almonds');
      if (isBegun || outcome === 'done') expect(left, `broken off at ${broken}`).toEqual([]);
      else expect((await again.read((reader) => reader.stored('customers', who.home)))?.fields.deleted).toBe(true);
      expect(outcome, `broken off at ${broken}`).toBe('broken');
      expect(broken).toBeLessThan(60);
    }
  });
});
