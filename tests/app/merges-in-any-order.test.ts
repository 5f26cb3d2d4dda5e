import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { breakingOffAt } from '../storage/break-off.ts';
import { newAction } from '../storage/open-test-store.ts';
import { EMPTY, emailOf, fourPeople, list, merge, NAMES, ownOf, part } from './four-people.ts';
import { type Model, membersOf, type Step, stepped } from './merge-model.ts';
import type { TestApp } from './open-app.ts';

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
  const refused = (error: Error) => expect(error.message).toBe('not-merged');
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

    /** Breaks the action off one question to the database later each time, until it asks no more. */
    async function everyStep(act: () => Promise<unknown>, back: () => Promise<unknown>): Promise<number> {
      const before = await seen();
      for (let step = 1; ; step += 1) {
        const { wasBrokenOff, isDone } = await breakingOffAt(step, act);
        const after = await seen();
        if (!isDone) expect(after, `at question ${step}`).toBe(before);
        else expect(after, `at question ${step}`).not.toBe(before);
        if (!wasBrokenOff) {
          expect(isDone).toBe(true);
          return step - 1;
        }
        if (isDone) {
          await back();
          expect(await seen()).toBe(before);
        }
      }
    }

    expect(await everyStep(() => merge(test, ana, bo, cy), undo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(2);
    expect(await everyStep(() => part(test, bo), undo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(3);
    expect(await everyStep(undo, redo)).toBeGreaterThan(5);
    expect(await list(test)).toHaveLength(2);
  });
});
