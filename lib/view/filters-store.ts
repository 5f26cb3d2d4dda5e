import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { SavedFilter } from '../domain/filter.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';

export type FilterValues = ReplyOf<'filters.values'>;

/** The filters the shop has saved, and what there is to filter by. */
export interface FiltersStore {
  readonly saved: ReadonlySignal<readonly SavedFilter[]>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Tags, sources and currencies on file; absent until they were asked for. */
  readonly values: ReadonlySignal<FilterValues | undefined>;
  load(): Promise<void>;
  loadValues(): Promise<void>;
}

/** Makes the store; it follows the background's changes until the signal aborts. */
export function createFiltersStore(background: Background, stop: AbortSignal): FiltersStore {
  const saved = signal<readonly SavedFilter[]>([]);
  const failure = signal<Failure | undefined>(undefined);
  const values = signal<FilterValues | undefined>(undefined);

  const load = async () => {
    const answer = await background.call('filters.list', {});
    batch(() => {
      failure.value = answer.ok ? undefined : answer.error;
      if (answer.ok) saved.value = answer.value;
    });
  };
  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('settings')) void load();
  }, stop);

  return {
    saved,
    failure,
    values,
    load,
    loadValues: async () => {
      const answer = await background.call('filters.values', {});
      if (answer.ok) values.value = answer.value;
    },
  };
}
