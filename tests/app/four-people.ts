import type { CustomerId } from '../../lib/domain/ids.ts';
import { TABLES } from '../../lib/domain/tables.ts';
import { newAction } from '../storage/open-test-store.ts';
import type { ModelRecord } from './merge-model.ts';
import { inMemory, openApp, type TestApp } from './open-app.ts';

export const NAMES = ['Ana Souza', 'Bo Li', 'Cy Roe', 'Dee Poe'];
export const EMPTY: ModelRecord = { name: '', company: '', tags: [], notes: [], emails: [] };
export const emailOf = (name: string) =>
  `${name.split(' ')[0]?.toLowerCase()}@${name.split(' ')[1]?.toLowerCase()}.example`;

export async function fourPeople(
  options: { journalFull?: number } = {},
): Promise<{ test: TestApp; ids: CustomerId[] }> {
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
export const storedOf = (test: TestApp, id: CustomerId) =>
  test.store.read(async (reader) => {
    const person = await reader.person(id);
    return TABLES.map((table) =>
      person.stored(table).map(({ fields, stamps, sources, ...rest }) => {
        const without = <T>({ mergedInto: _, ...others }: Readonly<Record<string, T>>) => others;
        return { ...rest, fields: without(fields), stamps: without(stamps), sources: without(sources) };
      }),
    );
  });

export const ownOf = (test: TestApp, id: CustomerId) =>
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

export const merge = (test: TestApp, ...ids: CustomerId[]) =>
  test.call('merges.join', { actionId: newAction(), groups: [ids] });
export const part = (test: TestApp, customerId: CustomerId) =>
  test.call('merges.part', { actionId: newAction(), customerId });
export const list = async (test: TestApp, filter = '') =>
  (await test.call('customers.list', { sort: 'name', descending: false, filter, offset: 0, limit: 100 })).rows;
