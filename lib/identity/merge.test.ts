import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Customer, type MergeMark } from '../domain/customer.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import { resolveMerges } from '../domain/merged-groups.ts';
import { viewOfMerged } from '../domain/merged-view.ts';
import { mergeEdits, ownerOfNew, unmergeEdits } from './merge.ts';

const id = (name: string) => name as CustomerId;
const action = (name: string) => name as ActionId;
const mark = (survivor: string, merge = 'm', at = 1): MergeMark => ({
  survivorId: id(survivor),
  mergeId: action(merge),
  at,
});
const marksOf = (entries: Record<string, MergeMark>) =>
  new Map(Object.entries(entries).map(([key, value]) => [id(key), value]));

/** Registers as the store keeps them: the greatest stamp wins, and `null` reads as absent. */
type Record_ = Readonly<Record<string, { readonly stamp: string; readonly value: unknown }>>;
interface Write {
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
  readonly stamp: string;
}
class Replica {
  readonly records = new Map<string, Record_>();
  apply(write: Write): void {
    const record = this.records.get(write.id) ?? {};
    const present = record[write.field];
    if (present !== undefined && present.stamp >= write.stamp) return;
    this.records.set(write.id, { ...record, [write.field]: { stamp: write.stamp, value: write.value } });
  }
  read(key: string): Record<string, unknown> {
    const entries = Object.entries(this.records.get(key) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.flatMap(([field, { value }]) => (value === null ? [] : [[field, value]])));
  }
  marks(): Map<CustomerId, MergeMark> {
    const found = [...this.records.keys()].flatMap((key) => {
      const value = this.read(key).mergedInto as MergeMark | undefined;
      return value ? [[id(key), value] as const] : [];
    });
    return new Map(found);
  }
  groups(): string[][] {
    const { members } = resolveMerges(this.marks());
    return [...this.records.keys()].sort().map((key) => [...members(id(key))]);
  }
}

const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
const someone = fc.constantFrom(...PEOPLE);
type Step =
  | { readonly do: 'merge'; readonly survivor: string; readonly others: string[] }
  | { readonly do: 'unmerge'; readonly person: string }
  | { readonly do: 'edit'; readonly person: string; readonly field: string; readonly value: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('merge' as const),
    survivor: someone,
    others: fc.array(someone, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ do: fc.constant('unmerge' as const), person: someone }),
  fc.record({
    do: fc.constant('edit' as const),
    person: someone,
    field: fc.constantFrom('name', 'company'),
    value: fc.string({ maxLength: 3 }),
  }),
);

function filled(): Replica {
  const replica = new Replica();
  for (const person of PEOPLE) replica.apply({ id: person, field: 'name', value: person, stamp: '0' });
  return replica;
}

/** What a step writes on a replica that has seen what it has seen. */
function writesOf(replica: Replica, one: Step, stamp: string): Write[] {
  if (one.do === 'edit') return [{ id: one.person, field: one.field, value: one.value, stamp }];
  const edits =
    one.do === 'merge'
      ? mergeEdits(
          id(one.survivor),
          one.others.map(id),
          { mergeId: action(stamp), at: Number(stamp.slice(0, 6)) },
          replica.marks(),
        )
      : unmergeEdits(replica.marks(), { customerId: id(one.person) });
  return edits.map(({ id: record, field, value }) => ({ id: record, field, value, stamp }));
}

describe('who is one person', () => {
  it('follows merges through several levels, and leaves the rest alone', () => {
    const { canonical, members } = resolveMerges(marksOf({ a: mark('b'), b: mark('c'), d: mark('c') }));
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => canonical(id(name)))).toEqual(['c', 'c', 'c', 'c', 'e']);
    expect(members(id('a'))).toEqual(['c', 'a', 'b', 'd']);
    expect(members(id('e'))).toEqual(['e']);
  });

  it('is led by the smallest of a circle, also for those who point into it', () => {
    const marks = marksOf({ z: mark('b'), b: mark('d'), d: mark('c'), c: mark('b'), y: mark('z') });
    const { canonical, members } = resolveMerges(marks);
    for (const name of ['z', 'b', 'c', 'd', 'y']) expect(canonical(id(name)), name).toBe('b');
    expect(members(id('d'))).toEqual(['b', 'c', 'd', 'y', 'z']);
    expect(resolveMerges(marksOf({ a: mark('a') })).canonical(id('a'))).toBe('a');
  });

  it('does not follow somebody who was erased', () => {
    const { canonical, members } = resolveMerges(marksOf({ a: mark('gone'), b: mark('a') }), (one) => one !== 'gone');
    expect(canonical(id('b'))).toBe('a');
    expect(members(id('a'))).toEqual(['a', 'b']);
  });

  it('takes long chains without a deep stack', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `p${String(index).padStart(6, '0')}`);
    const marks = new Map(names.slice(1).map((name, index) => [id(name), mark(names[index] ?? '')] as const));
    expect(resolveMerges(marks).canonical(id(names.at(-1) ?? ''))).toBe(names[0]);
  });
});

describe('merging and taking apart', () => {
  it('merges groups by those who stand for them, and nobody into themselves', () => {
    const marks = marksOf({ b: mark('a'), d: mark('c') });
    expect(mergeEdits(id('b'), [id('d'), id('a')], { mergeId: action('n'), at: 2 }, marks)).toEqual([
      { kind: 'set', table: 'customers', id: 'c', field: 'mergedInto', value: mark('a', 'n', 2) },
    ]);
    expect(mergeEdits(id('a'), [id('a'), id('b')], { mergeId: action('n'), at: 2 }, marks)).toEqual([]);
  });

  it('lets somebody go with those who came with them, and of a survivor the latest merge', () => {
    const marks = marksOf({
      b: mark('a', 'm1', 1),
      c: mark('b', 'm0', 0),
      d: mark('a', 'm2', 2),
      e: mark('a', 'm2', 2),
    });
    const cleared = (what: Parameters<typeof unmergeEdits>[1]) => unmergeEdits(marks, what).map((edit) => edit.id);
    expect(cleared({ customerId: id('b') })).toEqual(['b']);
    expect(cleared({ customerId: id('a') })).toEqual(['d', 'e']);
    expect(cleared({ mergeId: action('m1') })).toEqual(['b']);
    expect(cleared({ customerId: id('f') })).toEqual([]);
  });

  it('writes on the record a thing was made on while that is part of the person', () => {
    const groups = resolveMerges(marksOf({ b: mark('a') }));
    expect(ownerOfNew(groups, id('a'))).toBe('a');
    expect(ownerOfNew(groups, id('b'))).toBe('a');
    expect(ownerOfNew(groups, id('a'), id('b'))).toBe('b');
    expect(ownerOfNew(groups, id('a'), id('c'))).toBe('a');
  });
});

describe('laws of merging', () => {
  it('who leaves is apart from the others afterwards, also out of a circle', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someone, someone), { maxLength: 6 }), someone, (pointers, leaving) => {
        const marks = new Map(pointers.map(([from, to], at) => [id(from), mark(to, `m${at}`, at)] as const));
        const before = resolveMerges(marks).members(id(leaving));
        const had = marks.get(id(leaving));
        if (had === undefined || had.survivorId === leaving) return;
        for (const edit of unmergeEdits(marks, { customerId: id(leaving) })) marks.delete(edit.id);
        const after = resolveMerges(marks);
        expect(after.canonical(had.survivorId)).not.toBe(after.canonical(id(leaving)));
        expect(before).toContain(had.survivorId);
      }),
      { numRuns: 500 },
    );
  });

  it('a merge taken back leaves every record byte-equal, with all edits made in between and nothing else', () => {
    const edits = fc.array(fc.tuple(someone, fc.constantFrom('name', 'company'), fc.string({ maxLength: 3 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        someone,
        fc.uniqueArray(someone, { minLength: 1, maxLength: 4 }),
        edits,
        (survivor, others, between) => {
          const [merged, alone] = [filled(), filled()];
          for (const write of writesOf(merged, { do: 'merge', survivor, others }, '000001')) merged.apply(write);
          for (const [at, [person, field, value]] of between.entries()) {
            const write = { id: person, field, value, stamp: `000002-${at}` };
            merged.apply(write);
            alone.apply(write);
          }
          for (const edit of unmergeEdits(merged.marks(), { mergeId: action('000001') })) {
            merged.apply({ id: edit.id, field: edit.field, value: edit.value, stamp: '000003' });
          }
          for (const person of PEOPLE)
            expect(JSON.stringify(merged.read(person))).toBe(JSON.stringify(alone.read(person)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('two replicas that merge, take apart and edit at once agree in the end, in whatever order they hear of it', () => {
    const both = fc.tuple(fc.array(step, { maxLength: 6 }), fc.array(step, { maxLength: 6 }));
    let grouped = 0;
    fc.assert(
      fc.property(both, fc.nat(1000), ([mine, theirs], turn) => {
        const [one, other] = [filled(), filled()];
        const log: Write[] = [];
        for (const [device, replica, steps] of [
          ['x', one, mine],
          ['y', other, theirs],
        ] as const) {
          for (const [at, todo] of steps.entries()) {
            for (const write of writesOf(replica, todo, `${String(at + 1).padStart(6, '0')}${device}`)) {
              replica.apply(write);
              log.push(write);
            }
          }
        }
        for (const write of log) one.apply(write);
        for (const write of [...log.slice(turn % (log.length || 1)), ...log].reverse()) other.apply(write);
        expect(other.groups()).toEqual(one.groups());
        for (const person of PEOPLE) expect(other.read(person)).toEqual(one.read(person));
        if (one.groups().some((group) => group.length > 1)) grouped++;
      }),
      { numRuns: 500 },
    );
    expect(grouped).toBeGreaterThan(50);
  });

  it('groups are whole: everybody is in exactly the group of who stands for them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someone, someone), { maxLength: 8 }), (pointers) => {
        const marks = new Map(pointers.map(([from, to]) => [id(from), mark(to)] as const));
        const { canonical, members } = resolveMerges(marks);
        for (const person of PEOPLE.map(id)) {
          expect(members(person)).toContain(person);
          expect(members(person)[0]).toBe(canonical(person));
          for (const member of members(person)) expect(canonical(member)).toBe(canonical(person));
          const survivor = marks.get(person)?.survivorId;
          if (survivor !== undefined) expect(canonical(survivor)).toBe(canonical(person));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('how merged customers look', () => {
  const customer = (number: number, given: Partial<Customer>): Customer =>
    Customer.parse({ id: `0198c0de-0000-7000-8000-00000000000${number}`, createdAt: number, ...given });
  const survivor = customer(5, { name: 'Ana', tags: ['vip'], language: 'pt' });
  const older = customer(1, {
    name: 'Ana Souza',
    company: 'Vale',
    tags: ['vip', 'b2b'],
    mergedInto: mark(survivor.id, '0198c0de-0000-7000-8000-0000000000ff'),
  });
  const newer = customer(7, { name: 'A. Souza', company: 'Vale Ltda', birthday: '1990-01-02', language: 'pt' });

  it('is the survivor’s values, the others’ where there are none, and every other value beside them', () => {
    const view = viewOfMerged([survivor, newer, older]);
    expect(view?.customer).toEqual({
      ...survivor,
      company: 'Vale',
      birthday: '1990-01-02',
      tags: ['vip', 'b2b'],
      createdAt: 1,
    });
    expect(Object.fromEntries(view?.borrowed ?? [])).toEqual({ company: older.id, birthday: newer.id });
    expect(Object.fromEntries(view?.alternatives ?? [])).toEqual({
      name: [
        { customerId: older.id, value: 'Ana Souza' },
        { customerId: newer.id, value: 'A. Souza' },
      ],
      company: [{ customerId: newer.id, value: 'Vale Ltda' }],
    });
  });

  it('is the same in whatever order the others come, and oneself when alone', () => {
    expect(viewOfMerged([survivor, older, newer])).toEqual(viewOfMerged([survivor, newer, older]));
    expect(viewOfMerged([older])?.customer).toEqual({ ...older, mergedInto: undefined });
    expect(viewOfMerged([])).toBeUndefined();
  });

  it('loses no value of anybody', () => {
    const text = fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined });
    const record = fc.record({ name: text, company: text, address: text });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), (given) => {
        const records = given.map((fields, at) => customer(at, JSON.parse(JSON.stringify(fields))));
        const view = viewOfMerged(records);
        for (const field of ['name', 'company', 'address'] as const) {
          const shown = [view?.customer[field], ...(view?.alternatives.get(field) ?? []).map(({ value }) => value)];
          for (const one of records) if (one[field] !== undefined) expect(shown).toContain(one[field]);
        }
      }),
    );
  });
});
