import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Selection } from '../domain/filter.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { CustomerListStore } from './customer-list-store.ts';

/** Which customers of the list are chosen. It lives as long as the filter does. */
export interface SelectionStore {
  readonly count: ReadonlySignal<number>;
  /** At least so many are chosen: of those who match not all were counted. */
  readonly isCut: ReadonlySignal<boolean>;
  /** Whether everybody who matches is chosen. */
  readonly isAll: ReadonlySignal<boolean>;
  has(id: CustomerId): boolean;
  toggle(id: CustomerId, place: number): void;
  /** Chooses everybody from the row chosen last to this one. */
  extend(place: number): Promise<void>;
  all(): void;
  clear(): void;
  /** What to hand to whoever changes them. */
  of(): Selection;
}

type Chosen =
  | { readonly type: 'some'; readonly ids: ReadonlySet<CustomerId> }
  | { readonly type: 'all'; readonly except: ReadonlySet<CustomerId> };

const NOBODY: Chosen = { type: 'some', ids: new Set() };

/** Makes the selection of a list; a new filter ends it. */
export function createSelectionStore(list: CustomerListStore): SelectionStore {
  const chosen = signal<Chosen>(NOBODY);
  let anchor = 0;
  const count = computed(() => {
    const current = chosen.value;
    if (current.type === 'some') return current.ids.size;
    return Math.max(0, (list.answer.value?.total ?? 0) - current.except.size);
  });
  list.onFilter(() => {
    chosen.value = NOBODY;
  });

  const has = (id: CustomerId) => {
    const current = chosen.value;
    return current.type === 'some' ? current.ids.has(id) : !current.except.has(id);
  };
  const withEach = (ids: readonly CustomerId[], isIn: boolean): Chosen => {
    const current = chosen.peek();
    const held = new Set(current.type === 'some' ? current.ids : current.except);
    for (const id of ids) {
      if (isIn === (current.type === 'some')) held.add(id);
      else held.delete(id);
    }
    return current.type === 'some' ? { type: 'some', ids: held } : { type: 'all', except: held };
  };

  return {
    count,
    isCut: computed(() => chosen.value.type === 'all' && (list.answer.value?.isCut ?? false)),
    isAll: computed(() => chosen.value.type === 'all' && chosen.value.except.size === 0),
    has,
    toggle: (id, place) => {
      anchor = place;
      chosen.value = withEach([id], !has(id));
    },
    extend: async (place) => {
      const [first, last] = anchor < place ? [anchor, place] : [place, anchor];
      const ids = await list.idsBetween(first, last);
      batch(() => {
        chosen.value = withEach(ids, true);
      });
    },
    all: () => {
      chosen.value = { type: 'all', except: new Set() };
    },
    clear: () => {
      chosen.value = NOBODY;
    },
    of: () => {
      const current = chosen.peek();
      if (current.type === 'some') return { ids: [...current.ids] };
      return { filter: list.filter.peek(), except: [...current.except] };
    },
  };
}
