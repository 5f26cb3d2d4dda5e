import { type ReadonlySignal, signal } from '@preact/signals';
import type { CustomerId, NoteId } from '../domain/ids.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';

/** Quiet time after the last key before a draft is sent; with the way to disk it stays below 300 ms. */
const DRAFT_QUIET_MS = 250;
/** Someone who types without a pause still loses no more than this. */
const DRAFT_LONGEST_MS = 1000;
const RETRY_MS = 2000;

export type DraftState = 'saving' | 'saved' | 'failed';
export interface Draft {
  readonly body: string;
  readonly state: DraftState;
  /** Why the last attempt to keep it failed; stays until one succeeds. */
  readonly failure?: Failure | undefined;
}

/** What a draft is of: a new note of a customer, or the edit of one of their notes. */
export interface DraftOf {
  readonly customerId: CustomerId;
  readonly noteId?: NoteId | undefined;
}

/** Unsaved note text. Each draft belongs for good to the customer it was begun for. */
export interface DraftStore {
  /** All drafts by `draftKey`. */
  readonly drafts: ReadonlySignal<ReadonlyMap<string, Draft>>;
  /** Brings back what was kept for this customer, however often it takes to ask; text typed meanwhile stays. */
  restore(customerId: CustomerId): Promise<void>;
  write(of: DraftOf, body: string): void;
  /** The text became a note, or was given up. */
  forget(of: DraftOf): void;
  /** Sends at once whatever waits; called as the page goes away. */
  flush(): void;
}

export const draftKey = (of: DraftOf): string => `${of.customerId} ${of.noteId ?? ''}`;

/** Makes the draft store. */
export function createDraftStore(background: Background, clock: Clock): DraftStore {
  const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
  const pending = new Map<string, { of: DraftOf; cancel: () => void; since: number }>();

  const put = (key: string, draft: Draft | undefined) => {
    const next = new Map(drafts.peek());
    if (draft === undefined) next.delete(key);
    else next.set(key, draft);
    drafts.value = next;
  };

  const send = async (of: DraftOf) => {
    const key = draftKey(of);
    pending.get(key)?.cancel();
    pending.delete(key);
    const body = drafts.peek().get(key)?.body ?? '';
    const answer = await background.call('drafts.save', { ...target(of), body });
    const now = drafts.peek().get(key);
    // Other text was typed, or all of it given up, and is on its way already.
    if ((now?.body ?? '') !== body || pending.has(key)) return;
    if (now !== undefined)
      put(key, answer.ok ? { body, state: 'saved' } : { body, state: 'failed', failure: answer.error });
    // A text that became a note must not come back as a draft of it: to forget is tried again too.
    if (!answer.ok) plan(of, RETRY_MS);
  };

  const plan = (of: DraftOf, delayMs: number) => {
    const key = draftKey(of);
    const earlier = pending.get(key);
    earlier?.cancel();
    const since = earlier?.since ?? clock.now();
    const wait = Math.max(0, Math.min(delayMs, since + Math.max(DRAFT_LONGEST_MS, delayMs) - clock.now()));
    pending.set(key, { of, since, cancel: clock.after(wait, () => void send(of)) });
  };

  return {
    drafts,
    restore: async (customerId) => {
      let answer = await background.call('drafts.list', { customerId });
      while (!answer.ok) {
        await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve));
        answer = await background.call('drafts.list', { customerId });
      }
      for (const kept of answer.value) {
        const key = draftKey(kept);
        if (!drafts.peek().has(key) && kept.body !== '') put(key, { body: kept.body, state: 'saved' });
      }
    },
    write: (of, body) => {
      const failure = drafts.peek().get(draftKey(of))?.failure;
      put(draftKey(of), { body, state: 'saving', ...(failure && { failure }) });
      plan(of, DRAFT_QUIET_MS);
    },
    forget: (of) => {
      put(draftKey(of), undefined);
      void send(of);
    },
    flush: () => {
      for (const { of } of [...pending.values()]) void send(of);
    },
  };
}

const target = (of: DraftOf) => ({
  customerId: of.customerId,
  ...(of.noteId === undefined ? {} : { noteId: of.noteId }),
});

/** Sends every waiting draft when the page is hidden, frozen or closed. */
export function flushOnLeave(store: DraftStore, page: Window, stop: AbortSignal): void {
  const flush = () => store.flush();
  page.addEventListener('pagehide', flush, { signal: stop });
  page.document.addEventListener(
    'visibilitychange',
    () => {
      if (page.document.visibilityState === 'hidden') flush();
    },
    { signal: stop },
  );
}
