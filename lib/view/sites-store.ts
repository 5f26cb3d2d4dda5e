import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { createSlowSignal } from './profile-store.ts';

export type GrantedSite = ReplyOf<'sites.list'>[number];
type KnownSite = ReplyOf<'sites.known'>[number];

/** The sites the browser granted, and those that work without being taught. */
export interface SitesStore {
  /** By address; absent until known. */
  readonly granted: ReadonlySignal<readonly GrantedSite[] | undefined>;
  readonly known: ReadonlySignal<readonly KnownSite[]>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly slow: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** Takes a grant back; the failure when that did not work. */
  revoke(origin: string): Promise<Failure | undefined>;
}

/** Makes the sites store; it follows changes of recording, and of grants when `load` is called for them. */
export function createSitesStore(background: Background, clock: Clock, stop: AbortSignal): SitesStore {
  const granted = signal<readonly GrantedSite[] | undefined>(undefined);
  const known = signal<readonly KnownSite[]>([]);
  const failure = signal<Failure | undefined>(undefined);
  const waiting = computed(() => granted.value === undefined && failure.value === undefined);
  let asked = 0;

  const load = async () => {
    asked += 1;
    const question = asked;
    const [sites, builtIn] = await Promise.all([background.call('sites.list', {}), background.call('sites.known', {})]);
    if (question !== asked || stop.aborted) return;
    batch(() => {
      if (sites.ok) granted.value = sites.value.toSorted((a, b) => a.origin.localeCompare(b.origin));
      if (builtIn.ok) known.value = builtIn.value;
      failure.value = sites.ok ? undefined : sites.error;
    });
  };

  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('sites')) void load();
  }, stop);

  return {
    granted,
    known,
    failure,
    slow: createSlowSignal(waiting, clock, stop),
    load,
    revoke: async (origin) => {
      const answer = await background.call('sites.revoke', { origin });
      if (!answer.ok) return answer.error;
      await load();
      return undefined;
    },
  };
}
