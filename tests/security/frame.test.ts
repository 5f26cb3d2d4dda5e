import { readdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_E2E, type Chromium, startChromium } from '../e2e/harness/chromium.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { FIREFOX_E2E } from '../e2e/harness/firefox.ts';
import { until } from '../e2e/harness/wait.ts';
import { canariesIn, EMAIL, watched } from './stage/canaries.ts';
import { isolatedWorld, takenOver, throughPage } from './stage/isolated.ts';
import { knock, reach } from './stage/our-frame.ts';
import { seeded } from './stage/random.ts';
import { type Site, startSite } from './stage/site.ts';
import {
  BROWSERS,
  chromiumStage,
  chromiumTab,
  type Stage,
  startStage,
  type Tab,
  untilShown,
  visibleText,
  type World,
} from './stage/stage.ts';

const REFUSED = [JSON.stringify({ refused: true })];

describe.each(BROWSERS)('our frame, in %s', (name) => {
  let site: Site;
  let stage: Stage;
  let browser: Chromium | undefined;
  let tab: Tab;
  let panel: World;
  let script: World;
  let address: string;
  let copy: string | undefined;
  let url: string;

  beforeAll(async () => {
    site = await startSite();
    url = site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' });
    if (name === 'Chromium') {
      browser = await startChromium();
      stage = chromiumStage(browser);
    } else {
      copy = await takenOver(FIREFOX_E2E, reach);
      stage = await startStage('Firefox', copy);
    }
    await stage.call('customers.create', { actionId: actionId(), customers: [watched] });
    ({ tab, script } = await openWithScript());
    panel = await tab.panel();
    await untilShown(panel, watched.name ?? '');
    ({ address } = await script.evaluate(reach, { what: 'address' }));
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
    if (copy) await rm(copy, { recursive: true });
  });

  async function openWithScript(): Promise<{ tab: Tab; script: World }> {
    if (!browser) {
      const opened = await stage.open(url);
      return { tab: opened, script: throughPage(opened) };
    }
    const page = await browser.context.newPage();
    await page.goto(url);
    const inTab = chromiumTab(browser, page);
    await inTab.panel();
    const found = await isolatedWorld(browser, page);
    if (!found) throw new Error('the content script has no world');
    return { tab: inTab, script: found };
  }

  /** A frame that the page makes itself. */
  async function strangerIn(host: Tab, source: string, called: string): Promise<World> {
    await host.evaluate(
      ([src, label]) =>
        new Promise<void>((resolve) => {
          const frame = document.createElement('iframe');
          frame.name = label ?? '';
          frame.addEventListener('load', () => resolve());
          frame.src = src ?? '';
          document.body.append(frame);
        }),
      [source, called],
    );
    return until(`the frame ${called}`, async () => {
      for (const frame of host.frames()) {
        const isIt = await frame
          .evaluate((label) => window.name === label && document.readyState === 'complete', called)
          .catch(() => false);
        if (isIt) return frame;
      }
      return undefined;
    });
  }

  it('is the only file of ours that a page can load, and not by its fixed address', async () => {
    const directory = name === 'Chromium' ? CHROME_E2E : FIREFOX_E2E;
    const files = (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(directory.length + 1)}/${entry.name}`.replace(/^\//, ''));
    const base = browser ? `chrome-extension://${browser.extensionId}/` : address.replace('panel.html', '');
    const own = site.serve('/own.js', '"of the page"');
    const probe = (addresses: readonly string[]) =>
      tab.evaluate(async (all) => {
        const isLoaded = (tag: 'img' | 'script' | 'link', source: string) =>
          new Promise<boolean>((resolve) => {
            const element = document.createElement(tag);
            element.addEventListener('load', () => resolve(true));
            element.addEventListener('error', () => resolve(false));
            if (element instanceof HTMLLinkElement) {
              element.rel = 'stylesheet';
              element.href = source;
            } else element.src = source;
            document.body.append(element);
          });
        const loaded: string[] = [];
        for (const source of all) {
          if (
            await fetch(source, { mode: 'no-cors' }).then(
              () => true,
              () => false,
            )
          )
            loaded.push(`fetch ${source}`);
          for (const tag of ['img', 'script', 'link'] as const)
            if (await isLoaded(tag, source)) loaded.push(`${tag} ${source}`);
        }
        return loaded;
      }, addresses);
    expect(files.length).toBeGreaterThan(12);
    const loaded = await probe(files.map((file) => base + file));
    // Firefox has no addresses that change; there the address itself is another in each installation.
    expect(loaded.filter((line) => name === 'Chromium' || !line.endsWith('panel.html'))).toEqual([]);
    expect(await probe([own])).toEqual(expect.arrayContaining([`fetch ${own}`, `script ${own}`]));
  });

  // Firefox has neither addresses that change nor a way to keep a token unused.
  const inChromium = name === 'Chromium' ? it : () => {};

  inChromium('is not to be had by its fixed address in a frame either', async () => {
    const fixed = `chrome-extension://${browser?.extensionId}/panel.html`;
    expect(address.replace(/^chrome-extension:\/\/[^/]+/, '')).toBe('/panel.html');
    expect(address).not.toBe(fixed);
    const before = tab.frameUrls().length;
    await tab.evaluate(
      (source) =>
        new Promise<void>((resolve) => {
          const frame = document.createElement('iframe');
          frame.addEventListener('load', () => resolve());
          frame.src = source;
          document.body.append(frame);
        }),
      fixed,
    );
    const added = tab.frameUrls().slice(before);
    expect(added).toEqual(['chrome-error://chromewebdata/']);
  });

  it('stays blank and is refused where a page makes it', async () => {
    const stranger = await strangerIn(tab, address, 'stranger');
    expect(await stranger.evaluate(knock, {})).toEqual({ replies: REFUSED, text: '', children: 0 });
    expect((await stranger.evaluate(knock, { eager: true })).replies).toEqual(REFUSED);
    expect(await stranger.evaluate(knock, { token: 'f'.repeat(32) })).toEqual({
      replies: REFUSED,
      text: '',
      children: 0,
    });
    expect(await stranger.evaluate(knock, { pass: 'f'.repeat(32) })).toEqual({
      replies: REFUSED,
      text: '',
      children: 0,
    });
    expect(await visibleText(panel)).toContain(watched.name);
  });

  it('takes no token twice', async () => {
    const { token } = await script.evaluate(reach, { what: 'address' });
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const stranger = await strangerIn(tab, `${address}#${token}`, 'thief');
    expect(await stranger.evaluate(knock, { token })).toEqual({ replies: REFUSED, text: '', children: 0 });
  });

  inChromium('takes a fresh token only in the tab it was given for, and there once', async () => {
    const other = await openWithScript();
    const elsewhere = await strangerIn(other.tab, address, 'elsewhere');
    const here = await strangerIn(tab, address, 'here');
    await script.evaluate(reach, { what: 'trap' });
    const token = await until(
      'a token that is not used',
      async () => (await script.evaluate(reach, { what: 'trapped' })).token || undefined,
    );
    expect((await elsewhere.evaluate(knock, { token })).replies).toEqual(REFUSED);
    const answers = (await here.evaluate(knock, { token })).replies;
    expect(answers[0]).toContain('welcome');
    expect(canariesIn(answers.join()).length).toBeGreaterThan(0);
    expect((await here.evaluate(knock, { token })).replies).toEqual(REFUSED);
    const pass = (JSON.parse(answers[0] ?? '') as { welcome: { pass: string } }).welcome.pass;
    expect((await elsewhere.evaluate(knock, { pass })).replies).toEqual(REFUSED);
    await other.tab.close();
  });

  it('shows the same after 10,000 window messages to it and to the page', async () => {
    const { tab: target, script: its } = await openWithScript();
    const frame = await target.panel();
    await untilShown(frame, watched.name ?? '');
    // The last that is known of a customer: it is counted from the orders of everybody.
    await untilShown(frame, 'no two products were bought together');
    const random = seeded(8);
    const shapes = [
      () => ({
        push: {
          event: 'page',
          context: { epoch: 1e9, state: 'nobody', people: [], excluded: [], site: { type: 'none' } },
        },
      }),
      () => ({ welcome: { pass: 'x' } }),
      () => ({ type: random.pick(['leave', 'toggle', 'token', 'setup', 'shown']), token: 'x' }),
      () => ({ id: random.int(20), value: {}, error: { type: 'not-allowed' } }),
      () => 'x'.repeat(random.int(500)),
      () => random.int(1e6),
    ];
    const messages = Array.from({ length: 10_000 }, () => random.pick(shapes)());
    const count = () => {
      const seen = globalThis as unknown as { windowMessages: number };
      seen.windowMessages = 0;
      addEventListener('message', () => {
        seen.windowMessages += 1;
      });
    };
    await frame.evaluate(count, undefined);
    await target.evaluate(count, undefined);
    const state = async () => [
      await visibleText(frame),
      await stage.contextOf(url),
      await stage.call('store.stats', {}),
    ];
    const before = await state();
    await its.evaluate(reach, { what: 'post', messages });
    await target.evaluate((all) => {
      for (const message of all) window.postMessage(message, '*');
    }, messages);
    for (const world of [frame, target]) {
      await until('all messages to arrive', async () =>
        (await world.evaluate(
          () => (globalThis as unknown as { windowMessages: number }).windowMessages,
          undefined,
        )) === messages.length
          ? true
          : undefined,
      );
    }
    expect(await state()).toEqual(before);
    await target.close();
  });
});

describe('what the background is told of a frame', () => {
  it('is its fixed address, though the page knows it by another', async () => {
    const site = await startSite();
    const browser = await startChromium();
    const [worker] = browser.context.serviceWorkers();
    await worker?.evaluate(() => {
      const senders: unknown[] = [];
      Object.assign(globalThis, { senders });
      const { runtime } = chrome as unknown as {
        runtime: { onConnect: { addListener(l: (p: { name: string; sender: object }) => void): void } };
      };
      runtime.onConnect.addListener(({ name, sender }) => senders.push({ name, ...sender }));
    });
    const page = await browser.context.newPage();
    const url = site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' });
    await page.goto(url);
    await browser.panel(page);
    const senders = (await worker?.evaluate(() => (globalThis as unknown as { senders: object[] }).senders)) ?? [];
    const own = `chrome-extension://${browser.extensionId}`;
    expect(senders).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'shell', url, origin: site.origin, frameId: 0 }),
        expect.objectContaining({
          name: 'panel',
          url: expect.stringMatching(`^${own}/panel\\.html`),
          origin: own,
          id: browser.extensionId,
        }),
      ]),
    );
    await browser.close();
    await site.close();
  });
});
