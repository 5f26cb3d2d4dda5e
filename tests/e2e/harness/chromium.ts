import path from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright';
import type { Method, ReplyOf, RequestOf } from '../../../lib/messaging/contract.ts';
import { callFromPage } from './call-from-page.ts';
import { until } from './wait.ts';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const CHROME_E2E = path.resolve('.output/chrome-mv3-e2e');

export interface Chromium {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** Asks the background as a page of the extension does. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  /** The panel's frame in a page, once it is let in. */
  panel(page: Page): Promise<Frame>;
  /** A page of the extension to ask from. */
  ownPage(): Promise<Page>;
  /** Stops the service worker, as the browser does when it is idle or short of memory. */
  stopWorker(): Promise<void>;
  /** Opens a page of the extension in a tab of its own. */
  openOwn(file: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a fresh Chromium with the built extension in it. */
export async function startChromium(
  options: {
    directory?: string;
    locale?: string;
    colorScheme?: 'light' | 'dark';
    args?: readonly string[];
    profile?: string;
  } = {},
): Promise<Chromium> {
  const directory = options.directory ?? CHROME_E2E;
  const context = await chromium.launchPersistentContext(options.profile ?? '', {
    executablePath: EXECUTABLE,
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: { width: 1400, height: 900 },
    locale: options.locale ?? 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.colorScheme ?? 'light',
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${directory}`,
      `--load-extension=${directory}`,
      ...(options.args ?? []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(worker.url()).host;
  let own: Page | undefined;

  async function openOwn(file: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/${file}`);
    return page;
  }

  async function ownPage(): Promise<Page> {
    own ??= await openOwn('sidepanel.html');
    return own;
  }

  return {
    context,
    extensionId,
    openOwn,
    ownPage,
    async call(method, request) {
      const page = await ownPage();
      return callFromPage((script, argument) => page.evaluate(script, argument), method, request);
    },
    async panel(page) {
      const isPanel = (frame: Frame) => frame.url().startsWith(`chrome-extension://${extensionId}/panel.html`);
      const found = page.frames().find(isPanel) ?? (await page.waitForEvent('framenavigated', { predicate: isPanel }));
      await found.waitForSelector('#app > *');
      return found;
    },
    async stopWorker() {
      const session = await context.newCDPSession(await ownPage());
      const seen: string[] = [];
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        for (const { status, runningStatus } of versions) if (status === 'activated') seen.push(runningStatus);
      });
      await session.send('ServiceWorker.enable');
      // A worker that is told to stop while it starts is never started again by Chromium.
      await until('a running worker', async () => seen.at(-1) === 'running' || undefined);
      const before = seen.length;
      await session.send('ServiceWorker.stopAllWorkers');
      await until('a stopped worker', async () => seen.slice(before).includes('stopped') || undefined);
      await session.detach();
    },
    close: () => context.close(),
  };
}
