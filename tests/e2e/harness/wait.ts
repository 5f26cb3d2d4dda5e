import type { Page } from 'playwright';
import type { Chromium } from './chromium.ts';

const LIMIT_MS = 15_000;

/** Asks again until there is an answer; says what was waited for when there is none in 15 s. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, limitMs = LIMIT_MS): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

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
