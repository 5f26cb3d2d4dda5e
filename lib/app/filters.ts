import * as z from 'zod/mini';
import { SavedFilter } from '../domain/filter.ts';
import type { Edit } from '../storage/action.ts';
import type { CustomerList } from './customer-list.ts';
import { type AppDeps, badRequest, done, type HandlersOf, notFound } from './deps.ts';
import { conditionsOf } from './filter/conditions.ts';

const USER = { type: 'user' } as const;
/** Tells the shop's saved filters from its other settings, which stand in the same table. */
const KIND = 'filter';
const MOST_VALUES = 500;

export function filterHandlers(deps: AppDeps, list: CustomerList): HandlersOf<'filters'> {
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
      if (title === '' || !conditionsOf(filter.where)) return badRequest;
      const id = known ?? deps.newId();
      const saved = await deps.store.commit({ id: actionId, name: 'filters.save', source: USER }, async (reader) => {
        const isKnown = known === undefined || (await reader.get('settings', known)) !== undefined;
        if (!isKnown) return { edits: [], reply: null };
        const before = await reader.stored('settings', id);
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

    async 'filters.values'() {
      const counts = {
        tag: new Map<string, number>(),
        source: new Map<string, number>(),
        currency: new Map<string, number>(),
      };
      const count = (of: Map<string, number>, value: string) => void of.set(value, (of.get(value) ?? 0) + 1);
      const pace = deps.pace();
      for await (const { summary, facts } of list.subjects(true)) {
        for (const tag of summary.tags) count(counts.tag, tag);
        for (const { currency } of summary.stats.net) count(counts.currency, currency);
        for (const source of facts?.sources ?? []) count(counts.source, source);
        if (pace.isDue()) await pace.rest();
      }
      const sorted = (of: ReadonlyMap<string, number>) =>
        Array.from(of, ([value, n]) => ({ value, count: n }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          .slice(0, MOST_VALUES);
      return done({ tag: sorted(counts.tag), source: sorted(counts.source), currency: sorted(counts.currency) });
    },
  };
}
