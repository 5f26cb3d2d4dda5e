import type { Migration } from './migration.ts';

const OF_PEOPLE = ['customers', 'identities', 'orders', 'lines', 'interactions', 'notes'];
const OF_SHOP = ['rejections', 'sites', 'settings'];

interface OldRecord {
  readonly id: string;
  readonly keys?: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The second layout: immutable segments with a journal of what has changed since, instead of one store a table.
 * Every record moves to the journal; where a line belongs is told by its order.
 */
export const m002: Migration = {
  to: 2,
  async upgrade(database, transaction) {
    const store = (name: string, keyPath: string, ...indexes: readonly string[]) => {
      const made = database.createObjectStore(name, { keyPath });
      for (const field of indexes) made.createIndex(field, field, { multiEntry: field !== 'table' });
      return made;
    };
    const journal = store('journal', 'key', 'homes', 'keys');
    const shop = store('shop', 'key', 'table', 'keys');
    store('summaries', 'id');
    for (const name of ['blocks', 'parts', 'chunks', 'derived']) database.createObjectStore(name);

    const ownerOf = new Map<string, string>();
    for (const table of [...OF_PEOPLE, ...OF_SHOP]) {
      for (const record of (await transaction.objectStore(table).getAll()) as OldRecord[]) {
        const { customerId, orderId, number, origin, personKey } = record.fields as Record<string, string | undefined>;
        const home = table === 'customers' ? record.id : (customerId ?? ownerOf.get(orderId ?? '') ?? record.id);
        if (table === 'orders') ownerOf.set(record.id, home);
        const keys = [
          ...(record.keys ?? []),
          ...(table === 'orders' && number ? [`number:${number}`] : []),
          ...(table === 'sites' && origin ? [`origin:${origin}`] : []),
          ...(table === 'rejections' && personKey ? [`person:${personKey}`] : []),
        ];
        const { keys: _former, ...rest } = record;
        const row = { key: `${table}/${record.id}`, table, homes: [home], keys, record: rest };
        await (OF_SHOP.includes(table) ? shop : journal).put(row);
      }
      database.deleteObjectStore(table);
    }
    database.deleteObjectStore('stats');
    // The summaries are worked out by the product when it first opens this layout.
    if ((await journal.count()) > 0) await transaction.objectStore('meta').put('all', 'summaries-due');
  },
};
