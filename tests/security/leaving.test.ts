import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../e2e/harness/chromium.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { FIREFOX_E2E, type Firefox, startFirefox } from '../e2e/harness/firefox.ts';
import { until } from '../e2e/harness/wait.ts';
import { type Site, startSite } from './stage/site.ts';
import {
  chromiumStage,
  chromiumTab,
  firefoxStage,
  type Stage,
  type Tab,
  untilShown,
  type World,
} from './stage/stage.ts';

const EMAIL = 'ada@mail.example';
const DRAFT = 'half a thought';

let site: Site;
let url: string;

beforeEach(async () => {
  site = await startSite();
  url = site.mail({ uid: 1, email: EMAIL, name: 'Ada', subject: 'Hello' });
});
afterEach(() => site?.close());

async function fill(stage: Stage): Promise<void> {
  await stage.call('customers.create', { actionId: actionId(), customers: [{ name: 'Ada Stays', emails: [EMAIL] }] });
}

async function type(panel: World, tab: Tab): Promise<void> {
  await untilShown(panel, 'Ada Stays');
  await until('the note to have the focus', async () =>
    (await panel.evaluate(() => {
      document.querySelector('textarea')?.focus();
      return document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA';
    }, undefined))
      ? true
      : undefined,
  );
  await tab.keyboard.type(DRAFT);
}

const draftOf = (panel: World) => panel.evaluate(() => document.querySelector('textarea')?.value, undefined);
const hosts = (tab: World) => tab.evaluate(() => document.querySelectorAll('[data-regulars-shell]').length, undefined);

/** What of ours a person sees in the page. */
const seen = (tab: World) =>
  tab.evaluate(
    () =>
      [...document.querySelectorAll('[data-regulars-shell]')].filter(
        (host) => getComputedStyle(host).display !== 'none',
      ).length +
      [...document.elementsFromPoint(innerWidth - 100, innerHeight / 2)].filter((element) =>
        element.hasAttribute('data-regulars-shell'),
      ).length,
    undefined,
  );

describe('an extension that goes, in Chromium', () => {
  let browser: Chromium;
  let stage: Stage;
  let settings: Page;
  let page: Page;
  let tab: Tab;
  let errors: string[];

  beforeEach(async () => {
    browser = await startChromium();
    stage = chromiumStage(browser);
    await fill(stage);
    settings = await browser.context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(() => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: { updateProfileConfiguration(o: object): Promise<void> };
      };
      // Without it an unpacked extension is not started again.
      return developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    });
    page = await browser.context.newPage();
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(url);
    tab = chromiumTab(browser, page);
  });
  afterEach(() => browser?.close());

  const setEnabled = (isEnabled: boolean) =>
    settings.evaluate(
      ([id, wanted]) =>
        (
          chrome as unknown as { management: { setEnabled(id: string, on: boolean): Promise<void> } }
        ).management.setEnabled(id, wanted),
      [browser.extensionId, isEnabled] as const,
    );

  it('and comes back, reloaded under a note that is being written, brings the note back', async () => {
    const panel = await tab.panel();
    await type(panel, tab);
    await untilShown(panel, 'Draft kept');
    const [worker] = browser.context.serviceWorkers();
    const gone = page.waitForEvent('framedetached');
    await worker
      ?.evaluate(() => (chrome as unknown as { runtime: { reload(): void } }).runtime.reload())
      .catch(() => {});
    await gone;
    const fresh = await tab.panel();
    await untilShown(fresh, 'Ada Stays');
    await until('the draft', async () => ((await draftOf(fresh)) === DRAFT ? true : undefined));
    expect(await hosts(tab)).toBe(1);
    expect(errors).toEqual([]);
  });

  it('switched off, leaves nothing in the page', async () => {
    await untilShown(await tab.panel(), 'Ada Stays');
    expect(await seen(tab)).toBeGreaterThan(0);
    await setEnabled(false);
    await until('the page to be free of us', async () => ((await hosts(tab)) === 0 ? true : undefined));
    expect(errors).toEqual([]);
  });

  it('switched off while its worker slept, leaves nothing to whoever comes back to the page', async () => {
    await untilShown(await tab.panel(), 'Ada Stays');
    await browser.stopWorker();
    await settings.bringToFront();
    await setEnabled(false);
    await page.bringToFront();
    // A browser without windows moves no focus of its own.
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await until('the page to be free of us', async () => ((await hosts(tab)) === 0 ? true : undefined));
    expect(errors).toEqual([]);
  });
});

describe('an extension that goes, in Firefox', () => {
  let browser: Firefox;
  let stage: Stage;
  let tab: Tab;

  beforeEach(async () => {
    browser = await startFirefox();
    stage = firefoxStage(browser);
    await fill(stage);
    tab = await stage.open(url);
  });
  afterEach(() => browser?.close());

  it('and comes back, updated under a note that is being written, brings the note back', async () => {
    const panel = await tab.panel();
    await type(panel, tab);
    await untilShown(panel, 'Draft kept');
    await tab.evaluate(() => document.querySelector('[data-regulars-shell]')?.setAttribute('data-old', ''), undefined);
    await browser.browser.installExtension(FIREFOX_E2E);
    await until('a new panel', async () =>
      (await tab.evaluate(() => document.querySelector('[data-regulars-shell]:not([data-old])') !== null, undefined))
        ? true
        : undefined,
    );
    await until('the draft', async () => {
      for (const frame of tab.frames()) if ((await draftOf(frame).catch(() => '')) === DRAFT) return true;
      return undefined;
    });
    expect(await hosts(tab)).toBe(1);
    expect(await seen(tab)).toBeGreaterThan(0);
  });

  it('removed, leaves nothing to see in the page', async () => {
    await untilShown(await tab.panel(), 'Ada Stays');
    expect(await seen(tab)).toBeGreaterThan(0);
    await browser.browser.uninstallExtension('regulars@regulars.invalid');
    await until('the page to be free of us', async () => ((await seen(tab)) === 0 ? true : undefined));
  });
});
