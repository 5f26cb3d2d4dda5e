import type { Condition, SavedFilter, Selection } from '../../lib/domain/filter.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import type { BulkChange, Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';

/** A text to look for, or conditions, or both. */
export type ListFilter = string | { readonly text?: string; readonly where?: readonly Condition[] };

/** Whom a change is about: ids, or whom a filter finds. */
type Whom = readonly string[] | ListFilter;

export interface ConsoleFilters {
  readonly filters: {
    list(): Promise<SavedFilter[]>;
    save(
      name: string,
      filter: ListFilter,
      options?: Partial<Pick<SavedFilter, 'id' | 'sort' | 'descending'>>,
    ): Promise<string>;
    remove(id: string): Promise<ActionId>;
    values(): Promise<ReplyOf<'filters.values'>>;
  };
  readonly bulk: {
    preview(of: Whom, change: BulkChange): Promise<ReplyOf<'bulk.preview'>>;
    run(of: Whom, change: BulkChange): Promise<{ customers: number; changed: number; undoId: ActionId }>;
  };
  quality(): Promise<ReplyOf<'quality.report'>>;
}

/** A filter as it is asked for. */
export const listFilter = (filter: ListFilter): { text: string; where: Condition[] } =>
  typeof filter === 'string'
    ? { text: filter, where: [] }
    : { text: filter.text ?? '', where: [...(filter.where ?? [])] };

const isIds = (of: Whom): of is readonly string[] => Array.isArray(of);

const selection = (of: Whom): Selection =>
  isIds(of) ? { ids: of as readonly CustomerId[] as CustomerId[] } : { filter: listFilter(of), except: [] };

/** Saved filters, changes to many customers and the data-quality report for the console. */
export function createConsoleFilters(
  ask: <M extends Method>(method: M, request: RequestOf<M>) => Promise<ReplyOf<M>>,
  actionId: () => ActionId,
): ConsoleFilters {
  return {
    filters: {
      list: () => ask('filters.list', {}),
      async save(name, filter, { id, sort = 'lastPurchaseAt', descending = true } = {}) {
        const request = { actionId: actionId(), name, filter: listFilter(filter), sort, descending };
        return (await ask('filters.save', { ...request, ...(id === undefined ? {} : { id }) })).id;
      },
      remove: async (id) => (await ask('filters.remove', { actionId: actionId(), id })).actionId,
      values: () => ask('filters.values', {}),
    },
    bulk: {
      preview: (of, change) => ask('bulk.preview', { of: selection(of), change }),
      async run(of, change) {
        const { actionId: undoId, ...counts } = await ask('bulk.run', {
          ...{ actionId: actionId(), of: selection(of), change },
        });
        return { ...counts, undoId };
      },
    },
    quality: () => ask('quality.report', {}),
  };
}
