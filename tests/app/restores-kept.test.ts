import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import { openDatabase, type Place } from '../../lib/storage/database.ts';
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
const listed = async ({ call }: LastingApp) =>
  (await call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 })).rows.map(
    ({ name }) => name,
  );
const undo = ({ call }: LastingApp) => call('restore.undo', { actionId: newAction() });
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

describe('the file before several restores', () => {
  /** A file with Ann, Bob and Cleo over which two older ones were restored, a day apart. */
  async function restoredTwice(local: ReturnType<typeof inMemory>): Promise<string> {
    const app = startApp(local, time);
    await put(app, 'Ann');
    const first = await backupOf(app);
    await put(app, 'Bob');
    const second = await backupOf(app);
    await put(app, 'Cleo');
    const original = (await backupOf(app)).lines;
    await restore(app, first);
    time.now += DAY_MS;
    await restore(app, second);
    await startApp(local, time).tidy();
    return original;
  }

  it('is gone back to one by one, to the very first, and round to the last again', async () => {
    const local = inMemory();
    const original = await restoredTwice(local);
    const app = startApp(local, time);
    expect(await listed(app)).toEqual(['Ann', 'Bob']);
    // Each says until when the next can be gone back to.
    expect(await undo(app)).toEqual({ formerUntil: START + 7 * DAY_MS });
    expect(await listed(app)).toEqual(['Ann']);
    await startApp(local, time).tidy();
    expect(await undo(startApp(local, time))).toEqual({ formerUntil: START + 8 * DAY_MS });
    const back = startApp(local, time);
    expect((await backupOf(back)).lines).toBe(original);
    await undo(back);
    expect(await listed(startApp(local, time))).toEqual(['Ann', 'Bob']);
  });

  it('is kept 7 days from its own restore, whatever came after', async () => {
    const local = inMemory();
    await restoredTwice(local);
    time.now = START + 7 * DAY_MS;
    await startApp(local, time).tidy();
    expect((await indexedDB.databases()).length).toBe(3);
    time.now += 1;
    const app = startApp(local, time);
    await app.tidy();
    expect((await app.call('backup.about', {})).formerUntil).toBe(START + 8 * DAY_MS);
    await undo(app);
    expect(await listed(startApp(local, time))).toEqual(['Ann']);
    // The one that was just left, and not the first: its days are over.
    await undo(startApp(local, time));
    expect(await listed(startApp(local, time))).toEqual(['Ann', 'Bob']);
  });

  it('is found where a version that kept only one wrote it down', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    await put(app, 'Ann');
    const backup = await backupOf(app);
    await put(app, 'Bob');
    await restore(app, backup);
    const home = await openDatabase({ onClosed: () => {} });
    if (!home.ok) throw new Error(home.error.type);
    const { current, formers } = (await home.value.get('meta', 'place')) as Place;
    await home.value.put('meta', { current, previous: formers[0] } as never, 'place');
    home.value.close();
    const next = startApp(local, time);
    await next.tidy();
    expect((await next.call('backup.about', {})).formerUntil).toBe(START + 7 * DAY_MS);
    await undo(next);
    expect(await listed(startApp(local, time))).toEqual(['Ann', 'Bob']);
  });
});
