import path from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import type { Method, ReplyOf, RequestOf } from '../lib/messaging/contract.ts';
import { callFromPage } from '../tests/e2e/harness/call-from-page.ts';

export type BrowserName = 'chromium' | 'firefox';

export interface DemoBrowser {
  readonly version: string;
  newPage(): Promise<Page>;
  /** Opens a page of the extension in a tab of its own. */
  openOwn(file: string): Promise<Page>;
  /** Asks the background, as a page of the extension does. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  /** The panel's frame in a page. */
  panel(page: Page): Promise<Frame>;
  /** Closes the tabs nobody opened for a person to see. */
  tidy(): Promise<void>;
  /** Resolves when the browser has ended, whoever ended it. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly name: BrowserName;
  readonly isHeadless: boolean;
  readonly language: 'en' | 'zh';
  readonly isDark: boolean;
}

const FIREFOX_ID = 'regulars@regulars.invalid';
// Firefox gives each installation an address of its own; fixed here so that its pages can be opened.
const FIREFOX_UUID = '0f7c2b9a-52d4-4f0e-8a57-6f1d3c1b7e55';
const SIZE = { width: 1400, height: 880 };

/** Opens a fresh Chromium or Firefox (profile and all) with the extension of the e2e build in it. */
export async function openBrowser(options: Options): Promise<DemoBrowser> {
  const { name, isHeadless } = options;
  const browser = await (name === 'firefox' ? launchFirefox(options) : launchChromium(options));
  const folder = path.resolve(`.output/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3-e2e`);
  const id = await browser.installExtension(folder);
  const base = name === 'firefox' ? `moz-extension://${FIREFOX_UUID}/` : `chrome-extension://${id}/`;
  const ended = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
  let asking: Page | undefined;

  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    if (isHeadless) await page.setViewport(SIZE);
    return page;
  }
  async function openOwn(file: string): Promise<Page> {
    const page = await newPage();
    // WebDriver hears no load events of Firefox's extension pages, but it can ask them.
    await page.goto(`${base}${file}`, { waitUntil: [] });
    await page.waitForFunction(() => location.protocol !== 'about:' && document.readyState === 'complete');
    return page;
  }

  return {
    version: await browser.version(),
    newPage,
    openOwn,
    ended,
    async call(method, request) {
      asking ??= await openOwn('sidepanel.html');
      const page = asking;
      return callFromPage((script, argument) => page.evaluate(script, argument), method, request);
    },
    async tidy() {
      const spare = (await browser.pages()).filter((page) => page === asking || page.url() === 'about:blank');
      asking = undefined;
      for (const page of spare) await page.close();
    },
    async panel(page) {
      const frame = await page.waitForFrame((candidate) => candidate.url().startsWith(`${base}panel.html`));
      await frame.waitForSelector('#app > *');
      return frame;
    },
    close: () => browser.close(),
  };
}

const shared = ({ isHeadless }: Options) => ({
  headless: isHeadless,
  defaultViewport: isHeadless ? SIZE : null,
  // The script that opened the browser ends it, and in the right order.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
});

function launchChromium(options: Options): Promise<Browser> {
  return puppeteer.launch({
    ...shared(options),
    browser: 'chrome',
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // Chrome itself takes an unpacked extension only over the pipe.
    pipe: true,
    enableExtensions: true,
    ignoreDefaultArgs: ['--enable-automation'],
    env: { ...process.env, LANGUAGE: options.language === 'zh' ? 'zh_CN' : 'en_US' },
    args: [
      `--lang=${options.language === 'zh' ? 'zh-CN' : 'en-US'}`,
      `--window-size=${SIZE.width},${SIZE.height}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      ...(options.isDark ? ['--force-dark-mode'] : []),
      // Chromium's own sandbox refuses to run as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

function launchFirefox(options: Options): Promise<Browser> {
  return puppeteer.launch({
    ...shared(options),
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    // Lets WebDriver open pages of the extension.
    args: ['--remote-allow-system-access', '--width', String(SIZE.width), '--height', String(SIZE.height)],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID }),
      'intl.accept_languages': options.language === 'zh' ? 'zh-CN' : 'en-US',
      'ui.systemUsesDarkTheme': options.isDark ? 1 : 0,
      // Grants host permissions of Manifest V3 at install, as clicking them would.
      'extensions.originControls.grantByDefault': true,
      'browser.aboutwelcome.enabled': false,
    },
  });
}
