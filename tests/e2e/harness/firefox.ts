import path from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import type { Method, ReplyOf, RequestOf } from '../../../lib/messaging/contract.ts';
import { callFromPage } from './call-from-page.ts';
import { until } from './wait.ts';

const EXECUTABLE = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
export const FIREFOX_E2E = path.resolve('.output/firefox-mv3-e2e');
const EXTENSION = 'regulars@regulars.invalid';
/** Firefox gives each installation an address of its own; a test fixes it to be able to open our pages. */
const UUID = '5f0c6a1e-7b1d-4c55-9d59-3d2f5f0f6a01';

export interface Firefox {
  readonly browser: Browser;
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  panel(page: Page): Promise<Frame>;
  openOwn(file: string): Promise<Page>;
  newPage(): Promise<Page>;
  /** The browser's own number of a page's tab. */
  tabIdOf(page: Page): Promise<number>;
  /** Ends the event page there and then, as the browser does when it has been idle; the next message begins it anew. */
  stopBackground(): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver BiDi itself, for what Puppeteer has no word for. */
interface Bidi {
  send(method: string, parameters: object): Promise<{ readonly result: Record<string, unknown> }>;
}

/** Starts a fresh Firefox with the built extension in it. */
export async function startFirefox(
  options: {
    directory?: string;
    locale?: string;
    dark?: boolean;
    prefs?: Readonly<Record<string, string | number | boolean>>;
  } = {},
): Promise<Firefox> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: EXECUTABLE,
    headless: true,
    // Lets WebDriver open pages of the extension.
    args: ['--remote-allow-system-access'],
    defaultViewport: { width: 1400, height: 900 },
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION]: UUID }),
      'intl.accept_languages': options.locale ?? 'en-US',
      'ui.systemUsesDarkTheme': options.dark ? 1 : 0,
      // Grants host permissions of Manifest V3 at install, as clicking them would.
      'extensions.originControls.grantByDefault': true,
      ...options.prefs,
    },
  });
  await browser.installExtension(options.directory ?? FIREFOX_E2E);
  let own: Page | undefined;
  const base = `moz-extension://${UUID}/`;

  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 900 });
    return page;
  }
  async function openOwn(file: string): Promise<Page> {
    const page = await newPage();
    // WebDriver hears no load events of extension pages, but it can ask them.
    await page.goto(`${base}${file}`, { waitUntil: [] });
    await page.waitForFunction(() => location.protocol === 'moz-extension:' && document.readyState === 'complete');
    return page;
  }

  async function ownPage(): Promise<Page> {
    own ??= await openOwn('sidepanel.html');
    return own;
  }

  return {
    browser,
    newPage,
    openOwn,
    async call(method, request) {
      const page = await ownPage();
      return callFromPage((script, argument) => page.evaluate(script, argument), method, request);
    },
    async tabIdOf(page) {
      const url = page.url();
      const asking = await ownPage();
      const found = await asking.evaluate(async (address) => {
        const tabs = (await globalThis.browser?.tabs.query({})) ?? [];
        return tabs.find((tab) => tab.url === address)?.id;
      }, url);
      if (found === undefined) throw new Error('no such tab');
      return found;
    },
    // WebDriver is not always told where a frame of an extension went; the frame itself knows.
    panel: (page) =>
      until('the panel of a page', async () => {
        for (const frame of page.frames()) {
          const isPanel = await frame
            .evaluate(
              (address) => location.href.startsWith(address) && document.querySelector('#app > *') !== null,
              `${base}panel.html`,
            )
            .catch(() => false);
          if (isPanel) return frame;
        }
        return undefined;
      }),
    async stopBackground() {
      const { connection } = browser as unknown as { connection: Bidi };
      // The browser's own window may end an extension's event page; so does the idle timer, by the same function.
      const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      const [window] = tree.contexts as readonly { readonly context: string }[];
      const expression = `(async () => {
        const { extension } = WebExtensionPolicy.getByID('${EXTENSION}');
        await extension.terminateBackground({ disableResetIdleForTest: true });
        return extension.backgroundState;
      })()`;
      const { result: answer } = await connection.send('script.evaluate', {
        ...{ expression, target: { context: window?.context }, awaitPromise: true },
      });
      const said = JSON.stringify(answer);
      if (!said.includes('"stopped"')) throw new Error(`the event page was not ended: ${said}`);
    },
    close: () => browser.close(),
  };
}
