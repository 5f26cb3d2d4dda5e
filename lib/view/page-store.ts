import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CustomerId } from '../domain/ids.ts';
import type { PageContext, PersonOnPage } from '../domain/page-context.ts';
import type { Profile } from '../domain/profile.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { createProfileStore, createSlowSignal, type ProfileStore } from './profile-store.ts';

/** The fields of the preview, as typed; what is absent still follows the page. */
export interface NewPersonFields {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What the panel shows: the page it belongs to, the person chosen on it, and that person's profile. */
export interface PageStore {
  readonly context: ReadonlySignal<PageContext | undefined>;
  /** The person shown; absent while the page loads or nobody is on it. */
  readonly person: ReadonlySignal<PersonOnPage | undefined>;
  /** A customer looked up by hand, who stands before the page's own people. */
  readonly opened: ReadonlySignal<CustomerId | undefined>;
  readonly profiles: ProfileStore;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Whether something is awaited that is not there yet. */
  readonly waiting: ReadonlySignal<boolean>;
  /** Whether it has been awaited long enough for a skeleton. */
  readonly slow: ReadonlySignal<boolean>;
  /** Whether no customer is on file at all; absent until known. */
  readonly fileIsEmpty: ReadonlySignal<boolean | undefined>;
  /** What was typed into the preview of a new customer, by person: kept while the tab lives, wherever one goes. */
  readonly previews: ReadonlySignal<ReadonlyMap<string, NewPersonFields>>;
  edit(key: string, fields: NewPersonFields): void;
  start(): Promise<void>;
  select(key: string): Promise<void>;
  /** Shows a customer found by hand until closed or until somebody appears on the page. */
  open(customerId: CustomerId): void;
  close(): void;
  retry(): Promise<void>;
  /** Another tab is in front: what was known of the former one is forgotten, and epochs start anew. */
  turn(): Promise<void>;
  /** Tells the background that what it said at this epoch can be seen now. */
  painted(epoch: number): void;
}

/** No tab to speak of, as when a page of ours stands in a tab of its own. */
const NO_PAGE: PageContext = { epoch: 0, site: { type: 'none' }, state: 'nobody', people: [], excluded: [] };

/** Makes the page store. Nothing is asked before `start`; all ends when the signal aborts. */
export function createPageStore(background: Background, clock: Clock, stop: AbortSignal): PageStore {
  const context = signal<PageContext | undefined>(undefined);
  const opened = signal<CustomerId | undefined>(undefined);
  const askFailure = signal<Failure | undefined>(undefined);
  const fileIsEmpty = signal<boolean | undefined>(undefined);
  const previews = signal<ReadonlyMap<string, NewPersonFields>>(new Map());
  const profiles = createProfileStore(background, stop);

  const person = computed(() => personOf(context.value));
  const failure = computed(() => askFailure.value ?? profiles.failure.value);
  const waiting = computed(() => {
    if (failure.value !== undefined) return false;
    if (context.value === undefined || context.value.state === 'loading') return true;
    return profiles.customerId.value !== undefined && profiles.profile.value === undefined;
  });

  const show = (known?: Profile) => profiles.show(opened.peek() ?? customerOf(personOf(context.peek())), known);

  const apply = (next: PageContext, known?: Profile) => {
    const current = context.peek();
    if (current !== undefined && current.tabId === next.tabId && next.epoch < current.epoch) return;
    batch(() => {
      context.value = next;
      askFailure.value = undefined;
      if (next.state !== 'nobody' && !isSamePage(current, next)) opened.value = undefined;
      show(known);
    });
  };

  const ask = async () => {
    const answer = await background.call('page.get', {});
    if (answer.ok) apply(answer.value);
    else if (answer.error.type === 'not-found') apply(NO_PAGE);
    else if (context.peek() === undefined) askFailure.value = answer.error;
  };

  const count = async () => {
    const answer = await background.call('store.stats', {});
    if (answer.ok) fileIsEmpty.value = answer.value.customers === 0;
  };

  background.subscribe((push) => {
    if (push.event === 'page') apply(push.context, push.profile);
    else if (
      push.event === 'changed' &&
      push.tables.includes('customers') &&
      (fileIsEmpty.peek() || profiles.customerId.peek() === undefined)
    )
      void count();
  }, stop);

  return {
    context,
    person,
    opened,
    profiles,
    failure,
    waiting,
    slow: createSlowSignal(waiting, clock, stop),
    fileIsEmpty,
    previews,
    edit: (key, fields) => {
      previews.value = new Map(previews.peek()).set(key, { ...previews.peek().get(key), ...fields });
    },
    start: async () => {
      await Promise.all([ask(), count()]);
    },
    select: async (key) => {
      const current = context.peek();
      if (current === undefined) return;
      batch(() => {
        context.value = { ...current, selected: key };
        opened.value = undefined;
        show();
      });
      const answer = await background.call('page.select', { key });
      if (!answer.ok) askFailure.value = answer.error;
    },
    open: (customerId) => {
      void background.call('recent.add', { customerId });
      batch(() => {
        opened.value = customerId;
        show();
      });
    },
    close: () => {
      batch(() => {
        opened.value = undefined;
        show();
      });
    },
    retry: async () => {
      batch(() => {
        askFailure.value = undefined;
      });
      await Promise.all([ask(), profiles.reload()]);
    },
    turn: async () => {
      batch(() => {
        context.value = undefined;
        opened.value = undefined;
        askFailure.value = undefined;
        show();
      });
      await ask();
    },
    painted: (epoch) => {
      void background.call('page.shown', { epoch });
    },
  };
}

function personOf(context: PageContext | undefined): PersonOnPage | undefined {
  if (context?.state !== 'people') return undefined;
  return context.people.find((entry) => entry.key === context.selected);
}

// Only a certain match shows a profile; anything less is a question.
function customerOf(person: PersonOnPage | undefined): CustomerId | undefined {
  return person?.match.type === 'certain' ? person.match.customer.customerId : undefined;
}

/** Whether a page tells the same again, as after a note: what was opened by hand then stays. */
function isSamePage(before: PageContext | undefined, after: PageContext): boolean {
  const nameOf = (context: PageContext | undefined) =>
    JSON.stringify([
      context?.tabId,
      context?.view,
      context?.selected,
      context?.message?.key,
      context?.order?.seen.number.value,
    ]);
  return nameOf(before) === nameOf(after);
}
