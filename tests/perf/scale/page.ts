// Runs in a page of the measured browser: the store at the size the product is meant for, over the browser's own database.
import { deleteDB, openDB } from 'idb';
import { keysOf } from '../../../lib/app/keys.ts';
import { summaryOf } from '../../../lib/app/summaries.ts';
import { choiceRegister, customRegister, FIELD_KINDS, type FieldKind } from '../../../lib/domain/custom-field.ts';
import type { ActionId, CustomerId } from '../../../lib/domain/ids.ts';
import { uuidv7 } from '../../../lib/domain/uuid.ts';
import type { Edit } from '../../../lib/storage/action.ts';
import { openDatabase } from '../../../lib/storage/database.ts';
import type { LoadPerson } from '../../../lib/storage/load-moves.ts';
import { createStore, type Store } from '../../../lib/storage/store.ts';
import { randomFrom } from '../harness/stats.ts';
import { coldPage, firstPages } from './list.ts';
import { receiptSums } from './receipts.ts';

const NOW = 1_790_000_000_000;
const DAY_MS = 86_400_000;
const FAMILY = [...'王李张刘陈杨黄赵吴周徐孙马朱胡', 'Smith', 'Garcia', 'Novak', 'Rossi', 'Meyer', 'Silva', 'Khan'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋艳勇杰涛明超', 'Anna', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta'];
const USER = { type: 'user' } as const;
const RAW = 'raw';
const RAW_BATCH = 1000;

const newId = () =>
  uuidv7(NOW, (bytes) => {
    crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
    return bytes;
  });

/** The same shop on each run: customers with ten orders each, and three notes each when asked for. */
function* shop(customers: number, ordersEach: number, notesEach: number, isRich = false): Iterable<LoadPerson> {
  const random = randomFrom(100_003);
  const pick = (list: readonly string[]) => list[random(list.length)] as string;
  for (let index = 0; index < customers; index += 1) {
    const home = newId();
    const identity = (kind: string, key: string) => ({
      id: newId(),
      fields: { customerId: home, kind, key, display: key, firstSeenAt: NOW },
    });
    yield {
      home,
      rows: {
        customers: [
          {
            id: home,
            fields: {
              name: `${pick(FAMILY)} ${pick(GIVEN)} ${index % 977}`,
              createdAt: NOW - random(900) * DAY_MS,
              ...(isRich ? richFields(index, random) : {}),
            },
            ...(isRich && index % 3 > 0 ? { sets: { tags: tagsOf(random) } } : {}),
          },
        ],
        identities: [
          identity('email', `buyer${index}@mail-${index % 97}.example`),
          identity('phone', `+86138${String(10_000_000 + random(89_999_999))}`),
        ],
        orders: Array.from({ length: ordersEach }, (_order, nth) => ({
          id: newId(),
          fields: {
            customerId: home,
            number: `B-${index}-${nth}`,
            shop: 'shopify:own',
            placedAt: NOW - random(3 * 365) * DAY_MS - random(DAY_MS),
            status: random(9) === 0 ? 'refunded' : 'paid',
            currency: 'CNY',
            totalMinor: 1000 + random(500_000),
            createdAt: NOW,
          },
        })),
        ...(isRich && index % 2 > 0
          ? {
              interactions: [
                {
                  id: newId(),
                  fields: {
                    customerId: home,
                    direction: index % 4 > 1 ? 'in' : 'out',
                    subject: `Order ${index}`,
                    at: NOW - random(700) * DAY_MS,
                    createdAt: NOW,
                  },
                },
              ],
            }
          : {}),
        notes: Array.from({ length: notesEach }, (_note, nth) => ({
          id: newId(),
          fields: {
            customerId: home,
            body: `要求周${'一二三四五六日'[random(7)]}送货, call before ${8 + random(12)}:00 (${nth})`,
            pinned: false,
            createdAt: NOW,
          },
        })),
      },
    };
  }
}

const TAGS = ['vip', 'wholesale', '企业采购', 'net 30', 'newsletter', 'returns', 'tea', 'gift'];
const tagsOf = (random: (below: number) => number) => [...new Set([TAGS[random(8)], TAGS[random(8)]])] as string[];

/** A value of each kind of field for most people. */
function richFields(index: number, random: (below: number) => number): Record<string, unknown> {
  const value = (kind: FieldKind, of: unknown) => (index % 7 === 0 ? {} : { [customRegister(fieldIds[kind])]: of });
  return {
    ...(index % 4 === 0 ? { company: `${FAMILY[random(FAMILY.length)]} Trading ${index % 499}` } : {}),
    ...value('text', `Ring twice at door ${random(400)}`),
    ...value('number', random(60)),
    ...value('money', { amountMinor: random(900_000), currency: random(5) === 0 ? 'EUR' : 'CNY' }),
    ...value('date', new Date(NOW + (random(800) - 400) * DAY_MS).toISOString().slice(0, 10)),
    ...value('choice', choiceIds[random(3)]),
    ...value('choices', [choiceIds[0], choiceIds[1 + random(2)]]),
    ...value('yesno', random(2) === 0),
    ...value('link', `https://shop-${random(5000)}.example/`),
  };
}

const open = async (): Promise<Store> => {
  const opened = await openDatabase({ onClosed: () => {} });
  if (!opened.ok) throw new Error(opened.error.type);
  return createStore(async () => opened.value, {
    now: () => Date.now(),
    newDevice: () => '00000000000000d1',
    keysOf,
    summaryOf,
  });
};

const usage = async () => (await navigator.storage.estimate()).usage ?? 0;

const fieldIds = Object.fromEntries(FIELD_KINDS.map((kind) => [kind, newId()])) as Record<FieldKind, string>;
const choiceIds = [newId(), newId(), newId()];

/** The fields that the values of `richFields` are of. */
async function addFields(): Promise<void> {
  const edits: Edit[] = FIELD_KINDS.flatMap((kind, position): Edit[] => {
    const set = (field: string, value: unknown): Edit => ({
      kind: 'set',
      table: 'fields',
      id: fieldIds[kind],
      field,
      value,
    });
    const choices = kind === 'choice' || kind === 'choices' ? choiceIds : [];
    return [
      ...[set('name', kind), set('kind', kind), set('position', position), set('createdAt', NOW)],
      ...choices.map((id, place) => set(choiceRegister(id), { label: `choice ${place}`, position: place })),
    ];
  });
  await store.commit({ id: newId() as ActionId, name: 'fields.add', source: USER }, async () => ({
    edits,
    reply: true,
  }));
}

let store: Store;
let ids: CustomerId[] = [];

/** Milliseconds that each of some things took. */
async function times<T>(of: readonly T[], work: (one: T, index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (const [index, one] of of.entries()) {
    const start = performance.now();
    await work(one, index);
    taken.push(performance.now() - start);
  }
  return taken;
}

export const scale = {
  /** The floor: a record a row with the indexes that finding needs, in batches, nothing checked, nothing logged. */
  async raw(customers: number, ordersEach: number): Promise<{ ms: number; rows: number; bytes: number }> {
    const before = await usage();
    const database = await openDB(RAW, 1, {
      upgrade(made) {
        made.createObjectStore('customers', { keyPath: 'id' });
        const identities = made.createObjectStore('identities', { keyPath: 'id' });
        identities.createIndex('key', 'key');
        identities.createIndex('customerId', 'customerId');
        const orders = made.createObjectStore('orders', { keyPath: 'id' });
        orders.createIndex('customerId', 'customerId');
        orders.createIndex('number', 'number');
      },
    });
    let rows = 0;
    let ms = 0;
    let batch: [string, unknown][] = [];
    const write = async () => {
      const start = performance.now();
      const transaction = database.transaction(['customers', 'identities', 'orders'], 'readwrite', {
        durability: 'relaxed',
      });
      for (const [name, row] of batch) void transaction.objectStore(name).put(row);
      await transaction.done;
      ms += performance.now() - start;
      rows += batch.length;
      batch = [];
    };
    for (const person of shop(customers, ordersEach, 0)) {
      for (const [table, all] of Object.entries(person.rows))
        for (const { id, fields } of all) batch.push([table, { ...fields, id }]);
      if (batch.length >= RAW_BATCH) await write();
    }
    await write();
    const bytes = (await usage()) - before;
    database.close();
    // Taking a million records away keeps the browser busy: nothing is measured beside it.
    await deleteDB(RAW);
    return { ms, rows, bytes };
  },

  /** The product's own bulk write of the same rows. Making the rows is not counted, as it is not for the floor. */
  async load(customers: number, ordersEach: number, notesEach: number, isRich = false) {
    const before = await usage();
    store = await open();
    if (isRich) await addFields();
    const people = [...shop(customers, ordersEach, notesEach, isRich)];
    ids = people.map(({ home }) => home as CustomerId);
    const rows = people.reduce(
      (sum, person) => sum + Object.values(person.rows).reduce((all, list) => all + list.length, 0),
      0,
    );
    const json = people.reduce((sum, person) => sum + JSON.stringify(person.rows).length, 0);
    const start = performance.now();
    await store.load({ id: newId() as ActionId, name: 'import', source: USER }, people, {
      expectedPeople: customers,
      reply: () => customers,
    });
    return { ms: performance.now() - start, rows, json, bytes: (await usage()) - before };
  },

  /**
   * Single edits of people here and there, each waited for until it is durable; each once more, as somebody edits whom they
   * look at; and in turn with them the floor, a database that writes one small record.
   */
  async edits(count: number) {
    const floor = await openDB('floor', 1, { upgrade: (made) => void made.createObjectStore('one') });
    const bare: number[] = [];
    const first: number[] = [];
    const again: number[] = [];
    const timed = async (into: number[], work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      into.push(performance.now() - start);
    };
    const edit = (id: CustomerId, value: string) =>
      store.commit({ id: newId() as ActionId, name: 'customers.update', source: USER }, async () => ({
        edits: [{ kind: 'set', table: 'customers', id, field: 'company', value }],
        reply: true,
      }));
    for (let index = 0; index < count; index += 1) {
      const id = ids[(index * 7919) % ids.length] as CustomerId;
      await timed(bare, () => floor.put('one', index, 'key'));
      await timed(first, () => edit(id, `Edit ${index}`));
      await timed(again, () => edit(id, `Edit ${index} again`));
    }
    floor.close();
    return { bare, first, again };
  },

  /** Opening people here and there, each with everything there is of them. */
  people: (count: number) =>
    times(
      Array.from({ length: count }, (_, index) => ids[(index * 104_729) % ids.length] as CustomerId),
      (id) =>
        store.read(async (reader) => {
          const person = await reader.person(id);
          if (person.list('orders').length === 0 || !summaryOf(person)) throw new Error('nobody');
        }),
    ),

  /** Finding people by an address. */
  find: (count: number) =>
    times(
      Array.from({ length: count }, (_, index) => (index * 104_729) % ids.length),
      (index) =>
        store.read(async (reader) => {
          const found = await reader.find('identities', `email:buyer${index}@mail-${index % 97}.example`);
          if (found[0]?.customerId !== ids[index]) throw new Error('not found');
        }),
    ),

  /** A store opened anew: the first person, and everybody's summaries. */
  async reopen() {
    const start = performance.now();
    const fresh = await open();
    await fresh.read((reader) => reader.person(ids[4711 % ids.length] as CustomerId));
    const personMs = performance.now() - start;
    const second = performance.now();
    const { size } = await fresh.read((reader) => reader.summaries());
    if (size !== ids.length) throw new Error(`${size} summaries`);
    return { personMs, summariesMs: performance.now() - second };
  },

  lists: (rounds: number) => firstPages(store, { fieldIds, choiceIds }, rounds),

  /** The list of a worker that has just started: nothing of it is in memory. */
  coldList: async () => coldPage(await open()),

  async tidy() {
    const start = performance.now();
    await store.tidy();
    return performance.now() - start;
  },

  async undo() {
    const action = await store.read(async (reader) => {
      const { segments } = await reader.layout();
      return segments.find((segment) => segment.kind === 'load');
    });
    if (!action?.actionId) throw new Error('nothing to undo');
    const start = performance.now();
    const head = {
      id: newId() as ActionId,
      name: 'undo',
      source: USER,
      mode: 'undo',
      target: action.actionId,
    } as const;
    const kept = await store.unload(head, action.seq, (count) => count);
    return { ms: performance.now() - start, kept };
  },

  /** Of every stored score how far its parts are from adding up to it. */
  receipts: async () => receiptSums(await open()),
};

Object.assign(globalThis, { scale });
