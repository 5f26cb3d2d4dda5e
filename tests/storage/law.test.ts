import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { Reader } from '../../lib/storage/reader.ts';
import { isErased, liveAdds } from '../../lib/storage/record.ts';
import { type FileModel, keyOf, type ModelRecord } from './file-model.ts';
import { emailOf, HOMES, identityId, lineIds, MANY, messageId, noteId, orderId, step } from './law-deeds.ts';
import { LawFile } from './law-file.ts';

async function check({ model, store }: LawFile): Promise<void> {
  await store.read(async (reader) => {
    for (const home of HOMES) {
      const person = await reader.person(home);
      const said = (['customers', 'identities', 'orders', 'lines', 'interactions', 'notes'] as const).flatMap((table) =>
        person
          .stored(table)
          .filter((record) => !isErased(record))
          .map((record) => {
            const tags = Object.keys(record.sets.tags ?? {}).filter((tag) => liveAdds(record, 'tags', tag).length > 0);
            return [keyOf(table, record.id), plain(Object.entries(record.fields)), tags.sort()];
          }),
      );
      const wanted = model.of(home).map((record) => [...told(record)]);
      expect(said.sort(byKey), `person ${home}`).toEqual(wanted.sort(byKey));
    }
    const summaries = await reader.summaries();
    const people = model.people();
    expect([...summaries.keys()].sort()).toEqual([...people.keys()].sort());
    for (const [id, members] of people) {
      const whole = await reader.whole(id);
      expect(whole.members.map((member) => member.id)).toEqual(members);
      const summary = summaryOf(whole);
      expect(summaries.get(id), `summary ${id}`).toEqual(summary);
      expect(await reader.summary(id)).toEqual(summary);
    }
    await checkLookups(model, reader);
  });
}

async function checkLookups(model: FileModel, reader: Reader): Promise<void> {
  const keys = ['a', 'b', 'c'].map((name) => `name:${name}`);
  for (let index = 0; index < MANY; index += 1)
    keys.push(`name:n${index}`, `number:T-${index}`, `number:${index}`, `email:${emailOf(index)}`);
  const records = [...model.records.values()];
  for (const table of ['customers', 'identities', 'orders'] as const) {
    const has = (key: string) =>
      records.filter(
        (record) => record.table === table && keysOf(table, Object.fromEntries(record.fields)).includes(key),
      );
    const whoHas = await reader.whoHas(table, keys);
    for (const key of keys) {
      const found = await reader.find(table, key);
      expect(found.map(({ id }) => id).sort(), key).toEqual(
        has(key)
          .map(({ id }) => id)
          .sort(),
      );
      const homes = has(key).map((record) => model.homeOf(record));
      expect([...(whoHas.get(key) ?? [])].sort(), key).toEqual([...new Set(homes)].sort());
    }
  }
  for (const table of ['orders', 'lines', 'interactions', 'notes', 'identities'] as const) {
    const ids = Array.from({ length: MANY }, (_, index) =>
      table === 'orders'
        ? orderId(index)
        : table === 'lines'
          ? lineIds(index)
          : { interactions: messageId, notes: noteId, identities: identityId }[table](index),
    ).flat();
    const homesOf = await reader.homesOf(table, ids);
    for (const id of ids) {
      const record = model.get(table, id);
      const home = record && model.homeOf(record);
      if (record?.erased) continue;
      expect(await reader.homeOf(table, id), `${table} ${id}`).toBe(home);
      expect(homesOf.get(id), `${table} ${id}`).toBe(home);
      const got = await reader.get(table, id);
      expect(got !== undefined).toBe(model.isLiving(table, id));
    }
  }
  for (const record of records) {
    if (record.erased) continue;
    const { table, id } = record;
    const changes = (await reader.changesOf(table, id)).map(({ actionId, field }) => `${actionId} ${field}`);
    const loads = (await reader.loadsOf(table, id)).flatMap(({ actionId, fields, removed }) =>
      Object.keys({ ...fields, ...removed }).map((field) => `${actionId} ${field}`),
    );
    expect([...new Set([...changes, ...loads])].sort(), keyOf(table, id)).toEqual(
      [...(model.log.get(keyOf(table, id)) ?? [])].sort(),
    );
  }
}

/** Cleared is absent. */
const plain = (entries: Iterable<readonly [string, unknown]>) =>
  Object.fromEntries([...entries].filter(([, value]) => value !== null && value !== undefined));
const told = (record: ModelRecord) =>
  [keyOf(record.table, record.id), plain(record.fields), [...record.tags].sort()] as const;
const byKey = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

describe('whatever is done to the file', () => {
  const law = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
    const file = await LawFile.open();
    for (const one of steps) await file.do(one);
    await check(file);
  });
  const RUNS = 12;
  const SEEDS = [1, 2, 3, 4, 5];
  it.each(SEEDS)('loses nothing and doubles nothing (seed %d)', async (seed) => {
    await fc.assert(law, { seed, numRuns: RUNS });
  });
});
