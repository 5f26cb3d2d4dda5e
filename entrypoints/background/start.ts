import { createApp, type Handlers } from '../../lib/app/handlers.ts';
import { createTabs } from '../../lib/app/page/tabs.ts';
import { nameId } from '../../lib/crypto/name-id.ts';
import type { PageContext } from '../../lib/domain/page-context.ts';
import { Settings } from '../../lib/domain/settings.ts';
import { createCompute } from '../../lib/messaging/compute-work.ts';
import type { Method } from '../../lib/messaging/contract.ts';
import { type Client, servePage } from '../../lib/messaging/serve.ts';
import { SHELL } from '../../lib/messaging/shell-name.ts';
import type { Wire } from '../../lib/messaging/wire.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import { browser, extensionUrl } from '../../lib/platform/browser.ts';
import { now } from '../../lib/platform/clock.ts';
import { createComputeHost, isComputePage } from '../../lib/platform/compute-host.ts';
import { isDayAlarmSet, onDayAlarm, setDayAlarm, showNews } from '../../lib/platform/day-alarm.ts';
import { localMemory } from '../../lib/platform/local-memory.ts';
import { mark } from '../../lib/platform/mark.ts';
import { forgetUngranted, isGranted, onChosen } from '../../lib/platform/permissions.ts';
import { newId, randomHex } from '../../lib/platform/random.ts';
import { isWebWide } from '../../lib/platform/site-patterns.ts';
import { tabInFrontOf } from '../../lib/platform/tabs.ts';
import { recipes } from '../../lib/sites/recipes/registry.ts';
import { createAdmission } from './admission.ts';
import { grants, registerShell, startEverywhere, startInOpenPages } from './grants.ts';
import { sessionMemory } from './memory.ts';
import { failureOf, openStore } from './open-store.ts';
import { createPanels } from './panels.ts';
import { serveShell, tellShell } from './shells.ts';

/** How long after the last change what has piled up is laid out anew. */
const TIDY_AFTER_MS = 3000;

/** Composition root: opens the store, builds the use-cases, listens. Every listener is registered in the first turn. */
export function start(): void {
  mark('background: begins');
  const store = openStore();
  const panels = createPanels(tabInFrontOf);
  const admission = createAdmission(sessionMemory, () => randomHex(16));
  const computeHost = createComputeHost(() => app.wakeScores());
  const app = createApp({
    store,
    now,
    newId,
    nameId,
    pace: createPace,
    tabs: createTabs(sessionMemory),
    siteOf,
    recipeName: (id) => recipes.find((recipe) => recipe.id === id)?.name,
    recipeNameOf: (origin) => recipes.find((recipe) => recipe.matches.includes(origin))?.name,
    publish: panels.publish,
    tell: panels.broadcast,
    draw: tellShell,
    grants,
    isPersisted: () => navigator.storage.persisted(),
    local: localMemory,
    compute: createCompute(computeHost.open),
    newDevice: () => randomHex(8),
    news: (alarms) => void showNews(alarms).catch(() => {}),
  });
  const dayMayHaveBegun = async () => {
    await setDayAlarm(await app.overnight.nextDay());
    await app.overnight.look();
  };
  onDayAlarm(() => void dayMayHaveBegun().catch(() => {}));
  void isDayAlarmSet()
    .then((isSet) => (isSet ? undefined : dayMayHaveBegun()))
    .catch(() => {});
  const readSettings = async () => {
    const answer = await app.handlers['settings.get']({}, {});
    return answer.ok ? answer.value : Settings.parse({});
  };

  let tidying: ReturnType<typeof setTimeout> | undefined;
  store.onCommit(({ actionId, tables, customerIds }) => {
    const whose = customerIds === 'many' ? customerIds : [...customerIds];
    panels.broadcast({ event: 'changed', actionId, tables: [...tables], customerIds: whose });
    void app.pages.refresh().catch(() => {});
    clearTimeout(tidying);
    tidying = setTimeout(() => void app.tidy().catch(() => {}), TIDY_AFTER_MS);
  });

  async function joined(client: Client): Promise<void> {
    panels.join(client);
    if (client.tabId !== undefined) tellShell(client.tabId, 0, { type: 'admitted' });
    const tabId = client.tabId ?? (client.page === 'sidepanel' ? await tabInFrontOf(client.windowId) : undefined);
    if (tabId !== undefined) client.push({ event: 'page', ...(await app.pages.shownTo(tabId)) });
  }

  browser.runtime.onConnect.addListener((port) => {
    if (isComputePage(port)) {
      computeHost.accept(port);
      return;
    }
    if (port.name === SHELL) {
      serveShell(port, { app, readSettings, issueToken: admission.issue });
      return;
    }
    const { sender } = port;
    const isOwnPage = sender?.id === browser.runtime.id && isOwn(sender.url);
    servePage(
      port as unknown as Wire,
      { isOwnPage, tabId: sender?.tab?.id, frameId: sender?.frameId ?? 0 },
      {
        async handle(method: Method, request: never, { page, ...caller }) {
          const tabId = caller.tabId ?? (page === 'sidepanel' ? await tabInFrontOf(caller.windowId) : undefined);
          mark(`background: asked ${method}`);
          const handler = app.handlers[method] as Handlers['page.get'];
          return handler(request, tabId === undefined ? {} : { tabId });
        },
        failureOf,
        admit: admission.admit,
        joined: (client) => void joined(client).catch(() => {}),
        left: panels.leave,
      },
    );
  });

  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void registerShell()
      .then(() => startInOpenPages(origins.filter((pattern) => !isWebWide(pattern))))
      .catch(() => {});
  });
  const removed = () =>
    void registerShell()
      .then(leaveRevoked)
      .catch(() => {});
  browser.permissions.onRemoved.addListener(() => void forgetUngranted().then(removed, removed));
  onChosen((added) => {
    if (added.length === 0) removed();
    else
      void registerShell()
        .then(() => startInOpenPages(added))
        .catch(() => {});
  });
  browser.runtime.onInstalled.addListener(() => void startEverywhere().catch(() => {}));
  browser.runtime.onStartup.addListener(() => void registerShell().catch(() => {}));
  browser.runtime.onStartup.addListener(
    () =>
      void dayMayHaveBegun()
        .then(app.overnight.tell)
        .catch(() => {}),
  );
  // What has been kept for its time goes even where nobody changes anything for days.
  browser.runtime.onStartup.addListener(() => void app.tidy().catch(() => {}));
  browser.tabs.onRemoved.addListener((tabId) => {
    void app.pages.closed(tabId);
    void admission.forget(tabId).catch(() => {});
  });
  browser.tabs.onActivated.addListener(({ tabId }) => {
    if (!panels.hasSidePanel()) return;
    void app.pages
      .shownTo(tabId)
      .then((page) => panels.publish(tabId, page))
      .catch(() => {});
  });
  browser.commands?.onCommand.addListener((command) => {
    if (command === 'toggle-panel') void tabInFrontOf().then((tabId) => tabId !== undefined && app.pages.toggle(tabId));
  });

  /**
   * Pages of sites that are no longer granted lose every trace of us. Every shell is asked, in every tab and frame: a
   * worker that was stopped meanwhile remembers none of them.
   */
  async function leaveRevoked(): Promise<void> {
    for (const { id } of await browser.tabs.query({})) {
      if (id !== undefined) void browser.tabs.sendMessage(id, { type: 'check' }).catch(() => {});
    }
  }

  mark('background: listens');
  // Pages of ours that outlived the last worker lost their connection with it.
  void browser.runtime.sendMessage({ wake: true }).catch(() => {});
}

const isOwn = (url: string | undefined): boolean => url?.startsWith(extensionUrl('')) === true;

/** What a tab without a shell shows: its address is known only where a grant or the toolbar click allows. */
async function siteOf(tabId: number): Promise<PageContext['site']> {
  const url = URL.parse((await browser.tabs.get(tabId).catch(() => undefined))?.url ?? '');
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return { type: 'none' };
  return (await isGranted(url.origin))
    ? { type: 'granted', origin: url.origin }
    : { type: 'not-granted', origin: url.origin };
}
