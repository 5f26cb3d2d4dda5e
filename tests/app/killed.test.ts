import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import type { ActionId, CustomerId, NoteId } from '../../lib/domain/ids.ts';
import type { ImportOptions } from '../../lib/messaging/contract.ts';
import { openCurrent } from '../../lib/storage/place.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import { newAction } from '../storage/open-test-store.ts';
import { killedAt } from './killed-worker.ts';
import { backupOf, type LastingApp, type Local, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';
import { packed } from './packed.ts';
import { type Picture, pictureOf } from './picture.ts';

const START = 1_790_000_000_000;

/** What a page asks for, over again where the worker that was asked is gone: with the same ids it is the same action. */
interface Job {
  /** What is on file before. */
  readonly given: (app: LastingApp) => Promise<Given>;
  readonly run: (app: LastingApp, given: Given) => Promise<unknown>;
  /** So many people that only the list of them is looked at, and only steps that write are counted. */
  readonly isOfMany?: true;
  /** It is done in several steps, each of which is whole: what is seen in between. */
  readonly between?: (picture: Picture) => boolean;
}
interface Given {
  readonly actionId: ActionId;
  readonly ids: readonly CustomerId[];
  readonly undo?: ActionId;
  readonly keys?: readonly string[];
  readonly noteId?: NoteId;
}

const order = (number: string) => ({
  ...{ number, placedAt: START - 1e9, currency: 'CNY', totalMinor: 100, lines: [{ name: 'Tea', quantity: 1 }] },
});
const NAMES = ['Ann', 'Bob'];
const created = async ({ call }: LastingApp) =>
  (
    await call('customers.create', {
      actionId: newAction(),
      customers: NAMES.map((name) => ({
        ...{
          name,
          emails: [`${name}@x.example`],
          tags: ['tea'],
          notes: [`About ${name}`],
          orders: [order(`${name}-1`)],
        },
      })),
    })
  ).customerIds;

/** So many that they are loaded at once, and are merged at once. */
const crowd = async ({ call }: LastingApp) =>
  (
    await call('customers.create', {
      actionId: newAction(),
      customers: Array.from({ length: 52 }, (_, at) => ({ name: `P${at}`, emails: [`P${at}@x.example`] })),
    })
  ).customerIds;
const pairsOf = (ids: readonly CustomerId[]) =>
  ids.flatMap((id, at) => (at % 2 === 0 ? [[id, ids[at + 1] as CustomerId]] : []));

const OPTIONS: ImportOptions = {
  ...{ file: 'orders.csv', shop: 'shopify:own', matchBy: ['email'], onConflict: 'mine', region: 'CN' },
};
const row = (name: string, number: string): ImportRow => ({
  row: 2,
  customer: { ...{ name, emails: [`${name}@x.example`], phones: [], accounts: [], tags: ['new'], fields: new Map() } },
  order: { number, placedAt: START - 2e9, currency: 'CNY', totalMinor: 900 },
  problems: [],
});
/** A file of people who are on file and people who are not. */
const FILE = ['Ann', 'Emil'].flatMap((name) => [row(name, `${name}-7`), row(name, `${name}-8`)]);

const imported = async ({ call }: LastingApp, actionId: ActionId) => {
  const { importId } = await call('imports.open', { options: OPTIONS });
  await call('imports.add', { importId, piece: 0, rows: packed(FILE.slice(0, 2)) });
  await call('imports.add', { importId, piece: 1, rows: packed(FILE.slice(2)) });
  await call('imports.preview', { importId });
  return call('imports.run', { importId, actionId });
};
/** Some of its orders came before, from a till that knew no names. */
const guests = async ({ call }: LastingApp) => {
  const { importId } = await call('imports.open', { options: OPTIONS });
  const nobody = { emails: [], phones: [], accounts: [], tags: [], fields: new Map() };
  const rows = FILE.filter((_, at) => at % 2 === 0).map((one) => ({ ...one, customer: nobody }));
  await call('imports.add', { importId, piece: 0, rows: packed(rows) });
  await call('imports.run', { importId, actionId: newAction() });
};
const trashed = async ({ call }: LastingApp) =>
  (await call('trash.list', { offset: 0, limit: 100 })).items.map(({ key }) => key);

const JOBS: Record<string, Job> = {
  'a new customer': {
    given: async () => ({ actionId: newAction(), ids: [] }),
    run: ({ call }, { actionId }) =>
      call('customers.create', { actionId, customers: [{ name: 'Ann', emails: ['a@x.example'], notes: ['tea'] }] }),
  },
  'an edit of a note': {
    async given(app) {
      const ids = await created(app);
      const profile = await app.call('customers.get', { customerId: ids[0] as CustomerId });
      return { actionId: newAction(), ids, noteId: profile?.notes[0]?.id as NoteId };
    },
    run: ({ call }, { actionId, noteId }) =>
      call('notes.edit', { actionId, noteId: noteId as NoteId, body: 'Now about something else' }),
  },
  'an import': {
    given: async (app) => ({ actionId: newAction(), ids: await created(app) }),
    run: (app, { actionId }) => imported(app, actionId),
  },
  'the undo of an import': {
    async given(app) {
      const ids = await created(app);
      return { actionId: newAction(), ids, undo: (await imported(app, newAction())).undoId };
    },
    run: ({ call }, { actionId, undo }) => call('history.undo', { actionId, undo: undo as ActionId }),
  },
  'an import that says whose the orders of nobody are': {
    async given(app) {
      await guests(app);
      return { actionId: newAction(), ids: await created(app) };
    },
    run: (app, { actionId }) => imported(app, actionId),
  },
  'the undo of an import that said whose the orders of nobody are': {
    async given(app) {
      await guests(app);
      const ids = await created(app);
      return { actionId: newAction(), ids, undo: (await imported(app, newAction())).undoId };
    },
    run: ({ call }, { actionId, undo }) => call('history.undo', { actionId, undo: undo as ActionId }),
  },
  'the redo of an import': {
    async given(app) {
      const ids = await created(app);
      const { undoId } = await imported(app, newAction());
      await app.call('history.undo', { actionId: newAction() });
      return { actionId: newAction(), ids, undo: undoId };
    },
    run: ({ call }, { actionId, undo }) => call('history.redo', { actionId, redo: undo as ActionId }),
  },
  'a merge': {
    given: async (app) => ({ actionId: newAction(), ids: await created(app) }),
    run: ({ call }, { actionId, ids }) => call('merges.join', { actionId, groups: [[...ids]] }),
  },
  'a merge of many': {
    async given(app) {
      return { actionId: newAction(), ids: await crowd(app) };
    },
    run: ({ call }, { actionId, ids }) => call('merges.join', { actionId, groups: pairsOf(ids) }),
    isOfMany: true,
  },
  'the undo of a merge of many': {
    async given(app) {
      const ids = await crowd(app);
      const undo = newAction();
      await app.call('merges.join', { actionId: undo, groups: pairsOf(ids) });
      return { actionId: newAction(), ids, undo };
    },
    run: ({ call }, { actionId, undo }) => call('history.undo', { actionId, undo: undo as ActionId }),
    isOfMany: true,
  },
  'the undo of a merge, without saying of which': {
    async given(app) {
      const ids = await created(app);
      await app.call('customers.tag', {
        actionId: newAction(),
        customerId: ids[0] as CustomerId,
        tag: 'a',
        present: true,
      });
      await app.call('merges.join', { actionId: newAction(), groups: [ids] });
      return { actionId: newAction(), ids };
    },
    run: ({ call }, { actionId }) => call('history.undo', { actionId }),
  },
  'the taking apart of somebody': {
    async given(app) {
      const ids = await created(app);
      await app.call('merges.join', { actionId: newAction(), groups: [ids] });
      return { actionId: newAction(), ids };
    },
    run: ({ call }, { actionId, ids }) => call('merges.part', { actionId, customerId: ids[1] as CustomerId }),
  },
  'the redo of what was undone last': {
    async given(app) {
      const ids = await created(app);
      await app.call('customers.tag', {
        ...{ actionId: newAction(), customerId: ids[0] as CustomerId },
        tag: 'a',
        present: true,
      });
      await app.call('customers.remove', { actionId: newAction(), customerId: ids[0] as CustomerId });
      await app.call('history.undo', { actionId: newAction() });
      await app.call('history.undo', { actionId: newAction() });
      return { actionId: newAction(), ids };
    },
    run: ({ call }, { actionId }) => call('history.redo', { actionId }),
  },
  'the deletion of a customer': {
    given: async (app) => ({ actionId: newAction(), ids: await created(app) }),
    run: ({ call }, { actionId, ids }) => call('customers.remove', { actionId, customerId: ids[0] as CustomerId }),
  },
  'the way back out of the trash': {
    async given(app) {
      const ids = await created(app);
      await imported(app, newAction());
      await app.call('history.undo', { actionId: newAction() });
      await app.call('customers.remove', { actionId: newAction(), customerId: ids[0] as CustomerId });
      return { actionId: newAction(), ids, keys: await trashed(app) };
    },
    run: ({ call }, { actionId, keys }) => call('trash.restore', { actionId, keys: [...(keys ?? [])] }),
    // First the customer, then what the import had made.
    between: ({ people, trash }) => people.length === NAMES.length && trash.length === 1,
  },
  'the erasing of what is in the trash': {
    async given(app) {
      const ids = await created(app);
      await imported(app, newAction());
      await app.tidy();
      await app.call('customers.remove', { actionId: newAction(), customerId: ids[0] as CustomerId });
      return { actionId: newAction(), ids, keys: await trashed(app) };
    },
    run: ({ call }, { actionId, keys }) => call('trash.erase', { actionId, keys: [...(keys ?? [])] }),
  },
};

/** What is on file, byte for byte; the clock and the numbers of segments may have gone on. */
const bytesOf = async (app: LastingApp) =>
  (await backupOf(app)).lines.split('\n').filter((line) => !/"key":"(clock|next-layer)"/.test(line));

/** What was answered, but for ids. */
const said = (answer: unknown) => JSON.stringify(answer).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');

/** Parts of segments that nobody lists. */
async function leftOver(): Promise<number> {
  const opened = await openCurrent({ onClosed: () => {} });
  if (!opened.ok) throw new Error(opened.error.type);
  const { segments } = ((await opened.value.get('meta', 'layout')) as { segments: { seq: number }[] } | undefined) ?? {
    segments: [],
  };
  const listed = new Set(segments.map(({ seq }) => seq));
  let count = 0;
  for (const name of ['blocks', 'parts', 'chunks'] as const)
    for (const [seq] of await opened.value.getAllKeys(name)) if (!listed.has(seq)) count += 1;
  opened.value.close();
  return count;
}

function begin(): { local: Local; time: { now: number } } {
  globalThis.indexedDB = new IDBFactory();
  return { local: inMemory(), time: { now: START } };
}

describe('a worker that is killed at any step of', () => {
  it('laying out anew what has piled up loses and doubles nothing, and leaves nothing behind', async () => {
    for (let [step, isDone] = [0, false]; !isDone; step += 1) {
      const { local, time } = begin();
      const app = startApp(local, time);
      const ids = await created(app);
      await imported(app, newAction());
      await app.call('merges.join', { actionId: newAction(), groups: [ids.slice(0, 2)] });
      await app.call('history.undo', { actionId: newAction(), undo: (await imported(app, newAction())).undoId });
      const before = await pictureOf(app);
      isDone = await killedAt(step, app.tidy, local);
      expect(await pictureOf(startApp(local, time)), `step ${step}`).toEqual(before);
      const next = startApp(local, time);
      await next.tidy();
      expect(await pictureOf(next), `step ${step}, tidied`).toEqual(before);
      expect(await leftOver(), `step ${step}`).toBe(0);
      if (isDone) expect(step).toBeGreaterThan(20);
    }
  });

  it.each(Object.entries(JOBS))(
    '%s has done it or not, and asked again it is done once',
    async (_, job) => {
      const whole = begin();
      const app = startApp(whole.local, whole.time);
      const given = await job.given(app);
      const before = await pictureOf(app, job.isOfMany);
      const answer = said(await job.run(app, given));
      const after = await pictureOf(app, job.isOfMany);
      expect(after).not.toEqual(before);

      const seen = { before: 0, after: 0 };
      for (let step = 0; ; step += 1) {
        const { local, time } = begin();
        const first = startApp(local, time);
        const asked = await job.given(first);
        const bytes = await bytesOf(first);
        const isDone = await killedAt(step, () => job.run(first, asked), local, job.isOfMany);

        const next = startApp(local, time);
        const found = await pictureOf(next, job.isOfMany);
        if (JSON.stringify(found) === JSON.stringify(after)) seen.after += 1;
        else if (!job.between?.(found)) {
          seen.before += 1;
          expect(found, `step ${step}`).toEqual(before);
          expect(await bytesOf(next), `step ${step}`).toEqual(bytes);
          expect(isDone, `step ${step}: done, but not there`).toBe(false);
        }
        expect(said(await job.run(next, asked)), `step ${step}, asked again`).toBe(answer);
        await next.tidy();
        expect(await leftOver(), `step ${step}`).toBe(0);
        expect(await pictureOf(startApp(local, time), job.isOfMany), `step ${step}, asked again and tidied`).toEqual(
          after,
        );
        if (isDone) break;
      }
      expect(seen.before).toBeGreaterThan(3);
      expect(seen.after).toBeGreaterThan(0);
    },
    120_000,
  );
});
