import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DAY_MS } from '../../lib/domain/time.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { killedAt } from './killed-worker.ts';
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
  orders: [
    {
      number: `${name}-1`,
      placedAt: START - DAY_MS,
      currency: 'CNY',
      totalMinor: 100,
      lines: [{ name: 'Tea', quantity: 1 }],
    },
  ],
});

const put = async ({ call }: LastingApp, ...names: string[]) =>
  (await call('customers.create', { actionId: newAction(), customers: names.map(named) })).customerIds;
const listed = async ({ call }: LastingApp) =>
  (await call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 })).rows.map(
    ({ name }) => name,
  );
const databases = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

describe('a restore', () => {
  it('changes nothing before it is run, then everything at once, for everybody who listens', async () => {
    const app = startApp(inMemory(), time);
    await put(app, 'Ann', 'Bob');
    const { lines, device } = await backupOf(app);
    await put(app, 'Cleo');
    const { note } = { note: await app.call('settings.set', { actionId: newAction(), settings: { theme: 'dark' } }) };
    expect(note.actionId).toBeTruthy();
    const restoreId = await rehearse(app, lines, device);
    expect(await listed(app)).toEqual(['Ann', 'Bob', 'Cleo']);
    const heard: unknown[] = [];
    app.store.onCommit((event) => heard.push(event));
    await app.call('restore.run', { actionId: newAction(), restoreId });
    expect(await listed(app)).toEqual(['Ann', 'Bob']);
    expect((await app.call('settings.get', {})).theme).toBe('system');
    expect(heard).toMatchObject([{ customerIds: 'many' }]);
    expect((await backupOf(app)).device).toBe(device);
    const stats = await app.call('store.stats', {});
    expect(stats).toMatchObject({ customers: 2, orders: 2, notes: 2 });
    // What is done now is done in the restored file, and undone there.
    await put(app, 'Dora');
    await app.call('history.undo', { actionId: newAction() });
    expect(await listed(app)).toEqual(['Ann', 'Bob']);
  });

  it('compares what it would bring with what is there', async () => {
    const app = startApp(inMemory(), time);
    await put(app, 'Ann');
    const { lines } = await backupOf(app);
    time.now += 5000;
    await put(app, 'Bob');
    const { restoreId } = await app.call('restore.open', {});
    await app.call('restore.put', { restoreId, piece: 0, lines });
    expect(await app.call('restore.check', { restoreId })).toMatchObject({
      holds: { customers: 1, orders: 1, notes: 1, identities: 1, interactions: 0 },
      changedAt: START,
      present: { holds: { customers: 2, orders: 2 }, changedAt: START + 5000 },
    });
  });

  it('is taken back within a week, even by another worker, and that is taken back too', async () => {
    const local = inMemory();
    const first = startApp(local, time);
    await put(first, 'Ann');
    const { lines } = await backupOf(first);
    const [bob] = (await put(first, 'Bob')) as [CustomerId];
    await first.call('notes.add', { actionId: newAction(), customerId: bob, body: 'written after the backup' });
    const whole = (await backupOf(first)).lines;
    await first.call('restore.run', { actionId: newAction(), restoreId: await rehearse(first, lines) });
    const second = startApp(local, time);
    expect(await listed(second)).toEqual(['Ann']);
    expect((await second.call('backup.about', {})).formerUntil).toBe(START + 7 * DAY_MS);
    await second.call('restore.undo', { actionId: newAction() });
    expect((await backupOf(second)).lines).toBe(whole);
    await second.call('restore.undo', { actionId: newAction() });
    expect(await listed(second)).toEqual(['Ann']);
  });

  it('keeps the former file for a week and no longer', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    await put(app, 'Ann');
    const { lines } = await backupOf(app);
    await app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines) });
    await app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines) });
    await startApp(local, time).tidy();
    expect((await databases()).length, 'the first, the one before and the present one').toBe(3);
    time.now += 8 * DAY_MS;
    const later = startApp(local, time);
    await later.tidy();
    expect((await databases()).length).toBe(2);
    expect('formerUntil' in (await later.call('backup.about', {}))).toBe(false);
    await expect(later.call('restore.undo', { actionId: newAction() })).rejects.toThrow('not-found');
    expect(await listed(later)).toEqual(['Ann']);
  });

  it('that is broken off leaves nothing', async () => {
    const app = startApp(inMemory(), time);
    await put(app, 'Ann');
    const { lines } = await backupOf(app);
    const { restoreId } = await app.call('restore.open', {});
    await app.call('restore.put', { restoreId, piece: 0, lines });
    await app.call('restore.close', { restoreId });
    expect(await databases()).toEqual(['regulars']);
    const checked = await rehearse(app, lines);
    await app.call('restore.close', { restoreId: checked });
    expect(await databases()).toEqual(['regulars']);
    await expect(app.call('restore.run', { actionId: newAction(), restoreId: checked })).rejects.toThrow('not-found');
    await expect(app.call('restore.put', { restoreId, piece: 1, lines })).rejects.toThrow('not-found');
  });

  it('that was rehearsed is run by a worker that starts later, and asked twice it is run once', async () => {
    const local = inMemory();
    const first = startApp(local, time);
    await put(first, 'Ann');
    const { lines } = await backupOf(first);
    await put(first, 'Bob');
    const restoreId = await rehearse(first, lines);
    const second = startApp(local, time);
    await second.tidy();
    const actionId = newAction();
    await second.call('restore.run', { actionId, restoreId });
    await put(second, 'Cleo');
    await startApp(local, time).call('restore.run', { actionId, restoreId });
    expect(await listed(startApp(local, time))).toEqual(['Ann', 'Cleo']);
  });
});

describe('a browser whose store is empty', () => {
  it('is known from a new one by what was seen before, until it is restored or begun anew', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    expect(await app.call('backup.about', {})).toEqual({ hasRecords: false, persisted: true });
    await put(app, 'Ann', 'Bob');
    await app.tidy();
    await app.call('backup.made', { at: START });
    expect(await app.call('backup.about', {})).toMatchObject({ hasRecords: true, backupAt: START, since: START });
    const { lines, device } = await backupOf(app);

    globalThis.indexedDB = new IDBFactory();
    const devices = ['00000000000000d2', '00000000000000d3'];
    const wiped = startApp(local, time, devices);
    expect(await wiped.call('backup.about', {})).toEqual({
      hasRecords: false,
      gone: { people: 2, seenAt: START, backupAt: START },
      persisted: true,
    });
    // Something recorded since does not make it a new user either.
    await put(wiped, 'Zoe');
    await wiped.tidy();
    expect((await wiped.call('backup.about', {})).gone).toMatchObject({ people: 2 });

    await wiped.call('restore.run', { actionId: newAction(), restoreId: await rehearse(wiped, lines, device) });
    expect('gone' in (await wiped.call('backup.about', {}))).toBe(false);
    expect(await listed(wiped)).toEqual(['Ann', 'Bob']);

    globalThis.indexedDB = new IDBFactory();
    const again = startApp(local, time, devices);
    expect((await again.call('backup.about', {})).gone).toBeDefined();
    await again.call('backup.startAnew', {});
    expect(await again.call('backup.about', {})).toEqual({ hasRecords: false, persisted: true });
  });

  it('gets its own id back from its own backup, and a new one from another browser’s', async () => {
    const local = inMemory();
    const app = startApp(local, time);
    await put(app, 'Ann');
    await app.tidy();
    const { lines, device } = await backupOf(app);
    globalThis.indexedDB = new IDBFactory();
    const wiped = startApp(local, time, ['00000000000000d9']);
    await wiped.call('restore.run', { actionId: newAction(), restoreId: await rehearse(wiped, lines, device) });
    expect((await backupOf(wiped)).device).toBe(device);
    expect((await backupOf(wiped)).lines).toBe(lines);

    globalThis.indexedDB = new IDBFactory();
    const other = startApp(inMemory(), time, ['00000000000000d9']);
    await other.call('restore.run', { actionId: newAction(), restoreId: await rehearse(other, lines, device) });
    expect((await backupOf(other)).device).toBe('00000000000000d9');
    expect((await backupOf(other)).lines).toBe(lines);
  });
});

describe('a worker that is killed', () => {
  it('at any step of a restore or of taking it back leaves the one file or the other whole, and nothing else', async () => {
    const seen = { old: 0, new: 0 };
    let steps = 0;
    for (let [step, isDone] = [0, false]; !isDone; step += 1) {
      steps = step;
      globalThis.indexedDB = new IDBFactory();
      time = { now: START };
      const local = inMemory();
      const app = startApp(local, time);
      await put(app, 'Ann', 'Bob', 'Cleo');
      const { lines, device } = await backupOf(app);
      await put(app, 'Dora');
      const former = (await backupOf(app)).lines;
      const actionId = newAction();
      let restoreId: string | undefined;
      const run = (one: LastingApp) => one.call('restore.run', { actionId, restoreId: restoreId as string });
      isDone = await killedAt(
        step,
        async () => {
          restoreId = await rehearse(app, lines, device);
          await run(app);
        },
        local,
      );
      const next = startApp(local, time);
      expect(await next.call('backup.about', {}), `step ${step}`).not.toHaveProperty('gone');
      const names = await listed(next);
      const found = (await backupOf(next)).lines;
      if (names.includes('Dora')) {
        seen.old += 1;
        expect(found, `step ${step}`).toBe(former);
        expect(isDone, `step ${step}: done, but not there`).toBe(false);
      } else {
        seen.new += 1;
        expect(names, `step ${step}`).toEqual(['Ann', 'Bob', 'Cleo']);
        // The clock went on, nothing else.
        const apart = (text: string) => text.split('\n').filter((line) => !line.includes('"key":"clock"'));
        expect(apart(found), `step ${step}`).toEqual(apart(lines));
      }
      // Whoever asked for it asks again: then it is done, once.
      if (restoreId !== undefined) {
        await run(startApp(local, time));
        const done = startApp(local, time);
        expect(await listed(done), `step ${step}, asked again`).toEqual(['Ann', 'Bob', 'Cleo']);
        await done.call('restore.undo', { actionId: newAction() });
        expect((await backupOf(done)).lines, `step ${step}, taken back`).toBe(former);
        continue;
      }
      // Nothing of an unfinished one stays once it is known to be of no use.
      time.now += 2 * DAY_MS;
      await startApp(local, time).tidy();
      expect(await databases(), `step ${step}`).toEqual(['regulars']);
    }
    expect(steps).toBeGreaterThan(100);
    expect(seen.old).toBeGreaterThan(50);
    expect(seen.new).toBeGreaterThan(0);
  }, 120_000);

  it('at any step of taking a restore back leaves the one file or the other whole, and asked again it is taken back once', async () => {
    const outcomes = new Set<string>();
    for (let step = 0; ; step += 1) {
      globalThis.indexedDB = new IDBFactory();
      const local = inMemory();
      const app = startApp(local, time);
      await put(app, 'Ann');
      const { lines } = await backupOf(app);
      await put(app, 'Bob');
      await app.call('restore.run', { actionId: newAction(), restoreId: await rehearse(app, lines) });
      const actionId = newAction();
      const isDone = await killedAt(step, () => app.call('restore.undo', { actionId }), local);
      const next = startApp(local, time);
      const names = (await listed(next)).join();
      expect(['Ann', 'Ann,Bob'], `step ${step}`).toContain(names);
      expect(await next.call('backup.about', {}), `step ${step}`).not.toHaveProperty('gone');
      outcomes.add(names);
      await next.call('restore.undo', { actionId });
      expect(await listed(startApp(local, time)), `step ${step}, asked again`).toEqual(['Ann', 'Bob']);
      await next.call('restore.undo', { actionId: newAction() });
      expect(await listed(startApp(local, time)), `step ${step}, taken back too`).toEqual(['Ann']);
      if (isDone) break;
    }
    expect(outcomes).toEqual(new Set(['Ann', 'Ann,Bob']));
  }, 60_000);

  it('at any step of restoring another browser’s backup where the data are gone leaves them gone, or restored and no longer gone', async () => {
    const other = startApp(inMemory(), time, ['00000000000000aa']);
    await put(other, 'Ann', 'Bob');
    const { lines, device } = await backupOf(other);
    const outcomes = new Set<string>();
    for (let [step, isDone] = [0, false]; !isDone; step += 1) {
      globalThis.indexedDB = new IDBFactory();
      const local = inMemory();
      const lost = startApp(local, time);
      await put(lost, 'Zoe', 'Yan');
      await lost.tidy();
      globalThis.indexedDB = new IDBFactory();
      time.now += 1000;
      const devices = ['00000000000000d5', '00000000000000d6', '00000000000000d7'];
      const wiped = startApp(local, time, devices);
      const restoreId = await rehearse(wiped, lines, device);
      isDone = await killedAt(step, () => wiped.call('restore.run', { actionId: newAction(), restoreId }), local);
      const next = startApp(local, time, devices);
      const names = (await listed(next)).join();
      const isGone = 'gone' in (await next.call('backup.about', {}));
      expect(isGone, `step ${step}`).toBe(names === '');
      outcomes.add(names);
    }
    expect(outcomes).toEqual(new Set(['', 'Ann,Bob']));
  }, 60_000);
});
