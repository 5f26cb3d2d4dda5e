import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROME_E2E, startChromium } from '../e2e/harness/chromium.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { startFirefox } from '../e2e/harness/firefox.ts';
import { until } from '../e2e/harness/wait.ts';
import { canaries, canariesIn, EMAIL, watched } from './stage/canaries.ts';
import { type Site, startSite } from './stage/site.ts';
import {
  BROWSERS,
  type BrowserName,
  chromiumStage,
  firefoxStage,
  type Stage,
  type Tab,
  untilShown,
} from './stage/stage.ts';

/** Runs as a content script of another extension: opens every shadow root there is, and takes what it finds. */
function pry(): void {
  type Opener = { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
  const { chrome } = globalThis as unknown as { chrome: Opener };
  const rootOf = (element: Element) =>
    (element as unknown as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ??
    (element instanceof HTMLElement ? chrome.dom?.openOrClosedShadowRoot?.(element) : null);
  document.addEventListener('look', () => {
    const texts: string[] = [];
    const tags: string[] = [];
    const visit = (within: ParentNode, isInside: boolean) => {
      for (const element of within.querySelectorAll('*')) {
        if (isInside) {
          tags.push(element.tagName);
          texts.push(element.outerHTML, element.textContent ?? '');
          texts.push(
            element instanceof HTMLIFrameElement ? (element.contentDocument?.documentElement.outerHTML ?? '') : '',
          );
        }
        const root = rootOf(element);
        if (root) {
          texts.push(root.textContent ?? '');
          visit(root, true);
        }
      }
    };
    visit(document, false);
    document.documentElement.dataset.looked = JSON.stringify({ tags, text: texts.join('\n') });
  });
  document.documentElement.dataset.pry = 'ready';
}

async function otherExtension(name: BrowserName): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'other-extension-'));
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'pry.js'), `(${String(pry)})();`);
  const manifest = {
    manifest_version: name === 'Chromium' ? 3 : 2,
    name: 'Other',
    version: '1',
    content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['pry.js'], all_frames: true }],
    ...(name === 'Firefox' ? { browser_specific_settings: { gecko: { id: 'other@other.invalid' } } } : {}),
  };
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  return directory;
}

describe.each(BROWSERS)('another extension in the same page, in %s', (name) => {
  let site: Site;
  let stage: Stage;
  let tab: Tab;
  let other: string;

  beforeAll(async () => {
    site = await startSite();
    other = await otherExtension(name);
    if (name === 'Chromium') {
      stage = chromiumStage(await startChromium({ directory: `${CHROME_E2E},${other}` }));
    } else {
      const browser = await startFirefox();
      await browser.browser.installExtension(other);
      stage = firefoxStage(browser);
    }
    await stage.call('customers.create', { actionId: actionId(), customers: [watched] });
    tab = await stage.open(site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' }));
    await untilShown(await tab.panel(), watched.name ?? '');
    await until('the other extension', async () =>
      (await tab.evaluate(() => document.documentElement.dataset.pry, undefined)) === 'ready' ? true : undefined,
    );
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
    await rm(other, { recursive: true });
  });

  const look = async () => {
    const found = await tab.evaluate(() => {
      document.dispatchEvent(new Event('look'));
      return document.documentElement.dataset.looked;
    }, undefined);
    return JSON.parse(found ?? '{}') as { tags: string[]; text: string };
  };

  it('opens our closed root and finds a frame and the handles around it, and nothing of a customer', async () => {
    const { tags, text } = await look();
    expect([...new Set(tags)].sort()).toEqual(['BUTTON', 'DIV', 'IFRAME']);
    expect(tags.filter((tag) => tag === 'IFRAME')).toHaveLength(1);
    expect(canariesIn(text)).toEqual([]);
    expect(text).not.toContain(EMAIL);
  });

  it('would have found a secret in a closed root of the page', async () => {
    await tab.evaluate((secret) => {
      const host = document.createElement('div');
      document.body.append(host);
      host.attachShadow({ mode: 'closed' }).append(secret);
    }, canaries[0] ?? '');
    expect(canariesIn((await look()).text)).toEqual([canaries[0]]);
  });
});
