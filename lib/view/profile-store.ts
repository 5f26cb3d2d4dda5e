import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { CustomerId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';

/** Shorter waits show nothing: a skeleton that flashes is worse than none. */
const SKELETON_AFTER_MS = 150;

/** One customer's profile as it is now, kept up with every change. */
export interface ProfileStore {
  readonly customerId: ReadonlySignal<CustomerId | undefined>;
  /** Absent until it is there; never another customer's. */
  readonly profile: ReadonlySignal<Profile | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Who stands for the customer asked for, where that one was merged into somebody. */
  readonly standsFor: ReadonlySignal<CustomerId | undefined>;
  /** Asks for `customerId`, or shows nobody. A profile already at hand saves asking. */
  show(customerId: CustomerId | undefined, known?: Profile): void;
  reload(): Promise<void>;
}

/** Makes a profile store that follows the background's changes until the signal aborts. */
export function createProfileStore(background: Background, stop: AbortSignal): ProfileStore {
  const customerId = signal<CustomerId | undefined>(undefined);
  const held = signal<Profile | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  // Tied to the id shown, so that no order of answers can put one customer's data under another's name.
  const profile = computed(() => (held.value?.customer.id === customerId.value ? held.value : undefined));
  const standsFor = computed(() => {
    const { customer, merged } = held.value ?? {};
    const wanted = customerId.value;
    if (!customer || wanted === undefined || wanted === customer.id) return undefined;
    return merged?.records.some(({ id }) => id === wanted) ? customer.id : undefined;
  });
  let asked = 0;

  const reload = async () => {
    const wanted = customerId.peek();
    if (wanted === undefined) return;
    asked += 1;
    const question = asked;
    const answer = await background.call('customers.get', { customerId: wanted });
    if (question !== asked) return;
    batch(() => {
      failure.value = answer.ok ? (answer.value === null ? { type: 'not-found' } : undefined) : answer.error;
      if (answer.ok) held.value = answer.value ?? undefined;
    });
  };

  background.subscribe((push) => {
    if (push.event !== 'changed') return;
    const shown = customerId.peek();
    if (shown !== undefined && (push.customerIds === 'many' || push.customerIds.includes(shown))) void reload();
  }, stop);

  return {
    customerId,
    profile,
    failure,
    standsFor,
    show: (next, known) => {
      const isSame = next === customerId.peek();
      batch(() => {
        customerId.value = next;
        if (!isSame) failure.value = undefined;
        if (known !== undefined && known.customer.id === next) {
          asked += 1;
          held.value = known;
          failure.value = undefined;
        } else if (!isSame) {
          asked += 1;
          held.value = undefined;
        }
      });
      if (next !== undefined && profile.peek() === undefined && !(isSame && asked > 0)) void reload();
    },
    reload,
  };
}

/** True once `waiting` has been so for long enough that a skeleton helps. */
export function createSlowSignal(
  waiting: ReadonlySignal<boolean>,
  clock: Clock,
  stop: AbortSignal,
): ReadonlySignal<boolean> {
  const slow = signal(false);
  const dispose = effect(() => {
    if (!waiting.value) {
      slow.value = false;
      return undefined;
    }
    return clock.after(SKELETON_AFTER_MS, () => {
      slow.value = true;
    });
  });
  stop.addEventListener('abort', dispose, { once: true });
  return slow;
}
