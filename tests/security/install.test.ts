import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../e2e/harness/chromium.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { startFirefox } from '../e2e/harness/firefox.ts';
import { until } from '../e2e/harness/wait.ts';
import { EMAIL, watched } from './stage/canaries.ts';
import { type Site, startSite } from './stage/site.ts';
import {
  BROWSERS,
  chromiumStage,
  chromiumTab,
  firefoxStage,
  firefoxTab,
  type Stage,
  type Tab,
  untilShown,
  type World,
} from './stage/stage.ts';

type Permissions = { getAll(): Promise<{ origins?: string[] }>; request(o: object): Promise<boolean> };

/** One page of the fresh install, and what of ours is in it. */
interface Seen {
  readonly tab: Tab;
  /** Whether a script of ours is there, where the browser's debugger can tell. */
  hasScript(): Promise<boolean | undefined>;
}

/** The shipped build, as a user installs it. */
interface Fresh {
  readonly stage: Stage;
  readonly own: World;
  open(url: string): Promise<Seen>;
  /** Gives the site's permission, as the user's click in a page of ours and the browser's question do. */
  grant(pattern: string): Promise<void>;
  /** Ends the background, as the browser does with one that is idle. */
  stopBackground(): Promise<void>;
  /** What the browser warns of at install; unknown where it does not say. */
  warnings(): Promise<readonly string[] | undefined>;
}

async function freshChromium(): Promise<Fresh> {
  const browser = await startChromium({ directory: path.resolve('.output/chrome-mv3') });
  const own = await browser.ownPage();
  const settings = await browser.context.newPage();
  await settings.goto('chrome://extensions');
  return {
    stage: chromiumStage(browser),
    own: chromiumTab(browser, own),
    async open(url) {
      const page = await browser.context.newPage();
      await page.goto(url);
      return {
        tab: chromiumTab(browser, page),
        hasScript: () => hasOurScript(browser, page),
      };
    },
    async grant(pattern) {
      // The browser's own settings page stands for its question, which no driver can answer.
      await settings.evaluate(
        ([id, host]) =>
          (
            chrome as unknown as { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } }
          ).developerPrivate.addHostPermission(id ?? '', host ?? ''),
        [browser.extensionId, pattern],
      );
      await own.bringToFront();
      await own.evaluate(offer, pattern);
      await own.click('#grant');
      await own.waitForSelector('#granted', { state: 'attached' });
    },
    stopBackground: () => browser.stopWorker(),
    warnings: () =>
      settings.evaluate(async (id) => {
        type Info = { permissions: { simplePermissions: { message: string }[] } };
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { getExtensionInfo(id: string): Promise<Info> };
        };
        return (await developerPrivate.getExtensionInfo(id)).permissions.simplePermissions.map(
          ({ message }) => message,
        );
      }, browser.extensionId),
  };
}

/** Whether the page's document runs a file of ours, as its debugger sees it. */
async function hasOurScript(browser: Chromium, page: Page): Promise<boolean> {
  const session = await browser.context.newCDPSession(page);
  const addresses: string[] = [];
  session.on('Debugger.scriptParsed', ({ url }) => addresses.push(url));
  await session.send('Debugger.enable');
  await session.detach();
  return addresses.some((address) => address.startsWith('chrome-extension:'));
}

async function freshFirefox(): Promise<Fresh> {
  const browser = await startFirefox({
    directory: path.resolve('.output/firefox-mv3'),
    // The browser's question, which no driver can answer, counts as answered with yes.
    prefs: { 'extensions.webextOptionalPermissionPrompts': false },
  });
  const own = await browser.openOwn('sidepanel.html');
  return {
    stage: firefoxStage(browser),
    own: firefoxTab(own),
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return { tab: firefoxTab(page), hasScript: async () => undefined };
    },
    async grant(pattern) {
      await own.bringToFront();
      await own.evaluate(offer, pattern);
      await own.mouse.click(200, 200);
      await until('the grant', async () => ((await own.$('#granted')) ? true : undefined));
    },
    stopBackground: async () => {},
    warnings: async () => undefined,
  };
}

/** Runs in a page of ours: a button all over it that asks for the permission. */
function offer(pattern: string): void {
  const { permissions } = (globalThis.browser ?? globalThis.chrome) as unknown as { permissions: Permissions };
  const button = document.createElement('button');
  button.id = 'grant';
  Object.assign(button.style, { position: 'fixed', inset: '0', zIndex: '9' });
  button.addEventListener('click', () => {
    void permissions.request({ origins: [pattern] }).then((given) => {
      button.id = given ? 'granted' : 'denied';
      Object.assign(button.style, { position: 'static' });
    });
  });
  document.body.append(button);
}

const traces = (page: World) =>
  page.evaluate(() => document.querySelectorAll('[data-regulars-shell], iframe[src*="-extension:"]').length, undefined);

describe.each(BROWSERS)('the shipped build, in %s', (name) => {
  let site: Site;
  let fresh: Fresh;
  let first: Seen;
  let elsewhere: Seen;
  let url: string;
  let framing: string;

  const pattern = 'http://127.0.0.1/*';
  const granted = () =>
    fresh.own.evaluate(
      async () =>
        (
          await (
            (globalThis.browser ?? globalThis.chrome) as unknown as { permissions: Permissions }
          ).permissions.getAll()
        ).origins,
      undefined,
    );
  const manifest = () =>
    fresh.own.evaluate(
      () =>
        (
          (globalThis.browser ?? globalThis.chrome) as unknown as {
            runtime: { getManifest(): Record<string, unknown> };
          }
        ).runtime.getManifest(),
      undefined,
    );

  beforeAll(async () => {
    site = await startSite();
    url = site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' });
    framing = site.serve(
      '/framing',
      `<!doctype html><title>Framing</title><link rel="icon" href="data:,"><iframe src="${url}"></iframe>`,
    );
    fresh = name === 'Chromium' ? await freshChromium() : await freshFirefox();
    await fresh.stage.call('customers.create', { actionId: actionId(), customers: [watched] });
    first = await fresh.open(url);
    elsewhere = await fresh.open(framing.replace('127.0.0.1', 'localhost'));
  });
  afterAll(async () => {
    await fresh?.stage.close();
    await site?.close();
  });

  it('asks for no site at install', async () => {
    const asked = await manifest();
    expect(asked.host_permissions ?? []).toEqual([]);
    expect(asked.content_scripts ?? []).toEqual([]);
    expect(await granted()).toEqual([]);
    expect((await fresh.warnings()) ?? []).toEqual([]);
  });

  it('puts nothing into a page that was not granted', async () => {
    expect(await traces(first.tab)).toBe(0);
    expect((await first.hasScript()) ?? false).toBe(false);
    expect(site.requests.filter((request) => request.includes('viewsource'))).toEqual([]);
  });

  it('is there at once where the user grants a site, and nowhere else', async () => {
    await fresh.grant(pattern);
    expect(await granted()).toEqual([pattern]);
    await untilShown(await first.tab.panel(), watched.name ?? '');
    expect(await traces(first.tab)).toBe(1);
    expect((await first.hasScript()) ?? true).toBe(true);
    expect(await traces(elsewhere.tab)).toBe(0);
    expect((await elsewhere.hasScript()) ?? false).toBe(false);
    expect(site.requests.filter((request) => request.includes('viewsource'))).not.toEqual([]);
  });

  it('leaves every open page and frame when the grant is taken back, also after the background was stopped', async () => {
    const second = await fresh.open(url);
    const framed = await fresh.open(framing);
    await untilShown(await second.tab.panel(), watched.name ?? '');
    await until('a shell beside the frame', async () => ((await traces(framed.tab)) === 1 ? true : undefined));

    await fresh.stopBackground();
    await fresh.stage.call('sites.revoke', { origin: 'http://127.0.0.1' });
    expect(await granted()).toEqual([]);
    for (const { tab } of [first, second, framed]) {
      await until('the page to be free of us', async () => ((await traces(tab)) === 0 ? true : undefined));
    }
    const asked = site.requests.length;
    await first.tab.goto(url);
    expect(await traces(first.tab)).toBe(0);
    expect((await first.hasScript()) ?? false).toBe(false);
    const third = await fresh.open(url);
    expect((await third.hasScript()) ?? false).toBe(false);
    expect(await traces(third.tab)).toBe(0);
    expect(site.requests.slice(asked).filter((request) => request.includes('viewsource'))).toEqual([]);
  });
});
