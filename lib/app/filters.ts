import * as z from 'zod/mini';
import { SavedFilter } from '../domain/filter.ts';
import type { Edit } from '../storage/action.ts';
import type { CustomFields } from './custom-fields.ts';
import type { CustomerList } from './customer-list.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from './deps.ts';
import { conditionsOf } from './filter/conditions.ts';
import { createValueCounts } from './filter/values.ts';

const USER = { type: 'user' } as const;
/** Tells the shop's saved filters from its other settings, which stand in the same table. */
const KIND = 'filter';

export function filterHandlers(deps: AppDeps, list: CustomerList, fields: CustomFields): HandlersOf<'filters'> {
  const set = (id: string, field: string, value: unknown): Edit => ({
    kind: 'set',
    table: 'settings',
    id,
    field,
    value,
  });

  return {
    async 'filters.list'() {
      const records = await deps.store.read((reader) => reader.allOfShop('settings'));
      const found = records.flatMap((record) => {
        const saved = (record as { kind?: unknown }).kind === KIND ? z.safeParse(SavedFilter, record) : undefined;
        return saved?.success ? [saved.data] : [];
      });
      return done(found.sort((a, b) => (a.name < b.name ? -1 : 1)));
    },

    async 'filters.save'({ actionId, id: known, name, filter, sort, descending }) {
      const title = name.trim();
      if (title === '' || !conditionsOf(filter.where, await fields.all())) return badRequest;
      const id = known ?? deps.newId();
      const saved = await deps.store.commit({ id: actionId, name: 'filters.save', source: USER }, async (reader) => {
        const before = await reader.stored('settings', id);
        const isThere = before?.fields.kind === KIND && before.fields.deleted !== true;
        if (known !== undefined && !isThere) return { edits: [], reply: null };
        const fields = { kind: KIND, name: title, filter, sort, descending };
        const edits = Object.entries(fields)
          // A register that holds an object is set anew only when it says something else.
          .filter(([field, value]) => JSON.stringify(before?.fields[field]) !== JSON.stringify(value))
          .map(([field, value]) => set(id, field, value));
        return { edits, reply: id };
      });
      return saved === null ? notFound : done({ actionId, id: saved });
    },

    async 'filters.remove'({ actionId, id }) {
      const found = await deps.store.commit({ id: actionId, name: 'filters.remove', source: USER }, async (reader) => {
        const record = (await reader.get('settings', id)) as { kind?: unknown } | undefined;
        const isFilter = record?.kind === KIND;
        return { edits: isFilter ? [set(id, 'deleted', true)] : [], reply: isFilter };
      });
      return found ? done({ actionId }) : notFound;
    },

    async 'filters.ids'(query) {
      const found = await list.ids(query);
      return found ? done(found) : badRequest;
    },

    async 'filters.values'() {
      const counts = createValueCounts(await fields.all());
      const pace = deps.pace();
      for await (const subject of list.subjects({ facts: true, models: true })) {
        counts.take(subject);
        if (pace.isDue()) await pace.rest();
      }
      return done(counts.all());
    },
  };
}
