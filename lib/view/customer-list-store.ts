import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Filter, FilterNode, ListSort } from '../domain/filter.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { CustomerRow, RowMarks } from '../domain/profile.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { goodsIn } from './goods-store.ts';
import { type ListOrder, nextOrder } from './list-order.ts';
import { createSlowSignal } from './profile-store.ts';

/** Rows asked for at a time. */
const PAGE_ROWS = 100;
const TYPING_QUIET_MS = 120;
/** The most that one request may ask for. */
const MOST_AT_ONCE = 500;
/** Pages kept on either side of the one in view; the rest is asked for again when it comes into view. */
const KEPT_PAGES = 10;
const TABLES = ['customers', 'identities', 'orders', 'lines', 'interactions', 'notes', 'fields', 'scores'];

interface Answer {
  readonly total: number;
  /** At least so many match. */
  readonly isCut: boolean;
  /** By place in the whole list; only what has been asked for. */
  readonly rows: ReadonlyMap<number, CustomerRow>;
  /** By place: what of a row the filter's text was found in. */
  readonly marks: ReadonlyMap<number, RowMarks>;
  /** The text and the conditions that this is the answer to. */
  readonly filter: string;
  readonly where: readonly FilterNode[];
  /** It is not known yet who matches: who bought what is being counted. */
  readonly isCounting: boolean;
}

/** The customer list as far as it is in view. */
export interface CustomerListStore {
  /** The filter as typed. */
  readonly text: ReadonlySignal<string>;
  /** What else has to be so of whoever is in the list. */
  readonly where: ReadonlySignal<readonly FilterNode[]>;
  /** Both, as last asked for. */
  readonly filter: ReadonlySignal<Filter>;
  readonly sort: ReadonlySignal<ListSort>;
  readonly descending: ReadonlySignal<boolean>;
  /** Absent before the first answer. A newer question leaves the old answer standing until its own is there. */
  readonly answer: ReadonlySignal<Answer | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Nothing has been there to show for long enough that a skeleton helps. */
  readonly slow: ReadonlySignal<boolean>;
  /** Grows whenever the list begins anew from its top: another sort, another filter. */
  readonly turned: ReadonlySignal<number>;
  type(text: string): void;
  setWhere(where: readonly FilterNode[]): void;
  /** Another filter, and the order that belongs to it. */
  apply(filter: Filter, order?: ListOrder): void;
  /** Calls back whenever another filter is asked for. */
  onFilter(listener: () => void): void;
  /** Who is from one place to another, both included; what is not at hand is asked for. */
  idsBetween(first: number, last: number): Promise<CustomerId[]>;
  /** Sorts by a column; by the same again turns it round. @param first whether it begins with the most; as is usual when absent */
  sortBy(sort: ListSort, first?: boolean): void;
  /** The rows in view, first and last place: what is missing there is asked for. */
  show(first: number, last: number): void;
  retry(): void;
}

/** Makes the list; nothing is asked before `show` or `retry`. Everything ends when the signal aborts. */
export function createCustomerListStore(background: Background, clock: Clock, stop: AbortSignal): CustomerListStore {
  const text = signal('');
  const sort = signal<ListSort>('lastPurchaseAt');
  const descending = signal(true);
  const answer = signal<Answer | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const turned = signal(0);
  const waiting = computed(() => answer.value === undefined && failure.value === undefined);

  const filter = signal<Filter>({ text: '', where: [] });
  const where = computed(() => filter.value.where);
  const filterListeners: (() => void)[] = [];
  let view = { first: 0, last: 0 };
  // Every question belongs to a round; an answer that comes after the next round began is dropped.
  let round = 0;
  let isFresh = false;
  let isRunning = false;
  let isStale = false;
  let cancelTyping = () => {};

  /** The first page in view that is not there. */
  function missing(): number | undefined {
    const last = Math.floor(view.last / PAGE_ROWS);
    for (let page = Math.floor(view.first / PAGE_ROWS); page <= last; page += 1) {
      if (!isFresh) return page;
      const current = answer.peek();
      if (!current || (page * PAGE_ROWS < current.total && !current.rows.has(page * PAGE_ROWS))) return page;
    }
    return undefined;
  }

  async function run(): Promise<void> {
    const mine = round;
    isRunning = true;
    for (let page = missing(); page !== undefined; page = missing()) {
      const offset = page * PAGE_ROWS;
      const reply = await background.call('customers.list', { ...question(), offset, limit: PAGE_ROWS });
      if (mine !== round || stop.aborted) return;
      if (!reply.ok) {
        failure.value = reply.error;
        break;
      }
      keep(offset, reply.value);
      // The list became shorter than the place in view.
      if (reply.value.rows.length === 0) break;
    }
    isRunning = false;
    if (isStale) again();
  }

  function question() {
    const { text: wanted, where: conditions } = filter.peek();
    const asked = { sort: sort.peek(), descending: descending.peek(), filter: wanted };
    if (conditions.length === 0) return asked;
    const where = [...conditions];
    return goodsIn(where).length === 0 ? { ...asked, where } : { ...asked, where, isHurried: true };
  }

  function keep(offset: number, page: ReplyOf<'customers.list'>): void {
    const { rows, total, isCut = false, marks, waitsFor } = page;
    const held = isFresh ? answer.peek() : undefined;
    const near = new Map<number, CustomerRow>();
    const nearMarks = new Map<number, RowMarks>();
    for (const [place, row] of held?.rows ?? []) {
      if (Math.abs(place - offset) > KEPT_PAGES * PAGE_ROWS) continue;
      near.set(place, row);
      const mark = held?.marks.get(place);
      if (mark) nearMarks.set(place, mark);
    }
    rows.forEach((row, index) => {
      near.set(offset + index, row);
      const mark = marks?.[index];
      if (mark) nearMarks.set(offset + index, mark);
    });
    isFresh = true;
    const { text: asked, where: conditions } = filter.peek();
    batch(() => {
      const isCounting = waitsFor !== undefined;
      answer.value = { rows: near, marks: nearMarks, total, isCut, filter: asked, where: conditions, isCounting };
      failure.value = undefined;
    });
  }

  function ask(): void {
    if (!isRunning) void run();
  }

  /** A new round over the same place: the data changed. */
  function again(): void {
    isStale = false;
    round += 1;
    isFresh = false;
    isRunning = false;
    ask();
  }

  /** A new round from the top: another question. */
  function turn(): void {
    view = { first: 0, last: Math.max(0, view.last - view.first) };
    turned.value += 1;
    again();
  }

  function change(next: Filter): void {
    filter.value = next;
    for (const listener of filterListeners) listener();
    turn();
  }

  background.subscribe((push) => {
    if (push.event !== 'changed') return;
    const isCounted = push.tables.includes('offers') && goodsIn(filter.peek().where).length > 0;
    if (!isCounted && !push.tables.some((table) => TABLES.includes(table))) return;
    // A burst of changes is answered once the question on its way is.
    if (isRunning) isStale = true;
    else if (answer.peek() !== undefined) again();
  }, stop);
  stop.addEventListener('abort', () => cancelTyping(), { once: true });

  return {
    ...{ text, where, filter, sort, descending, answer },
    failure,
    slow: createSlowSignal(waiting, clock, stop),
    turned,
    type: (next) => {
      cancelTyping();
      text.value = next;
      cancelTyping = clock.after(TYPING_QUIET_MS, () => {
        if (next.trim() === filter.peek().text) return;
        change({ ...filter.peek(), text: next.trim() });
      });
    },
    setWhere: (next) => change({ ...filter.peek(), where: [...next] }),
    apply: (next, order) => {
      cancelTyping();
      batch(() => {
        text.value = next.text;
        if (order) {
          sort.value = order.sort;
          descending.value = order.descending;
        }
      });
      change(next);
    },
    onFilter: (listener) => void filterListeners.push(listener),
    idsBetween: async (first, last) => {
      const ids: CustomerId[] = [];
      for (let place = first; place <= last; ) {
        const row = answer.peek()?.rows.get(place);
        if (row) {
          ids.push(row.id);
          place += 1;
          continue;
        }
        const limit = Math.min(MOST_AT_ONCE, last - place + 1);
        const reply = await background.call('customers.list', { ...question(), offset: place, limit });
        if (!reply.ok || reply.value.rows.length === 0) break;
        ids.push(...reply.value.rows.map(({ id }) => id));
        place += reply.value.rows.length;
      }
      return ids;
    },
    sortBy: (next, first) => {
      const order = nextOrder({ sort: sort.peek(), descending: descending.peek() }, next, first);
      batch(() => {
        descending.value = order.descending;
        sort.value = order.sort;
      });
      turn();
    },
    show: (first, last) => {
      view = { first, last };
      ask();
    },
    retry: () => {
      failure.value = undefined;
      again();
    },
  };
}
