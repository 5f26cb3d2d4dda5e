import type { Method, ReplyOf, RequestOf } from '../../../lib/messaging/contract.ts';
import { callFromPage } from '../../e2e/harness/call-from-page.ts';
import type { Devtools, Session } from './devtools.ts';
import { openTab, runIn, type Tab, waitFor } from './tab.ts';

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

const targetsOf = async (browser: Devtools): Promise<Target[]> =>
  (await browser.send<{ targetInfos: Target[] }>('Target.getTargets')).targetInfos;

const workerOf = async (browser: Devtools): Promise<Target | undefined> =>
  (await targetsOf(browser)).find(
    ({ type, url }) => type === 'service_worker' && /^chrome-extension:.*\/background\.js$/.test(url),
  );

/** The id of the one extension loaded, from its service worker's address. */
export async function extensionIdOf(browser: Devtools): Promise<string> {
  const { url } = await waitFor('the service worker', () => workerOf(browser));
  return new URL(url).host;
}

/** What a page has still to say wakes the worker again within this. */
const QUIET_MS = 300;

/** Stops the service worker, as the browser does when it is idle, until it stays stopped. */
export async function stopWorker(browser: Devtools): Promise<void> {
  await waitFor('the worker to stay stopped', async () => {
    const running = await workerOf(browser);
    if (running) await browser.send('Target.closeTarget', { targetId: running.targetId });
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    return (await workerOf(browser)) === undefined ? true : undefined;
  });
}

export interface OwnPage {
  readonly tab: Tab;
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
}

/** A page of the extension to ask the background from. */
export async function openOwnPage(browser: Devtools): Promise<OwnPage> {
  const id = await extensionIdOf(browser);
  const tab = await openTab(browser, `chrome-extension://${id}/sidepanel.html`);
  return {
    tab,
    call: (method, request) =>
      callFromPage((script, argument) => runIn(tab.session, script as never, [argument]), method, request),
  };
}

interface HeapUsage {
  readonly usedSize: number;
  /** Of buffers, and of the browser's own objects. */
  readonly backingStorageSize?: number;
  readonly embedderHeapUsedSize?: number;
}

/** Asks what all of the extension's pages and workers hold in memory by now, garbage included, in bytes. */
export async function heapsOf(browser: Devtools): Promise<() => Promise<number>> {
  const sessions = new Map<string, Session>();
  return async () => {
    let sum = 0;
    for (const { targetId, url } of await targetsOf(browser)) {
      if (!url.startsWith('chrome-extension:')) continue;
      const session = sessions.get(targetId) ?? (await browser.attach(targetId));
      sessions.set(targetId, session);
      const usage = await session
        .send<HeapUsage & Record<string, unknown>>('Runtime.getHeapUsage')
        .catch(() => undefined);
      if (usage) sum += usage.usedSize + (usage.backingStorageSize ?? 0) + (usage.embedderHeapUsedSize ?? 0);
    }
    return sum;
  };
}

/** The extension's own world in a tab's top document, where closed roots can be looked into. */
export async function shellWorld(tab: Tab, extensionId: string): Promise<number> {
  const found = tab.session.once(
    'Runtime.executionContextCreated',
    ({ context }) =>
      isShellWorld(context, extensionId) &&
      // A tab's top frame has the tab's own id.
      (context as { auxData: { frameId: string } }).auxData.frameId === tab.targetId,
  );
  await tab.session.send('Runtime.enable');
  const { context } = (await found) as { context: { id: number } };
  return context.id;
}

/** Whether a context is our content scripts' world of a top document or a frame. */
export function isShellWorld(context: unknown, extensionId: string): boolean {
  const { origin, auxData } = context as { origin: string; auxData?: { type?: string } };
  return auxData?.type === 'isolated' && origin === `chrome-extension://${extensionId}`;
}

/** A session with the one panel that is laid over a page. Its frame is of another process, and so a target of its own. */
export async function openPanel(browser: Devtools): Promise<Session> {
  const { targetId } = await waitFor('the panel', async () =>
    (await targetsOf(browser)).find(({ type, url }) => type === 'iframe' && url.endsWith('/panel.html')),
  );
  return browser.attach(targetId);
}
