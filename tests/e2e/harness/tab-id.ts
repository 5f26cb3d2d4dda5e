import type { Page } from 'playwright';
import type { Chromium } from './chromium.ts';

/** The extension's id of a page's tab: the one that shows this address. */
export async function tabIdOf(browser: Chromium, page: Page): Promise<number> {
  const own = await browser.ownPage();
  const found = await own.evaluate(async (url) => {
    const tabs = await (
      globalThis as unknown as { chrome: { tabs: { query(q: object): Promise<{ id: number; url?: string }[]> } } }
    ).chrome.tabs.query({});
    return tabs.find((tab) => tab.url === url)?.id;
  }, page.url());
  if (found === undefined) throw new Error('no such tab');
  return found;
}
