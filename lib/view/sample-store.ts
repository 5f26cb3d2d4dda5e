import { type ReadonlySignal, signal } from '@preact/signals';
import type { CustomerId } from '../domain/ids.ts';
import type { Background } from '../messaging/background.ts';
import { contract, type Failure, type NewCustomer } from '../messaging/contract.ts';

const KEY = 'sample';

/** Where it is remembered which action brought the sample. */
export interface Memory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): void;
}

/** Sample customers to look around with: put in by one action, taken out by undoing it. */
export interface SampleStore {
  /** Whether any of the sample's customers is on file. */
  readonly isLoaded: ReadonlySignal<boolean>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** Finds out whether the sample is there. */
  check(): Promise<void>;
  add(customers: readonly NewCustomer[]): Promise<Failure | undefined>;
  remove(): Promise<Failure | undefined>;
}

/** Makes the sample store. */
export function createSampleStore(background: Background, memory: Memory, stop: AbortSignal): SampleStore {
  const isLoaded = signal(false);
  const isBusy = signal(false);

  const loaded = () => {
    const parsed = contract['customers.create'].reply.safeParse(parse(memory.get(KEY)));
    return parsed.success ? parsed.data : undefined;
  };

  const check = async () => {
    for (const customerId of loaded()?.customerIds ?? []) {
      const answer = await background.call('customers.get', { customerId });
      if (!answer.ok) return;
      if (answer.value !== null) {
        isLoaded.value = true;
        return;
      }
    }
    isLoaded.value = false;
  };

  const busy = async (work: () => Promise<Failure | undefined>) => {
    isBusy.value = true;
    const failure = await work();
    isBusy.value = false;
    return failure;
  };

  background.subscribe((push) => {
    if (push.event !== 'changed' || !push.tables.includes('customers')) return;
    const mine = new Set(loaded()?.customerIds);
    const { customerIds } = push;
    if (customerIds === 'many' || customerIds.some((customerId) => mine.has(customerId))) void check();
  }, stop);

  return {
    isLoaded,
    isBusy,
    check,
    add: (customers) =>
      busy(async () => {
        const request = { actionId: background.newActionId(), customers: [...customers], sample: true };
        const answer = await background.call('customers.create', request);
        if (!answer.ok) return answer.error;
        memory.set(KEY, JSON.stringify(answer.value));
        isLoaded.value = true;
        return undefined;
      }),
    remove: () =>
      busy(async () => {
        const found = loaded();
        if (!found) return undefined;
        const actionId = background.newActionId();
        const answer = await background.call('history.undo', { actionId, undo: found.actionId });
        if (!answer.ok) return answer.error;
        // An action undone and done again is another one to the log: what is left goes one by one.
        if (answer.value === null) return removeEach(background, found.customerIds);
        memory.set(KEY, undefined);
        isLoaded.value = false;
        return undefined;
      }),
  };

  async function removeEach(from: Background, customerIds: readonly CustomerId[]): Promise<Failure | undefined> {
    for (const customerId of customerIds) {
      const answer = await from.call('customers.remove', { actionId: from.newActionId(), customerId });
      if (!answer.ok && answer.error.type !== 'not-found') return answer.error;
    }
    memory.set(KEY, undefined);
    isLoaded.value = false;
    return undefined;
  }
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
