import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { exportWords } from '../../components/transfer/transfer-words.ts';
import { createReading } from '../../entrypoints/dashboard/file-worker/reading.ts';
import { createWriting } from '../../entrypoints/dashboard/file-worker/writing.ts';
import type { IdentityKind } from '../../lib/domain/identity.ts';
import type { CustomerId, FieldId } from '../../lib/domain/ids.ts';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import type { ExportKind } from '../../lib/messaging/file-work.ts';
import { mappingOf } from '../../lib/transfer/guess-mapping.ts';
import { newAction } from '../storage/open-test-store.ts';
import { merge } from './four-people.ts';
import { openApp, type TestApp } from './open-app.ts';

const MORE: readonly (readonly [IdentityKind, string])[] = [
  ['relay', 'abcd1234@marketplace.amazon.de'],
  ['masked-phone', '139****0002'],
  ['nick', 'taobao:https://shop.example:8443:小龙%3A女'],
  ['account', 'a manual one; with: signs'],
  ['order-number', '112-7654321-1234567'],
];

/** Somebody of three records that agree on one address and on little else, and somebody who stands alone. */
async function mergedFile(): Promise<TestApp> {
  const test = await openApp();
  const ids = await test.file(
    {
      ...{ name: 'Wang Xiaoming', emails: ['wang@x.example', 'both@x.example'], phones: ['+8613900000001'] },
      ...{ address: 'Lane 1', birthday: '1990-03-05', accounts: ['vendure:https://shop.example:8443:17'] },
    },
    {
      ...{ name: '王小明', company: 'Tea; and more', emails: ['xiaoming@y.example', 'both@x.example'] },
      ...{ phones: ['+8613900000002'], address: 'Road 2\nBack door', birthday: '1990-03-06', sex: 'male' },
    },
    { name: '小明', sex: 'other', accounts: ['import:file:9', 'shop:own:10'], notes: ['Likes oolong'] },
    { name: 'Else', emails: ['else@x.example'] },
  );
  const [, second, third] = ids as [CustomerId, CustomerId, CustomerId];
  for (const [kind, value] of MORE)
    await test.call('identities.add', {
      actionId: newAction(),
      customerId: kind === 'nick' ? third : second,
      kind,
      value,
    });
  const add = async (name: string, kind: 'number' | 'money' | 'choices' | 'date', choices?: string[]) =>
    (await test.call('fields.add', { actionId: newAction(), name, kind, ...(choices ? { choices } : {}) })).fieldId;
  const fields = {
    ...{ size: await add('Shoe size', 'number'), budget: await add('Budget', 'money') },
    ...{ likes: await add('Likes', 'choices', ['oolong', 'cups']), since: await add('Member since', 'date') },
  };
  const set = (customerId: CustomerId, fieldId: FieldId, value: string) =>
    test.call('fields.set', { actionId: newAction(), customerId, fieldId, value });
  const [first] = ids as [CustomerId];
  await set(first, fields.size, '42');
  await set(second, fields.size, '43');
  await set(third, fields.size, '42');
  await set(first, fields.budget, '1200 CNY');
  await set(third, fields.budget, '15.50 EUR');
  await set(second, fields.likes, 'oolong, cups');
  await set(third, fields.likes, 'cups');
  await set(second, fields.since, '2024-05-01');
  await set(third, fields.since, '2023-04-30');
  await merge(test, ...ids.slice(0, 3));
  return test;
}

/** What points to each person, and how. */
async function pointers(test: TestApp): Promise<string[][]> {
  const { people } = await test.call('export.people', { limit: 100 });
  return (JSON.parse(people) as { identities: { kind: string; key: string }[] }[])
    .map(({ identities }) =>
      identities
        .map(({ kind, key }) => `${kind} ${key}`)
        // The id that a person had in the file they come from is one more.
        .filter((pointer) => !/^account import:regulars:[0-9a-f-]{36}$/.test(pointer))
        .sort(),
    )
    .sort();
}

async function fileOf(test: TestApp, kind: ExportKind, language: (typeof LANGUAGES)[number]): Promise<Blob> {
  const writing = createWriting();
  const { t } = await loadTranslator(language);
  const fields = await test.call('fields.list', {});
  await writing.write({ kind, words: exportWords(t, kind), timeZone: 'UTC', fields });
  await writing.put((await test.call('export.people', { limit: 100 })).people);
  return writing.finish();
}

/** Takes a file in as the page does that was told nothing. */
async function takenIn(file: Blob): Promise<TestApp> {
  const test = await openApp();
  const reading = createReading();
  const found = await reading.open({ file });
  if (!found.ok || found.value.kind === 'backup') throw new Error('not opened');
  const mapping = found.value.kind === 'table' ? mappingOf(found.value.guesses) : {};
  expect(await reading.start({ mapping, timeZone: 'UTC', shop: 'import:regulars' })).toMatchObject({ ok: true });
  const batch = await reading.next();
  if (!batch.ok) throw new Error(batch.error.type);
  expect(batch.value.totals).toMatchObject({ taken: 2, rejected: {}, problems: {} });
  const options = {
    ...{
      file: 'mine',
      shop: 'import:regulars',
      matchBy: ['account', 'email', 'phone'] as const,
      onConflict: 'mine' as const,
    },
  };
  const { importId } = await test.call('imports.open', { options: { ...options, matchBy: [...options.matchBy] } });
  await test.call('imports.add', { importId, piece: 0, rows: batch.value.rows });
  await test.call('imports.run', { importId, actionId: newAction() });
  return test;
}

const KINDS: readonly ExportKind[] = ['customers.csv', 'customers.xlsx', 'customers.vcf'];

describe('the file of somebody who is several records', () => {
  it.each(KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const)))(
    'as %s in %s brings every identity back into an empty file, and what the records say otherwise as a note',
    async (kind, language) => {
      const test = await mergedFile();
      const before = await pointers(test);
      expect(before.flat()).toHaveLength(14);
      const after = await takenIn(await fileOf(test, kind, language));
      expect(await pointers(after)).toEqual(before);
      const [person] = JSON.parse((await after.call('export.people', { limit: 100 })).people) as [
        { customer: { name: string }; notes: { body: string }[] },
      ];
      expect(person.customer.name).toBe('Wang Xiaoming');
      const said = person.notes.map(({ body }) => body).join('\n');
      for (const other of ['Likes oolong', '王小明', '小明', 'Road 2', '1990-03-06']) expect(said).toContain(other);
      for (const other of ['Shoe size: 43', 'Budget: 15.50 EUR', 'Likes: cups', 'Member since: 2023-04-30'])
        expect(said.split('\n')).toContain(other);
      for (const shown of ['Wang Xiaoming', 'size: 42', '1200', 'oolong; cups', '2024-05-01'])
        expect(said).not.toContain(shown);
    },
  );

  it('as contact cards gives each address and number a line of its own, and the other names as nicknames', async () => {
    const text = await (await fileOf(await mergedFile(), 'customers.vcf', 'en')).text();
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    const valuesOf = (name: string) =>
      lines.flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []));
    expect(valuesOf('EMAIL')).toEqual([
      ...['wang@x.example', 'both@x.example', 'xiaoming@y.example', 'abcd1234@marketplace.amazon.de'],
      'else@x.example',
    ]);
    expect(valuesOf('TEL')).toEqual(['+8613900000001', '+8613900000002', '139****0002']);
    expect(valuesOf('NICKNAME')).toEqual(['王小明,小明']);
  });
});
