import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../domain/change.ts';
import { writeStamp } from './hlc.ts';
import { applyChange, emptyRecord, joinRecords, liveAdds, materialise } from './record.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const at = { table: 'customers' as const, id: ID };
const stampOf = (ms: number, device: number, value: unknown) =>
  writeStamp({ ms, counter: 0 }, device.toString(16).padStart(16, '0'), value);

const anySet = fc
  .record({
    ms: fc.nat(20),
    device: fc.nat(3),
    field: fc.constantFrom('name', 'company'),
    value: fc.constantFrom('a', 'b', null),
  })
  .map(
    ({ ms, device, field, value }): Change => ({ ...at, kind: 'set', field, value, stamp: stampOf(ms, device, value) }),
  );
const anyAdd = fc.record({ ms: fc.nat(20), device: fc.nat(3), element: fc.constantFrom('vip', 'tea') }).map(
  ({ ms, device, element }): Change => ({
    ...at,
    kind: 'add',
    field: 'tags',
    element,
    stamp: stampOf(ms, device, element),
  }),
);
const anyRemove = fc
  .record({
    ms: fc.nat(20),
    element: fc.constantFrom('vip', 'tea'),
    seen: fc.array(
      anyAdd.map((add) => add.stamp),
      { maxLength: 3 },
    ),
  })
  .map(
    ({ ms, element, seen }): Change => ({
      ...at,
      kind: 'remove',
      field: 'tags',
      element,
      seen,
      stamp: stampOf(ms, 9, element),
    }),
  );
const anyErasure = fc.record({ ms: fc.nat(20), device: fc.nat(3) }).map(
  ({ ms, device }): Change => ({
    ...{ ...at, kind: 'set', field: 'erased', value: true, stamp: stampOf(ms, device, true) },
  }),
);
const shuffled = (change: fc.Arbitrary<Change>) =>
  fc
    .array(change, { maxLength: 30 })
    .chain((changes) => fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length })));
const twoOrders = shuffled(fc.oneof(anySet, anyAdd, anyRemove));
const withErasures = shuffled(
  fc.oneof({ weight: 9, arbitrary: fc.oneof(anySet, anyAdd, anyRemove) }, { weight: 1, arbitrary: anyErasure }),
);
const recordOf = (changes: readonly Change[]) =>
  changes.reduce((record, change) => applyChange(record, change, { type: 'user' }), emptyRecord(ID));
const replay = (changes: readonly Change[]) =>
  materialise(
    'customers',
    changes.reduce((record, change) => applyChange(record, change, { type: 'user' }), emptyRecord(ID)),
  );

describe('a record made of changes', () => {
  it('is the same in two browsers that saw the same changes in any order', () => {
    fc.assert(
      fc.property(twoOrders, ([first, second]) => {
        expect(replay(first)).toEqual(replay(second));
      }),
    );
  });

  it('is the same when changes arrive twice', () => {
    fc.assert(
      fc.property(twoOrders, ([first, second]) => {
        expect(replay([...first, ...second])).toEqual(replay(first));
      }),
    );
  });

  it('that was erased is the same tombstone in any order, joined from any two parts, and holds no value', () => {
    fc.assert(
      fc.property(withErasures, fc.nat(30), ([first, second], cut) => {
        const record = recordOf(first);
        expect(recordOf(second)).toEqual(record);
        const joined = joinRecords(recordOf(first.slice(0, cut)), recordOf(first.slice(cut)));
        if (!first.some(({ field }) => field === 'erased')) return;
        expect(joined).toEqual(record);
        expect([record.fields, record.sets]).toEqual([{ deleted: true, erased: true }, {}]);
      }),
    );
  });

  it('keeps a tag that was added where the one who removed it had not seen the add', () => {
    const mine: Change = { ...at, kind: 'add', field: 'tags', element: 'vip', stamp: stampOf(1, 1, 'vip') };
    const theirs: Change = { ...at, kind: 'add', field: 'tags', element: 'vip', stamp: stampOf(1, 2, 'vip') };
    const removal: Change = {
      ...at,
      kind: 'remove',
      field: 'tags',
      element: 'vip',
      seen: [mine.stamp],
      stamp: stampOf(2, 1, 'vip'),
    };
    expect(replay([mine, removal]).tags).toEqual([]);
    expect(replay([mine, removal, theirs]).tags).toEqual(['vip']);
    const record = [mine, theirs, removal].reduce(
      (held, change) => applyChange(held, change, { type: 'user' }),
      emptyRecord(ID),
    );
    expect(liveAdds(record, 'tags', 'vip')).toEqual([theirs.stamp]);
  });

  it('keeps fields that this version does not know', () => {
    const change: Change = { ...at, kind: 'set', field: 'fromTheFuture', value: { deep: 1 }, stamp: stampOf(1, 1, 1) };
    expect(replay([change])).toMatchObject({ fromTheFuture: { deep: 1 } });
  });

  it('remembers who gave the present value of a field', () => {
    const page = { type: 'page', recipe: 'roundcube', anchor: 'from' } as const;
    const read: Change = { ...at, kind: 'set', field: 'name', value: 'Emma', stamp: stampOf(1, 1, 'Emma') };
    const typed: Change = { ...at, kind: 'set', field: 'name', value: 'Emma C.', stamp: stampOf(2, 1, 'Emma C.') };
    const first = applyChange(emptyRecord(ID), read, page);
    expect(first.sources.name).toEqual(page);
    expect(applyChange(first, typed, { type: 'user' }).sources.name).toBeUndefined();
  });
});
