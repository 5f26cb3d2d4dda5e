import { type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Filter, ListSort } from '../domain/filter.ts';
import { CustomerId } from '../domain/ids.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Memory } from './sample-store.ts';

/** So many people at most: nobody gets through more without looking again. */
const MOST = 1000;
const KEY = 'work-list';

const WorkList = z.object({
  /** What it is called: the segment's name. */
  name: z.string(),
  /** Who was in it when it was begun: whoever is helped drops out of a segment, and must not shift the others. */
  ids: z.array(CustomerId),
  /** How many there were, those beyond the list too. */
  total: z.int(),
  /** The place one is at. */
  at: z.int(),
});
export type WorkList = z.infer<typeof WorkList>;

/** People who are gone through one by one. It is there until it is ended, on other pages and after a reload. */
export interface WorkListStore {
  readonly list: ReadonlySignal<WorkList | undefined>;
  /** Begins; gives whom with, nobody where there is nobody, or why it could not be. */
  start(
    name: string,
    filter: Filter,
    order: { readonly sort: ListSort; readonly descending: boolean },
  ): Promise<{ readonly first: CustomerId | undefined } | Failure>;
  /** Somebody was opened: the list goes on from there when they are in it. */
  opened(id: CustomerId): void;
  /** Whoever is so many places on; absent beyond the ends. */
  beside(by: 1 | -1): CustomerId | undefined;
  end(): void;
}

export function createWorkListStore(background: Background, memory: Memory): WorkListStore {
  const list = signal<WorkList | undefined>(readList(memory.get(KEY)));
  const keep = (next: WorkList | undefined) => {
    list.value = next;
    memory.set(KEY, next && JSON.stringify(next));
  };
  return {
    list,
    async start(name, filter, order) {
      const answer = await background.call('filters.ids', { filter, ...order, limit: MOST });
      if (!answer.ok) return answer.error;
      const { ids, total } = answer.value;
      if (ids.length > 0) keep({ name, ids, total, at: 0 });
      return { first: ids[0] };
    },
    opened: (id) => {
      const current = list.peek();
      const at = current?.ids.indexOf(id) ?? -1;
      if (current && at >= 0 && at !== current.at) keep({ ...current, at });
    },
    beside: (by) => list.value?.ids[list.value.at + by],
    end: () => keep(undefined),
  };
}

function readList(text: string | undefined): WorkList | undefined {
  try {
    const read = z.safeParse(WorkList, JSON.parse(text ?? 'null'));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
