import type { Filter, SavedFilter, Selection } from '../../lib/domain/filter.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import type { CustomerRow } from '../../lib/domain/profile.ts';
import type { BulkChange, Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { type ConditionDeps, type ListFilter, readFilter } from './console-conditions.ts';

/** Whom a change is about: ids, or whom a filter finds. */
type Whom = readonly string[] | ListFilter;

type SaveOptions = Partial<Pick<SavedFilter, 'id' | 'sort' | 'descending'>>;

export interface ConsoleFilters {
  readonly filters: {
    list(): Promise<SavedFilter[]>;
    save(name: string, filter: ListFilter, options?: SaveOptions): Promise<string>;
    remove(id: string): Promise<ActionId>;
    values(): Promise<ReplyOf<'filters.values'>>;
  };
  readonly segments: {
    list(): Promise<(SavedFilter & { readonly count: number })[]>;
    save(name: string, filter: ListFilter, options?: SaveOptions): Promise<string>;
    /** @param of a segment's id or name, or a filter */
    count(of: ListFilter): Promise<number>;
    customers(of: string, options?: { readonly limit?: number }): Promise<CustomerRow[]>;
    /** Gives the action's id, for undo. */
    delete(of: string): Promise<ActionId>;
  };
  readonly bulk: {
    preview(of: Whom, change: BulkChange, options?: { readonly from?: number }): Promise<ReplyOf<'bulk.preview'>>;
    run(
      of: Whom,
      change: BulkChange,
      options?: { readonly mark?: string },
    ): Promise<{ customers: number; changed: number; isOther?: boolean | undefined; undoId: ActionId }>;
  };
  quality(): Promise<ReplyOf<'quality.report'>>;
}

interface Deps extends ConditionDeps {
  readonly ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>;
  readonly actionId: () => ActionId;
}

const PAGE = 500;
const isIds = (of: Whom): of is readonly string[] => Array.isArray(of);

/** Saved filters, which are segments, changes to many customers and the data-quality report for the console. */
export function createConsoleFilters({ ask, actionId, ...conditions }: Deps): ConsoleFilters & {
  /** Who is in a segment. */
  selectionOf(segment: string): Promise<Selection>;
} {
  const selection = async (of: Whom): Promise<Selection> =>
    isIds(of)
      ? { ids: of as readonly CustomerId[] as CustomerId[] }
      : { filter: await readFilter(of, conditions), except: [] };

  async function save(name: string, given: ListFilter, options: SaveOptions = {}): Promise<string> {
    const { id, sort = 'lastPurchaseAt', descending = true } = options;
    const filter = await readFilter(given, conditions);
    const request = { actionId: actionId(), name, filter, sort, descending };
    return (await ask('filters.save', { ...request, ...(id === undefined ? {} : { id }) })).id;
  }

  async function segment(of: string): Promise<SavedFilter> {
    const all = await ask('filters.list', {});
    const wanted = of.trim().toLowerCase();
    const found = all.find(({ id }) => id === of) ?? all.find(({ name }) => name.toLowerCase() === wanted);
    if (found) return found;
    const error = new Error(conditions.translate()('filter.fault.no-segment', { name: of.slice(0, 100) }));
    error.name = 'no-segment';
    throw error;
  }

  const page = (
    filter: Filter,
    { sort, descending }: Pick<SavedFilter, 'sort' | 'descending'>,
    offset: number,
    limit: number,
  ) => ask('customers.list', { filter: filter.text, where: filter.where, sort, descending, offset, limit });
  const countOf = async (filter: Filter) =>
    (await page(filter, { sort: 'lastPurchaseAt', descending: true }, 0, 1)).total;

  return {
    filters: {
      list: () => ask('filters.list', {}),
      save,
      remove: async (id) => (await ask('filters.remove', { actionId: actionId(), id })).actionId,
      values: () => ask('filters.values', {}),
    },
    segments: {
      async list() {
        const found: (SavedFilter & { count: number })[] = [];
        for (const one of await ask('filters.list', {})) found.push({ ...one, count: await countOf(one.filter) });
        return found;
      },
      save,
      count: async (of) =>
        countOf(typeof of === 'string' ? (await segment(of)).filter : await readFilter(of, conditions)),
      async customers(of, { limit = Number.POSITIVE_INFINITY } = {}) {
        const { filter, ...order } = await segment(of);
        const rows: CustomerRow[] = [];
        while (rows.length < limit) {
          const wanted = Math.min(PAGE, limit - rows.length);
          const { rows: some } = await page(filter, order, rows.length, wanted);
          rows.push(...some);
          if (some.length < wanted) break;
        }
        return rows;
      },
      async delete(of) {
        const { id } = await segment(of);
        return (await ask('filters.remove', { actionId: actionId(), id })).actionId;
      },
    },
    bulk: {
      preview: async (of, change, { from = 0 } = {}) =>
        ask('bulk.preview', { of: await selection(of), change, ...(from === 0 ? {} : { from }) }),
      async run(of, change, { mark } = {}) {
        const request = { actionId: actionId(), of: await selection(of), change };
        const { actionId: undoId, ...counts } = await ask('bulk.run', {
          ...request,
          ...(mark === undefined ? {} : { mark }),
        });
        return { ...counts, undoId };
      },
    },
    quality: () => ask('quality.report', {}),
    selectionOf: async (of) => ({ filter: (await segment(of)).filter, except: [] }),
  };
}
