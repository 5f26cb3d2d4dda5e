import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { Push } from '../../lib/messaging/contract.ts';
import type { Client } from '../../lib/messaging/serve.ts';
import { mark } from '../../lib/platform/mark.ts';

/** The extension pages that are connected now. */
export interface Panels {
  join(client: Client): void;
  leave(client: Client): void;
  /** To the panels over a tab, and to the browser's side panels of windows in which that tab is in front. */
  publish(tabId: number, page: { context: PageContext; profile?: Profile }): void;
  /** To every page. */
  broadcast(push: Push): void;
  hasSidePanel(): boolean;
}

/** @param tabInFrontOf the tab in front in a window, or without one in the window used last */
export function createPanels(tabInFrontOf: (windowId?: number) => Promise<number | undefined>): Panels {
  const clients = new Set<Client>();
  return {
    join: (client) => void clients.add(client),
    leave: (client) => void clients.delete(client),
    publish(tabId, page) {
      mark(`background: publishes ${page.context.state}`);
      const push: Push = { event: 'page', ...page };
      for (const client of clients) {
        if (client.tabId === tabId) client.push(push);
        else if (client.page === 'sidepanel')
          void tabInFrontOf(client.windowId).then((front) => {
            if (front === tabId && clients.has(client)) client.push(push);
          });
      }
    },
    broadcast(push) {
      for (const client of clients) client.push(push);
    },
    hasSidePanel: () => [...clients].some((client) => client.page === 'sidepanel'),
  };
}
