import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearchIndex } from '../../lib/app/search-index.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { TABLES } from '../../lib/domain/tables.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import { newAction } from '../storage/open-test-store.ts';
import { type Model, type ModelRecord, membersOf, type Step, stepped } from './merge-model.ts';
import { inMemory, openApp, type TestApp } from './open-app.ts';

const NAMES = ['Ana Souza', 'Bo Li', 'Cy Roe', 'Dee Poe'];
const EMPTY: ModelRecord = { name: '', company: '', tags: [], notes: [], emails: [] };
const emailOf = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@${name.split(' ')[1]?.toLowerCase()}.example`;

async function fourPeople(options: { journalFull?: number } = {}): Promise<{ test: TestApp; ids: CustomerId[] }> {
  const test = await openApp(inMemory(), options);
  const ids: CustomerId[] = [];
  for (const name of NAMES) {
    test.time.now += 1000;
    const order = { number: `T-10${NAMES.indexOf(name)}`, placedAt: test.time.now, currency: 'EUR', totalMinor: 1000 };
    ids.push(...(await test.file({ name, emails: [emailOf(name)], orders: [order] })));
  }
  return { test, ids };
}

/** A customer's own records as they are stored, stamps and sources and all, but for the one register that merging writes. */
const storedOf = (test: TestApp, id: CustomerId) =>
  test.store.read(async (reader) => {
    const person = await reader.person(id);
    return TABLES.map((table) =>
      person.stored(table).map(({ fields, stamps, sources, ...rest }) => {
        const without = <T>({ mergedInto: _, ...others }: Readonly<Record<string, T>>) => others;
        return { ...rest, fields: without(fields), stamps: without(stamps), sources: without(sources) };
      }),
    );
  });

const ownOf = (test: TestApp, id: CustomerId) =>
  test.store.read(async (reader): Promise<ModelRecord> => {
    const person = await reader.person(id);
    const [customer] = person.list('customers');
    return {
      ...{ name: customer?.name ?? '', company: customer?.company ?? '', tags: [...(customer?.tags ?? [])].sort() },
      notes: person
        .list('notes')
        .map(({ body }) => body)
        .sort(),
      emails: person.list('identities').map(({ key }) => key),
    };
  });

const merge = (test: TestApp, ...ids: CustomerId[]) =>
  test.call('merges.join', { actionId: newAction(), groups: [ids] });
const part = (test: TestApp, customerId: CustomerId) => test.call('merges.part', { actionId: newAction(), customerId });
const list = async (test: TestApp, filter = '') =>
  (await test.call('customers.list', { sort: 'name', descending: false, filter, offset: 0, limit: 100 })).rows;

describe('two customers who were merged', () => {
  it('are one in the list, the counts, the score, a search and a filter, with the orders of both', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.call('notes.add', { actionId: newAction(), customerId: bo, body: 'Bo asked for an invoice' });
    expect((await test.call('search.run', { text: 'bo@li', limit: 5 })).map(({ customer }) => customer.id)).toEqual([
      bo,
    ]);
    await merge(test, ana, bo);

    const rows = await list(test);
    expect(rows.map(({ id }) => id)).not.toContain(bo);
    expect(rows.find(({ id }) => id === ana)).toMatchObject({
      ...{ name: 'Ana Souza', orderCount: 2, noteCount: 1, net: { currency: 'EUR', amountMinor: 2000 } },
    });
    expect(await test.call('store.stats', {})).toMatchObject({ customers: 3, orders: 4, identities: 4, notes: 1 });
    for (const text of ['bo li', 'bo@li', 'T-101', 'invoice', 'ana', 'souza li'])
      expect(
        (await test.call('search.run', { text, limit: 5 })).map(({ customer }) => customer.id),
        text,
      ).toEqual([ana]);
    expect((await list(test, 'bo li')).map(({ id }) => id)).toEqual([ana]);
    expect((await test.call('timeline.list', { customerId: ana, offset: 0, limit: 10 })).length).toBe(3);
    expect((await test.call('orders.list', { customerId: bo, limit: 10 })).length).toBe(2);
    const exported = await test.call('export.people', { limit: 100 });
    expect(JSON.parse(exported.people)).toHaveLength(3);
  });

  it('answer under either id with one profile that says what each of them says', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.call('customers.update', { actionId: newAction(), customerId: bo, field: 'company', value: 'Vale' });
    await merge(test, ana, bo);
    const profile = await test.call('customers.get', { customerId: bo });
    expect(profile).toEqual(await test.call('customers.get', { customerId: ana }));
    expect(profile?.customer).toMatchObject({ id: ana, name: 'Ana Souza', company: 'Vale' });
    expect(profile?.merged).toMatchObject({
      records: [{ id: ana }, { id: bo, contacts: ['bo@li.example'] }],
      borrowed: { company: bo },
      alternatives: { name: [{ customerId: bo, value: 'Bo Li' }] },
    });
    expect(profile?.provenance.company?.source).toEqual({ type: 'user' });
    expect(profile?.stats.orderCount).toBe(2);
  });

  it('come apart as each of them was, byte for byte, and what was edited meanwhile stays with whose it is', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo, cy] = ids as [CustomerId, CustomerId, CustomerId];
    const before = await Promise.all([ana, bo, cy].map((id) => storedOf(test, id)));
    await merge(test, ana, bo, cy);
    await part(test, ana);
    expect(await Promise.all([ana, bo, cy].map((id) => storedOf(test, id)))).toEqual(before);

    await merge(test, ana, bo);
    await test.call('customers.update', { actionId: newAction(), customerId: bo, field: 'name', value: 'Ana S.' });
    await part(test, bo);
    expect(await storedOf(test, bo)).toEqual(before[1]);
    expect((await ownOf(test, ana)).name).toBe('Ana S.');
  });

  it('can be deleted and brought back together', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await merge(test, ana, bo);
    await test.call('customers.remove', { actionId: newAction(), customerId: ana });
    expect((await list(test)).map(({ name }) => name)).toEqual(['Cy Roe', 'Dee Poe']);
    await test.call('history.undo', { actionId: newAction() });
    expect((await list(test)).find(({ id }) => id === ana)?.orderCount).toBe(2);
  });

  it('are found as one by a stored index too, whenever it was made, and as two again after they came apart', async () => {
    const { test, ids } = await fourPeople({ journalFull: 40 });
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.file(...Array.from({ length: 300 }, (_, at) => ({ name: `N ${at}`, emails: [`n${at}@x.example`] })));
    // A worker that starts anew has nothing but what is stored.
    const freshFinds = async (text: string) =>
      (await createSearchIndex({ store: test.store, pace: createPace }).find(text, 3)).map(({ id }) => id);
    await test.app.tidy();
    expect(await test.store.derived('search')).toBeDefined();
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    await merge(test, ana, bo);
    expect(await freshFinds('bo@li.example')).toEqual([ana]);
    expect(await freshFinds('ana bo@li.example')).toEqual([ana]);
    await part(test, bo);
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    expect(await freshFinds('ana@souza.example')).toEqual([ana]);

    // Merged while the index is made, and laid out.
    await merge(test, ana, bo);
    await test.file(...Array.from({ length: 700 }, (_, at) => ({ name: `M ${at}`, emails: [`m${at}@x.example`] })));
    await test.app.tidy();
    await test.app.tidy();
    expect(await freshFinds('bo@li.example')).toEqual([ana]);
    await part(test, bo);
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    expect(await freshFinds('ana bo@li.example')).toEqual([]);
    expect(await freshFinds('ana@souza.example')).toEqual([ana]);
  });

  it('stay one when the file is laid out anew and when an import tells more of one of them', async () => {
    const { test, ids } = await fourPeople({ journalFull: 1 });
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.app.tidy();
    await merge(test, ana, bo);
    await test.app.tidy();
    await test.app.tidy();
    const options = { file: 'more.csv', shop: 's', matchBy: ['email' as const], onConflict: 'mine' as const };
    const bring = async () => {
      const { importId } = await test.call('imports.open', { options });
      const order = { number: 'N-1', placedAt: 5, currency: 'EUR', totalMinor: 500 };
      const customer = { emails: ['bo@li.example'], phones: [], accounts: [], tags: [] };
      const rows = [{ row: 2, customer, order, problems: [] }];
      await test.call('imports.add', { importId, rows: JSON.stringify(rows) });
      return test.call('imports.run', { importId, actionId: newAction() });
    };
    await bring();
    const row = (await list(test)).find(({ id }) => id === ana);
    expect(row?.orderCount).toBe(3);
    expect(await list(test)).toHaveLength(3);
    expect(await bring()).toMatchObject({ created: 0, updated: 0, skipped: 1 });
    await test.app.tidy();
    expect((await list(test)).find(({ id }) => id === ana)).toEqual(row);
    await part(test, ana);
    expect((await list(test)).find(({ id }) => id === bo)?.orderCount).toBe(2);
  });
});

const who = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      people: fc.uniqueArray(who, { minLength: 2, maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('part' as const), person: who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      person: who,
      field: fc.constantFrom('name' as const, 'company' as const),
      value: fc.constantFrom('', 'x', 'y'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('tag' as const),
      person: who,
      tag: fc.constantFrom('a', 'b'),
      present: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('note' as const), person: who, body: fc.constantFrom('one', 'two') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tidy' as const) }) },
);

/** Does the step in the file, as the interface would. */
async function doStep(test: TestApp, step: Step, ids: readonly CustomerId[], actionId: ActionId): Promise<void> {
  const id = (at: number) => ids[at % ids.length] as CustomerId;
  const refused = (error: Error) => expect(error.message).toBe('not-found');
  switch (step.do) {
    case 'merge':
      await test.call('merges.join', { actionId, groups: [[...new Set(step.people.map(id))]] });
      return;
    case 'part':
      await test.call('merges.part', { actionId, customerId: id(step.person) }).catch(refused);
      return;
    case 'set': {
      const { field, value } = step;
      await test.call('customers.update', { actionId, customerId: id(step.person), field, value });
      return;
    }
    case 'tag':
      await test.call('customers.tag', { actionId, customerId: id(step.person), tag: step.tag, present: step.present });
      return;
    case 'note':
      await test.call('notes.add', { actionId, customerId: id(step.person), body: step.body });
      return;
    case 'tidy':
      await test.app.tidy();
      return;
    default:
      await test.call(`history.${step.do}`, { actionId });
  }
}

describe('merging and taking apart', () => {
  it('whatever is merged, edited, taken apart, undone and redone in any order, every record is what it would be without merges, and every view shows whole people', async () => {
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const { test, ids } = await fourPeople({ journalFull: 6 });
        const records = new Map(
          ids.map((id, at) => {
            const name = NAMES[at] as string;
            return [id, { ...EMPTY, name, emails: [emailOf(name)] }] as const;
          }),
        );
        let model: Model = { records, marks: new Map() };
        const past: Model[] = [];
        const future: Model[] = [];
        for (const one of steps) {
          test.time.now += 1;
          const actionId = newAction();
          if (one.do === 'undo' && past.length === 0) continue;
          if (one.do === 'redo' && future.length === 0) continue;
          await doStep(test, one, ids, actionId);
          if (one.do === 'undo') {
            future.push(model);
            model = past.pop() as Model;
          } else if (one.do === 'redo') {
            past.push(model);
            model = future.pop() as Model;
          } else {
            const next = stepped(model, one, ids, { mergeId: actionId, at: test.time.now });
            if (next !== model) {
              past.push(model);
              future.length = 0;
              model = next;
            }
          }
          await agrees(test, model, ids);
          if (model.marks.size > 0) merges += 1;
        }
      }),
      { numRuns: 40 },
    );
    expect(merges).toBeGreaterThan(50);
  }, 120_000);

  async function agrees(test: TestApp, model: Model, ids: readonly CustomerId[]): Promise<void> {
    for (const id of ids) expect(await ownOf(test, id)).toEqual(model.records.get(id));
    const leaders = [...new Set(ids.map((id) => membersOf(model, id)[0] as CustomerId))].sort();
    const rows = await list(test);
    expect(rows.map(({ id }) => id).sort()).toEqual(leaders);
    for (const id of ids) {
      const members = membersOf(model, id);
      const whole = await test.store.read((reader) => reader.whole(id));
      expect(whole.members.map((member) => member.id)).toEqual(members);
      const profile = await test.call('customers.get', { customerId: id });
      expect(profile?.identities).toHaveLength(members.length);
      expect(profile?.stats.orderCount).toBe(members.length);
      const found = await test.call('search.run', { text: emailOf(NAMES[ids.indexOf(id)] as string), limit: 1 });
      expect(found[0]?.customer.id).toBe(members[0]);
      // What lists read is what working it out from scratch gives.
      const kept = await test.store.read(async (reader) => (await reader.summaries()).get(members[0] as CustomerId));
      expect(kept).toEqual(summaryOf(whole));
    }
  }

  it('is whole or absent when its transaction is broken off at any of its steps', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo, cy] = ids as [CustomerId, CustomerId, CustomerId];
    const seen = async () => JSON.stringify([await list(test), await Promise.all(ids.map((id) => ownOf(test, id)))]);
    const undo = () => test.call('history.undo', { actionId: newAction() });
    const redo = () => test.call('history.redo', { actionId: newAction() });

    /** Breaks the action off one turn of the event loop later each time, until it is over before that. */
    async function everyStep(act: () => Promise<unknown>, back: () => Promise<unknown>): Promise<number> {
      const before = await seen();
      let brokenOff = 0;
      for (let turns = 0; ; turns += 1) {
        const from = test.transactions.length;
        let isOver = false;
        const acting = act().then(
          () => true,
          () => false,
        );
        void acting.then(() => {
          isOver = true;
        });
        for (let turn = 0; turn < turns && !isOver; turn += 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
        const wasOver = isOver;
        for (const transaction of test.transactions.slice(from)) {
          try {
            transaction.abort();
          } catch {
            // It was over already.
          }
        }
        const isDone = await acting;
        const after = await seen();
        if (isDone) expect(after, `after ${turns} turns`).not.toBe(before);
        else expect(after, `after ${turns} turns`).toBe(before);
        if (isDone && wasOver) return brokenOff;
        if (isDone) {
          await back();
          expect(await seen()).toBe(before);
        } else brokenOff += 1;
      }
    }

    expect(await everyStep(() => merge(test, ana, bo, cy), undo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(2);
    expect(await everyStep(() => part(test, bo), undo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(3);
    expect(await everyStep(undo, redo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(2);
  }, 60_000);
});
