// Builds the extension, starts the demo mailbox and shop, and opens a browser with both and a sample file: ready to click
// where there is a display, else walking the main job by itself.
//   npm start -- [--browser chromium|firefox] [--lang en|zh] [--headless] [--dark]
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { startMailbox } from '../demo/mailbox.ts';
import { sampleCustomers } from '../demo/sample-customers.ts';
import { startShop } from '../demo/shop.ts';
import { newActionId } from './action-id.ts';
import { type BrowserName, type DemoBrowser, openBrowser } from './demo-browser.ts';
import { walk } from './demo-walk.ts';

const { values: chosen } = parseArgs({
  options: {
    browser: { type: 'string' },
    lang: { type: 'string' },
    headless: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
  },
});
const name: BrowserName =
  chosen.browser === 'firefox' || (!chosen.browser && !process.env.CHROMIUM_PATH && process.env.FIREFOX_PATH)
    ? 'firefox'
    : 'chromium';
const spoken = chosen.lang ?? process.env.LC_ALL ?? process.env.LANG ?? Intl.DateTimeFormat().resolvedOptions().locale;
const language = spoken.startsWith('zh') ? 'zh' : 'en';
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isHeadless = chosen.headless || !hasDisplay;

const open: { close(): Promise<void> }[] = [];
const ending = new AbortController();
process.once('SIGINT', () => ending.abort());
process.once('SIGTERM', () => ending.abort());
const stopped = new Promise<void>((resolve) =>
  ending.signal.addEventListener('abort', () => resolve(), { once: true }),
);

/** Fills the file through the background, as an import would. */
async function fileCustomers(browser: DemoBrowser, now: number, shopOrigin: string): Promise<number> {
  const customers = sampleCustomers({ now, shopOrigin });
  await browser.call('customers.create', { actionId: newActionId(), customers, sample: true });
  await browser.call('settings.set', {
    actionId: newActionId(),
    settings: { language: language === 'zh' ? 'zh-CN' : 'en' },
  });
  return customers.length;
}

async function main(): Promise<boolean> {
  const folder = name === 'firefox' ? ['-b', 'firefox', '--mv3'] : [];
  console.log('Building the extension …');
  await promisify(execFile)(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', ...folder, '--mode', 'e2e']);

  const now = Date.now();
  const [mailbox, shop] = await Promise.all([startMailbox(now), startShop(now)]);
  open.push(mailbox, shop);
  const browser = await openBrowser({ name, isHeadless, language, isDark: chosen.dark });
  open.push(browser);
  console.log(`${browser.version} is open with the extension.`);
  const customers = await fileCustomers(browser, now, shop.origin);
  console.log(`Sample file: ${customers} invented customers.`);

  const mailUrl = `${mailbox.origin}/?_task=mail&_mbox=INBOX&lang=${language}`;
  const shopUrl = `${shop.origin}/admin/orders?lang=${language}`;
  const dashboard = existsSync(`.output/${name === 'firefox' ? 'firefox' : 'chrome'}-mv3-e2e/dashboard.html`);
  if (isHeadless) {
    await mkdir('.output/demo', { recursive: true });
    const walked = walk({
      browser,
      language,
      mailUrl,
      shopUrl,
      dashboard,
      shots: `.output/demo/${name}-${language}${chosen.dark ? '-dark' : ''}`,
    });
    return Promise.race([walked, stopped.then(() => false)]);
  }
  if (dashboard) await browser.openOwn('dashboard.html');
  for (const url of [shopUrl, mailUrl]) await (await browser.newPage()).goto(url);
  await browser.tidy();
  console.log(
    `Mailbox  ${mailUrl}\nShop     ${shopUrl}\nClick a message or an order. Ctrl+C, or closing the browser, ends all.`,
  );
  await Promise.race([browser.ended, stopped]);
  return true;
}

const isGood = await main().catch((error: unknown) => {
  if (ending.signal.aborted) return false;
  console.error(error instanceof Error ? error.message : error);
  return false;
});
for (const one of open.reverse()) await one.close().catch(() => undefined);
process.exit(isGood ? 0 : ending.signal.aborted ? 130 : 1);
