import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { createSlowSignal } from './profile-store.ts';

export type FoundCustomer = ReplyOf<'search.run'>[number];

const LIMIT = 8;
const RECENT = 6;

/** The people of the palette: found as one types, or opened last. */
export interface PaletteStore {
  readonly text: ReadonlySignal<string>;
  /** What stands there now: for a newer text the older answer until its own is there. */
  readonly customers: ReadonlySignal<readonly FoundCustomer[]>;
  /** Whether `customers` is the answer to the text as it is now. */
  readonly isAnswered: ReadonlySignal<boolean>;
  /** An answer has been awaited long enough to say so. */
  readonly slow: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  type(text: string): void;
}

/** Makes the store and asks for who was opened last. One question is on its way at a time; the next is the latest text. */
export function createPaletteStore(background: Background, clock: Clock, stop: AbortSignal): PaletteStore {
  const text = signal('');
  const customers = signal<readonly FoundCustomer[]>([]);
  const answered = signal<string | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const isAnswered = computed(() => answered.value === text.value.trim());
  let isAsking = false;

  async function ask(): Promise<void> {
    if (isAsking || stop.aborted) return;
    isAsking = true;
    for (let wanted = text.peek().trim(); wanted !== answered.peek(); wanted = text.peek().trim()) {
      const found = await find(wanted);
      if (stop.aborted) return;
      batch(() => {
        answered.value = wanted;
        failure.value = found.ok ? undefined : found.error;
        customers.value = found.ok ? found.value : [];
      });
    }
    isAsking = false;
  }

  async function find(wanted: string) {
    if (wanted !== '') return background.call('search.run', { text: wanted, limit: LIMIT });
    const recent = await background.call('recent.list', {});
    // Who was opened last is a convenience: without it the palette is as good.
    const rows = recent.ok ? recent.value.slice(0, RECENT) : [];
    const value = rows.map((customer): FoundCustomer => ({ customer, field: 'name', excerpt: '', ranges: [] }));
    return { ok: true as const, value };
  }

  void ask();
  return {
    text,
    customers,
    isAnswered,
    failure,
    slow: createSlowSignal(
      computed(() => !isAnswered.value),
      clock,
      stop,
    ),
    type: (next) => {
      text.value = next;
      void ask();
    },
  };
}
