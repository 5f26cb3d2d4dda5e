import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { backupOf, type LastingApp, rehearse, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';

const START = 1_790_000_000_000;
let time: { now: number };
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = { now: START };
});

const named = (name: string): NewCustomer => ({
  name,
  emails: [`${name.toLowerCase()}@x.example`],
  notes: [`About ${name}`],
  orders: [{ number: `${name}-1`, placedAt: START - DAY_MS, currency: 'CNY', totalMinor: 100 }],
});
const create = async ({ call }: LastingApp, ...names: string[]) =>
  (await call('customers.create', { actionId: newAction(), customers: names.map(named) })).customerIds;
const join = ({ call }: LastingApp, ...ids: CustomerId[]) =>
  call('merges.join', { actionId: newAction(), groups: [ids] });

/** More changed records than the journal holds, then what lays them out. */
async function layOut(app: LastingApp): Promise<void> {
  for (let index = 0; index < 10; index += 1) await create(app, `Other${index}`);
  await app.tidy();
}
const isLaidOut = async ({ store }: LastingApp) =>
  (await store.read((reader) => reader.layout())).segments.some(({ kind }) => kind === 'layout');

/** All that is shown of the file, and of some customers. */
async function shown({ call }: LastingApp, ids: readonly CustomerId[]) {
  const page = { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 } as const;
  const [list, stats, search, ...profiles] = await Promise.all([
    call('customers.list', page),
    call('store.stats', {}),
    call('search.run', { text: 'anna@x', limit: 5 }),
    ...ids.map((customerId) => call('customers.get', { customerId })),
  ]);
  return { list, stats, found: search.map(({ customer }) => customer.id), profiles };
}

async function restored(app: LastingApp): Promise<void> {
  const { lines, device } = await backupOf(app);
  await app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines, device) });
  expect((await backupOf(app)).lines).toBe(lines);
}

const WAYS: [string, (app: LastingApp, ids: CustomerId[]) => Promise<void>][] = [
  ['changed lately', async (app, [ann, anna]) => void (await join(app, ann as CustomerId, anna as CustomerId))],
  [
    'laid out',
    async (app, [ann, anna]) => {
      await join(app, ann as CustomerId, anna as CustomerId);
      await layOut(app);
      expect(await isLaidOut(app)).toBe(true);
    },
  ],
  [
    'laid out before they were merged',
    async (app, [ann, anna]) => {
      await layOut(app);
      expect(await isLaidOut(app)).toBe(true);
      await join(app, ann as CustomerId, anna as CustomerId);
    },
  ],
  [
    'merged into somebody who was merged',
    async (app, [ann, anna, anne]) => {
      await join(app, anna as CustomerId, ann as CustomerId);
      await layOut(app);
      time.now += 1000;
      await join(app, anne as CustomerId, anna as CustomerId);
    },
  ],
];

describe('people who were merged', () => {
  it.each(WAYS)('stay one person in a restored file: %s', async (_, merge) => {
    const app = startApp(inMemory(), time);
    const ids = await create(app, 'Ann', 'Anna', 'Anne');
    await merge(app, ids);
    const before = await shown(app, ids);
    expect(before.list.rows.filter(({ name }) => name.startsWith('Ann')).length).toBeLessThan(3);
    await restored(app);
    expect(await shown(app, ids)).toEqual(before);
    // Nor does anything that is done or laid out later pull them apart.
    await layOut(app);
    const [survivor] = before.profiles;
    const later = await shown(app, ids);
    expect(later.profiles[0]?.stats.orderCount).toBe(survivor?.stats.orderCount);
    const counts = ({ list }: typeof before) => list.rows.map(({ name, orderCount }) => `${name} ${orderCount}`);
    expect(counts(later)).toEqual(expect.arrayContaining(counts(before)));
  });

  it.each(WAYS)('come apart in a restored file as they would have before: %s', async (_, merge) => {
    const app = startApp(inMemory(), time);
    const ids = await create(app, 'Ann', 'Anna', 'Anne');
    await merge(app, ids);
    const profile = await app.call('customers.get', { customerId: ids[0] as CustomerId });
    const of = profile?.customer.id as CustomerId;
    const before = (await shown(app, ids)).list.rows.length;
    const { lines, device } = await backupOf(app);
    await app.call('merges.part', { actionId: newAction(), customerId: of });
    const parted = await shown(app, ids);
    await app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines, device) });
    await app.call('merges.part', { actionId: newAction(), customerId: of });
    const again = await shown(app, ids);
    expect(again.list.rows).toEqual(parted.list.rows);
    expect(again.stats).toEqual(parted.stats);
    expect(again.list.rows.length).toBeGreaterThan(before);
  });
});
