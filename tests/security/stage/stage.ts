import type { Frame as ChromiumFrame, Page as ChromiumPage } from 'playwright';
import type { Frame as FirefoxFrame, Page as FirefoxPage } from 'puppeteer-core';
import type { PageContext } from '../../../lib/domain/page-context.ts';
import type { Method, ReplyOf, RequestOf } from '../../../lib/messaging/contract.ts';
import { type Chromium, startChromium } from '../../e2e/harness/chromium.ts';
import { type Firefox, startFirefox } from '../../e2e/harness/firefox.ts';
import { until } from '../../e2e/harness/wait.ts';

/** A document whose own script we can be. */
export interface World {
  evaluate<A, R>(script: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}

/** A tab with a page in it. */
export interface Tab extends World {
  readonly keyboard: { type(text: string): Promise<void>; press(key: string): Promise<void> };
  goto(url: string): Promise<void>;
  bringToFront(): Promise<void>;
  /** The panel's document, once it was let in and has something to show. */
  panel(): Promise<World>;
  /** The documents of all frames below the top one, as far as the browser's driver lists them. */
  frames(): readonly World[];
  frameUrls(): readonly string[];
  close(): Promise<void>;
}

/** A browser with the built extension in it. */
export interface Stage {
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  open(url: string): Promise<Tab>;
  openOwn(file: string): Promise<Tab>;
  /** What the background knows of the tab at this address. */
  contextOf(url: string): Promise<PageContext>;
  close(): Promise<void>;
}

export const BROWSERS = ['Chromium', 'Firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

/** Starts a fresh browser. @param directory another build than the one for tests; several with commas between (Chromium) */
export async function startStage(name: BrowserName, directory?: string): Promise<Stage> {
  const options = directory === undefined ? {} : { directory };
  return name === 'Chromium' ? chromiumStage(await startChromium(options)) : firefoxStage(await startFirefox(options));
}

const world = (of: ChromiumPage | ChromiumFrame | FirefoxPage | FirefoxFrame): World => ({
  evaluate: (script, argument) => (of as unknown as World).evaluate(script, argument),
});

export function chromiumTab(browser: Chromium, page: ChromiumPage): Tab {
  return {
    ...world(page),
    keyboard: page.keyboard,
    goto: async (url) => void (await page.goto(url)),
    bringToFront: () => page.bringToFront(),
    panel: async () => world(await browser.panel(page)),
    frames: () => page.frames().slice(1).map(world),
    frameUrls: () =>
      page
        .frames()
        .slice(1)
        .map((frame) => frame.url()),
    close: () => page.close(),
  };
}

export function chromiumStage(browser: Chromium): Stage {
  const call = browser.call;
  return {
    call,
    async open(url) {
      const page = await browser.context.newPage();
      await page.goto(url);
      return chromiumTab(browser, page);
    },
    openOwn: async (file) => chromiumTab(browser, await browser.openOwn(file)),
    contextOf: async (url) => call('page.get', { tabId: await tabIdAt(world(await browser.ownPage()), url) }),
    close: () => browser.close(),
  };
}

export function firefoxTab(page: FirefoxPage): Tab {
  return {
    ...world(page),
    keyboard: { type: (text) => page.keyboard.type(text), press: (key) => page.keyboard.press(key as 'Enter') },
    goto: async (url) => void (await page.goto(url)),
    bringToFront: () => page.bringToFront(),
    panel: () => until('the panel in Firefox', () => panelIn(page)),
    frames: () => page.frames().slice(1).map(world),
    frameUrls: () =>
      page
        .frames()
        .slice(1)
        .map((frame) => frame.url()),
    close: () => page.close(),
  };
}

/** WebDriver hears no load events of extension pages, so the frames are asked. */
async function panelIn(page: FirefoxPage): Promise<World | undefined> {
  for (const frame of page.frames()) {
    if (!/^moz-extension:.*\/panel\.html/.test(frame.url())) continue;
    const found = world(frame);
    if (await found.evaluate(() => document.querySelector('#app > *') !== null, undefined).catch(() => false))
      return found;
  }
  return undefined;
}

export function firefoxStage(browser: Firefox): Stage {
  let own: Promise<FirefoxPage> | undefined;
  return {
    call: (method, request) => browser.call(method, request),
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return firefoxTab(page);
    },
    openOwn: async (file) => firefoxTab(await browser.openOwn(file)),
    async contextOf(url) {
      own ??= browser.openOwn('sidepanel.html');
      return browser.call('page.get', { tabId: await tabIdAt(world(await own), url) });
    },
    close: () => browser.close(),
  };
}

async function tabIdAt(own: World, url: string): Promise<number> {
  return until(`a tab at ${url}`, () =>
    own.evaluate(async (address) => {
      const { tabs } = globalThis.chrome as unknown as {
        tabs: { query(q: object): Promise<{ id: number; url?: string }[]> };
      };
      return (await tabs.query({})).find((tab) => tab.url === address)?.id;
    }, url),
  );
}

/** Everything a reader of the document can see: text and the values of its fields. */
export const visibleText = (of: World): Promise<string> =>
  of.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [document.body.innerText, ...fields].join('\n');
  }, undefined);

/** Waits until the document shows a text. */
export async function untilShown(of: World, wanted: string): Promise<void> {
  await until(`"${wanted.slice(0, 60)}" on screen`, async () =>
    (await visibleText(of)).includes(wanted) ? true : undefined,
  );
}
