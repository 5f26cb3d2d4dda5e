import type { ActionId, CustomerId, OrderId } from '../domain/ids.ts';
import type { Source } from '../domain/profile.ts';
import type { Table } from '../domain/tables.ts';
import type { NewCustomer } from '../messaging/contract.ts';
import type { Edit } from '../storage/action.ts';
import type { LoadPerson } from '../storage/load-moves.ts';
import type { Whole } from '../storage/whole.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from './deps.ts';
import { identityKey, newIdentity } from './identity/identities.ts';
import type { CustomerList } from './list/customer-list.ts';
import { newNote } from './notes.ts';
import { profileOf } from './profile.ts';
import { unlessEnded } from './scoring/compute-failure.ts';
import type { Scores } from './scoring/scores.ts';
import { readSettings } from './settings.ts';

const USER: Source = { type: 'user' };
const SAMPLE: Source = { type: 'sample' };

/** The edits of one new customer with all that comes along, given ids for its orders. */
function newCustomer(
  deps: AppDeps,
  id: CustomerId,
  given: NewCustomer,
  orderIds: readonly string[],
  region?: string,
): Edit[] {
  const set = (table: Edit['table'], record: string, field: string, value: unknown): Edit[] =>
    value === undefined || value === '' ? [] : [{ kind: 'set', table, id: record, field, value }];
  const edits: Edit[] = set('customers', id, 'createdAt', deps.now());
  for (const field of ['name', 'company', 'sex', 'birthday', 'address', 'language'] as const) {
    edits.push(...set('customers', id, field, typeof given[field] === 'string' ? given[field].trim() : undefined));
  }
  for (const element of given.tags ?? []) edits.push({ kind: 'add', table: 'customers', id, field: 'tags', element });
  const kinds = [
    ['email', given.emails],
    ['phone', given.phones],
    ['account', given.accounts],
  ] as const;
  for (const [kind, values] of kinds) {
    for (const value of values ?? []) {
      const key = identityKey(kind, value, region);
      if (key) edits.push(...newIdentity(deps, id, kind, key, value));
    }
  }
  given.orders?.forEach((order, index) => {
    const orderId = orderIds[index] ?? deps.newId();
    const { lines, ...fields } = order;
    edits.push(...set('orders', orderId, 'createdAt', deps.now()), ...set('orders', orderId, 'customerId', id));
    edits.push(...set('orders', orderId, 'shop', order.shop ?? 'own'));
    for (const [field, value] of Object.entries(fields))
      if (field !== 'shop') edits.push(...set('orders', orderId, field, value));
    lines?.forEach((line, position) => {
      const lineId = deps.newId();
      edits.push(...set('lines', lineId, 'orderId', orderId), ...set('lines', lineId, 'position', position));
      for (const [field, value] of Object.entries(line)) edits.push(...set('lines', lineId, field, value));
    });
  });
  for (const body of given.notes ?? []) edits.push(...newNote(deps, deps.newId(), { customerId: id, body }));
  return edits;
}

/** Above this many new customers they are loaded at once instead of edit by edit. */
const LOAD_ABOVE = 50;

/** The records that the edits of new ones make, by table. */
function rowsOfEdits(edits: readonly Edit[]): LoadPerson['rows'] {
  const rows: Partial<Record<Table, Map<string, { fields: Record<string, unknown>; tags: string[] }>>> = {};
  for (const edit of edits) {
    const table = rows[edit.table] ?? new Map();
    rows[edit.table] = table;
    const row = table.get(edit.id) ?? { fields: {}, tags: [] };
    table.set(edit.id, row);
    if (edit.kind === 'set') row.fields[edit.field] = edit.value;
    else if (edit.kind === 'text') row.fields[edit.field] = edit.text;
    else row.tags.push(edit.element);
  }
  return Object.fromEntries(
    Object.entries(rows).map(([table, records]) => [
      table,
      Array.from(records, ([id, { fields, tags }]) => ({ id, fields, ...(tags.length > 0 ? { sets: { tags } } : {}) })),
    ]),
  );
}

export function customerHandlers(deps: AppDeps, list: CustomerList, scores: Scores): HandlersOf<'customers'> {
  /** One action on a customer that must exist. */
  const change = async (
    actionId: ActionId,
    name: string,
    customerId: CustomerId,
    edits: (person: Whole) => readonly Edit[],
  ) => {
    const found = await deps.store.commit({ id: actionId, name, source: USER }, async (reader) => {
      const person = await reader.whole(customerId);
      const exists = person.list('customers').length > 0;
      return { edits: exists ? edits(person) : [], reply: exists };
    });
    return found ? done({ actionId }) : notFound;
  };

  const anyOnFile = (ids: readonly string[]) =>
    deps.store.read(async (reader) => {
      for (const id of ids) if (await reader.stored('orders', id)) return true;
      return false;
    });

  return {
    'customers.list': ({ filter: text, where = [], isHurried = false, ...query }) =>
      unlessEnded(async () => {
        const page = await list.page({ ...query, filter: { text, where } }, isHurried);
        return page ? done(page) : badRequest;
      }),
    async 'customers.get'({ customerId }) {
      // Of a large file that has never been scored the rest is shown meanwhile.
      await scores.standings();
      const score = await scores.scorer();
      const profile = await deps.store.read((reader) => profileOf(reader, score, customerId));
      return done(profile ?? null);
    },

    async 'customers.create'({ actionId, customers, sample }) {
      const orderIds = customers.map(({ orders = [] }) =>
        orders.map((order) => deps.nameId(`order:${order.shop ?? 'own'}`, order.number)),
      );
      const ids = customers.map(() => deps.newId() as CustomerId);
      const head = { id: actionId, name: 'customers.create', source: sample ? SAMPLE : USER };
      const editsOf = (index: number, region?: string) =>
        newCustomer(
          deps,
          ids[index] as CustomerId,
          customers[index] as NewCustomer,
          orderIds[index] as OrderId[],
          region,
        );
      if (customers.length > LOAD_ABOVE && !(await anyOnFile(orderIds.flat()))) {
        const { region } = await deps.store.read(readSettings);
        const people = ids.map((home, index) => ({ home, rows: rowsOfEdits(editsOf(index, region)) }));
        const options = { expectedPeople: customers.length, reply: () => ids };
        return done({ actionId, customerIds: await deps.store.load(head, people, options) });
      }
      const customerIds = await deps.store.commit(head, async (reader) => {
        const { region } = await readSettings(reader);
        return { edits: ids.flatMap((_id, index) => editsOf(index, region)), reply: ids };
      });
      return done({ actionId, customerIds });
    },

    async 'customers.update'({ actionId, customerId, field, value }) {
      const text = value?.trim() ?? '';
      if (field === 'birthday' && text !== '' && !isCalendarDate(text)) return badRequest;
      if (field === 'sex' && text !== '' && !['female', 'male', 'other'].includes(text)) return badRequest;
      return change(actionId, 'customers.update', customerId, ({ id, view }) => {
        // A value that is taken away is taken from whoever it was shown of; a new one is the survivor's.
        const owner = text === '' ? (view?.borrowed.get(field) ?? id) : id;
        return [{ kind: 'set', table: 'customers', id: owner, field, value: text === '' ? null : text }];
      });
    },

    async 'customers.tag'({ actionId, customerId, tag, present }) {
      const element = tag.trim();
      if (element === '') return badRequest;
      return change(actionId, 'customers.tag', customerId, ({ id: survivor, members }) => {
        const kind = present ? 'add' : 'remove';
        const ids = present ? [survivor] : members.map((member) => member.id);
        return ids.map((id): Edit => ({ kind, table: 'customers', id, field: 'tags', element }));
      });
    },

    async 'customers.remove'({ actionId, customerId }) {
      const removed = await deps.store.commit(
        { id: actionId, name: 'customers.remove', source: USER },
        async (reader) => {
          const person = await reader.whole(customerId);
          if (person.list('customers').length === 0) return { edits: [], reply: false };
          const remove = (table: Edit['table'], id: string): Edit => ({
            kind: 'set',
            table,
            id,
            field: 'deleted',
            value: true,
          });
          const records = person.members.flatMap((member) => member.list('customers'));
          const edits: Edit[] = records.map(({ id }) => remove('customers', id));
          for (const table of ['identities', 'orders', 'interactions', 'notes'] as const) {
            for (const record of person.list(table)) edits.push(remove(table, record.id));
          }
          return { edits, reply: true };
        },
      );
      return removed ? done({ actionId }) : notFound;
    },
  };
}

/** True for an existing day written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
