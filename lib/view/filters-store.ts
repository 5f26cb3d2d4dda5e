import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CustomField } from '../domain/custom-field.ts';
import type { SavedFilter } from '../domain/filter.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import { createGoodsStore, type GoodsStore } from './goods-store.ts';

export type FilterValues = ReplyOf<'filters.values'>;

/** The filters the shop has saved, and what there is to filter by. */
export interface FiltersStore {
  readonly saved: ReadonlySignal<readonly SavedFilter[]>;
  /** Whether it is known which there are: none and not yet read look the same otherwise. */
  readonly isLoaded: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** The shop's own fields, archived ones too; absent until they are there. */
  readonly fields: ReadonlySignal<readonly CustomField[] | undefined>;
  /** Tags, sources, currencies and what fields hold; absent until they were asked for. */
  readonly values: ReadonlySignal<FilterValues | undefined>;
  readonly goods: GoodsStore;
  load(): Promise<void>;
  loadValues(): Promise<void>;
}

/** Makes the store; it follows the background's changes until the signal aborts. */
export function createFiltersStore(background: Background, stop: AbortSignal): FiltersStore {
  const saved = signal<readonly SavedFilter[]>([]);
  const isLoaded = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const fields = signal<readonly CustomField[] | undefined>(undefined);
  const values = signal<FilterValues | undefined>(undefined);

  const loadSaved = async () => {
    const answer = await background.call('filters.list', {});
    batch(() => {
      failure.value = answer.ok ? undefined : answer.error;
      if (answer.ok) saved.value = answer.value;
      if (answer.ok) isLoaded.value = true;
    });
  };
  const loadFields = async () => {
    const answer = await background.call('fields.list', {});
    if (answer.ok) fields.value = answer.value;
  };
  background.subscribe((push) => {
    if (push.event !== 'changed') return;
    if (push.tables.includes('settings')) void loadSaved();
    if (push.tables.includes('fields')) void loadFields();
  }, stop);

  return {
    saved,
    isLoaded,
    failure,
    fields,
    values,
    goods: createGoodsStore(background),
    load: async () => void (await Promise.all([loadSaved(), loadFields()])),
    loadValues: async () => {
      const answer = await background.call('filters.values', {});
      if (answer.ok) values.value = answer.value;
    },
  };
}
