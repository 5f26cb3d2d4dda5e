import type { Edit } from '../../storage/action.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from '../deps.ts';
import type { CustomFields } from '../fields/custom-fields.ts';
import type { CustomerList } from '../list/customer-list.ts';
import { unlessEnded } from '../scoring/compute-failure.ts';
import { conditionsOf } from './conditions.ts';
import { FILTER_KIND, readSavedFilters } from './saved-filters.ts';
import { createValueCounts } from './values.ts';

const USER = { type: 'user' } as const;

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
      return done(await deps.store.read(readSavedFilters));
    },

    async 'filters.save'({ actionId, id: known, name, filter, sort, descending }) {
      const title = name.trim();
      if (title === '' || !conditionsOf(filter.where, await fields.all())) return badRequest;
      const id = known ?? deps.newId();
      const saved = await deps.store.commit({ id: actionId, name: 'filters.save', source: USER }, async (reader) => {
        const before = await reader.stored('settings', id);
        const isThere = before?.fields.kind === FILTER_KIND && before.fields.deleted !== true;
        if (known !== undefined && !isThere) return { edits: [], reply: null };
        const fields = { kind: FILTER_KIND, name: title, filter, sort, descending };
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
        const isFilter = record?.kind === FILTER_KIND;
        return { edits: isFilter ? [set(id, 'deleted', true)] : [], reply: isFilter };
      });
      return found ? done({ actionId }) : notFound;
    },

    'filters.ids': (query) =>
      unlessEnded(async () => {
        const found = await list.ids(query);
        return found ? done(found) : badRequest;
      }),

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
