import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { newAction } from '../storage/open-test-store.ts';
import { backupOf, type LastingApp, rehearse, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';

const START = 1_790_000_000_000;
const OF_ANN = ['Annabel', 'annabel@x.example', 'allergic to walnuts', 'Q-77001'];
let time: { now: number };
let app: LastingApp;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = { now: START };
  app = startApp(inMemory(), time);
});

const annabel = {
  ...{ name: 'Annabel', emails: ['annabel@x.example'], notes: ['allergic to walnuts'] },
  orders: [{ number: 'Q-77001', placedAt: START, currency: 'CNY', totalMinor: 100 }],
};
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Other ${index}`, emails: [`o${index}@x.example`] }));
const create = async (customers: Parameters<typeof others>[0] | (typeof annabel)[]) =>
  (
    await app.call('customers.create', {
      actionId: newAction(),
      customers: typeof customers === 'number' ? others(customers) : customers,
    })
  ).customerIds as CustomerId[];
const remove = (customerId: CustomerId) => app.call('customers.remove', { actionId: newAction(), customerId });
const eraseTrash = () => app.call('trash.erase', { actionId: newAction(), keys: 'all' });
const restore = async ({ lines, device }: { lines: string; device: string | undefined }) =>
  app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines, device) });
const listed = async () =>
  (await app.call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 })).rows.map(
    ({ name }) => name,
  );
async function expectNothingOfAnn(): Promise<void> {
  expect(await listed()).not.toContain('Annabel');
  const { lines } = await backupOf(app);
  for (const word of OF_ANN) expect(lines, word).not.toContain(word);
  expect(await app.call('search.run', { text: 'annabel', limit: 5 })).toEqual([]);
}

describe('whoever was erased for good', () => {
  it('stays erased when an older backup is restored, again and again, and is not counted in it', async () => {
    const [ann] = (await create([annabel])) as [CustomerId];
    await create(2);
    const backup = await backupOf(app);
    for (const word of OF_ANN) expect(backup.lines).toContain(word);
    await remove(ann);
    await eraseTrash();
    for (let time = 0; time < 2; time += 1) {
      const { restoreId } = await app.call('restore.open', {});
      await app.call('restore.put', { restoreId, piece: 0, lines: backup.lines });
      const { holds } = await app.call('restore.check', { restoreId });
      expect(holds).toMatchObject({ customers: 2, orders: 0, notes: 0 });
      await app.call('restore.run', { actionId: newAction(), restoreId });
      expect(await listed()).toEqual(['Other 0', 'Other 1']);
      await expectNothingOfAnn();
    }
  });

  it('stays erased when it was done after the backup was looked through', async () => {
    const [ann] = (await create([annabel])) as [CustomerId];
    await create(1);
    const { lines, device } = await backupOf(app);
    const restoreId = await rehearse(app, lines, device);
    await remove(ann);
    await eraseTrash();
    await app.call('restore.run', { actionId: newAction(), restoreId });
    expect(await listed()).toEqual(['Other 0']);
    await expectNothingOfAnn();
  });

  it('stays erased where an import brought them and the erasure was laid out since', async () => {
    const customers = [annabel, ...others(60)] as (typeof annabel)[];
    const [ann] = (await create(customers)) as [CustomerId];
    const backup = await backupOf(app);
    await remove(ann);
    await eraseTrash();
    for (let index = 0; index < 12; index += 1) await create(2);
    await app.tidy();
    const { segments } = await app.store.read((reader) => reader.layout());
    expect(segments.map(({ kind }) => kind)).toContain('layout');
    await restore(backup);
    expect((await listed()).length).toBe(60);
    await expectNothingOfAnn();
  });

  it('stays erased when the restore before is taken back', async () => {
    const [ann] = (await create([annabel])) as [CustomerId];
    const backup = await backupOf(app);
    await create(1);
    await restore(backup);
    await remove(ann);
    await eraseTrash();
    await app.call('restore.undo', { actionId: newAction() });
    expect(await listed()).toEqual(['Other 0']);
    await expectNothingOfAnn();
  });
});

describe('whoever only went with the trash’s days', () => {
  it('comes back with a backup that has them', async () => {
    const [ann] = (await create([annabel])) as [CustomerId];
    await create(1);
    const backup = await backupOf(app);
    await remove(ann);
    time.now += 31 * DAY_MS;
    await app.tidy();
    expect((await app.call('trash.list', { offset: 0, limit: 10 })).total).toBe(0);
    await restore(backup);
    expect(await listed()).toEqual(['Annabel', 'Other 0']);
    // The clock went on, nothing else.
    const rest = (lines: string) => lines.split('\n').filter((line) => !line.includes('"key":"clock"'));
    expect(rest((await backupOf(app)).lines)).toEqual(rest(backup.lines));
  });
});
