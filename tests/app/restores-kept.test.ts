import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { newAction } from '../storage/open-test-store.ts';
import { backupOf, type LastingApp, rehearse, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';

const START = 1_790_000_000_000;
let time: { now: number };
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  time = { now: START };
});

const put = async ({ call }: LastingApp, ...names: string[]) =>
  (
    await call('customers.create', {
      actionId: newAction(),
      customers: names.map((name) => ({ name, emails: [`${name.toLowerCase()}@x.example`], notes: [`About ${name}`] })),
    })
  ).customerIds;
const restore = async (app: LastingApp, { lines, device }: { lines: string; device: string | undefined }) =>
  app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines, device) });

describe('the trash of an old backup', () => {
  it('is kept 30 days from the restore on', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    const [ann] = (await put(app, 'Ann', 'Bob')) as [CustomerId];
    await app.tidy();
    await app.call('customers.remove', { actionId: newAction(), customerId: ann });
    const backup = await backupOf(app);
    time.now += 40 * DAY_MS;
    await app.tidy();
    const inTrash = async (one: LastingApp) => (await one.call('trash.list', { offset: 0, limit: 10 })).total;
    expect(await inTrash(startApp(local, time))).toBe(0);

    await restore(app, backup);
    await startApp(local, time).tidy();
    time.now += 29 * DAY_MS;
    const later = startApp(local, time);
    await later.tidy();
    expect(await inTrash(later)).toBe(1);
    expect((await backupOf(later)).lines).toContain('About Ann');
    time.now += DAY_MS;
    await later.tidy();
    expect(await inTrash(later)).toBe(0);
    expect((await backupOf(later)).lines).not.toContain('About Ann');
  });

  it('leaves a field’s old values alone on the day of the restore', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    const [ann] = (await put(app, 'Ann')) as [CustomerId];
    const { fieldId } = await app.call('fields.add', {
      ...{ actionId: newAction(), name: 'Skin', kind: 'text', keepDays: 30 },
    });
    await app.call('fields.set', { actionId: newAction(), customerId: ann, fieldId, value: 'allergic' });
    const backup = await backupOf(app);
    time.now += 40 * DAY_MS;
    await restore(app, backup);
    const valueNow = async () =>
      (await startApp(local, time).call('customers.get', { customerId: ann }))?.custom?.[fieldId];
    await startApp(local, time).tidy();
    expect(await valueNow()).toBe('allergic');
    time.now += DAY_MS;
    await startApp(local, time).tidy();
    expect(await valueNow()).toBeUndefined();
  });
});
