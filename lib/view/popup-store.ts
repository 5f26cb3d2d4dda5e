import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { PageContext } from '../domain/page-context.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';

/** What the toolbar popup says of the tab it was opened over. */
export interface PopupStore {
  /** Absent until known. */
  readonly site: ReadonlySignal<PageContext['site'] | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  load(): Promise<void>;
  toggle(): Promise<Failure | undefined>;
  revoke(origin: string): Promise<Failure | undefined>;
}

/** Makes the popup's store for a tab; without one there is no web page to speak of. */
export function createPopupStore(background: Background, tabId: number | undefined, stop: AbortSignal): PopupStore {
  const site = signal<PageContext['site'] | undefined>(tabId === undefined ? { type: 'none' } : undefined);
  const failure = signal<Failure | undefined>(undefined);
  let asked = 0;

  const load = async () => {
    if (tabId === undefined) return;
    asked += 1;
    const question = asked;
    const answer = await background.call('page.get', { tabId });
    const shown = answer.ok ? await withRecording(background, answer.value.site) : undefined;
    if (question !== asked || stop.aborted) return;
    batch(() => {
      if (shown) site.value = shown;
      failure.value = answer.ok ? undefined : answer.error;
    });
  };

  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('sites')) void load();
  }, stop);

  return {
    site,
    failure,
    load,
    toggle: async () => {
      if (tabId === undefined) return undefined;
      const answer = await background.call('panel.toggle', { tabId });
      return answer.ok ? undefined : answer.error;
    },
    revoke: async (origin) => {
      const answer = await background.call('sites.revoke', { origin });
      if (answer.ok) await load();
      return answer.ok ? undefined : answer.error;
    },
  };
}

/** A granted page that our shell has not reached yet says nothing of its recording; the list of sites does. */
async function withRecording(background: Background, site: PageContext['site']): Promise<PageContext['site']> {
  if (site.type !== 'granted' || site.recording !== undefined) return site;
  const sites = await background.call('sites.list', {});
  const recording = sites.ok ? sites.value.find((entry) => entry.origin === site.origin)?.recording : undefined;
  return recording === undefined ? site : { ...site, recording };
}
