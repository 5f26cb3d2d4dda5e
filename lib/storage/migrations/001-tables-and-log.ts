import type { Migration } from './migration.ts';

/** The first layout: one store a table, texts apart from their records, the change log, the actions for undo, local drafts. */
export const m001: Migration = {
  to: 1,
  upgrade(database) {
    const table = (name: string, ...indexes: readonly string[]) => {
      const store = database.createObjectStore(name, { keyPath: 'id' });
      for (const field of indexes) store.createIndex(field, `fields.${field}`);
      return store;
    };
    table('customers').createIndex('keys', 'keys', { multiEntry: true });
    table('identities', 'customerId').createIndex('keys', 'keys', { multiEntry: true });
    table('orders', 'customerId', 'number');
    table('lines', 'orderId');
    table('interactions', 'customerId');
    table('notes', 'customerId');
    table('rejections', 'personKey');
    table('sites', 'origin');
    table('settings');

    database.createObjectStore('texts');
    const changes = database.createObjectStore('changes', { keyPath: 'seq', autoIncrement: true });
    changes.createIndex('record', ['table', 'id']);
    const actions = database.createObjectStore('actions', { keyPath: 'seq', autoIncrement: true });
    actions.createIndex('id', 'id', { unique: true });
    database.createObjectStore('stats');
    database.createObjectStore('meta');
    const drafts = database.createObjectStore('drafts', { keyPath: 'key' });
    drafts.createIndex('customerId', 'customerId');
  },
};
