// Renders every state of the dashboard and the popup in a real browser and leaves the pictures in .output/look/.
// node tests/look/dashboard.ts [part of a picture's name]
import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';

const OUT = '.output/look';
const only = process.argv[2] ?? '';
const LOOKS = [
  { language: 'zh-CN', theme: 'light', width: 1400, height: 900 },
  { language: 'zh-CN', theme: 'dark', width: 900, height: 900 },
  { language: 'en', theme: 'light', width: 900, height: 900 },
  { language: 'en', theme: 'dark', width: 1400, height: 900 },
  { language: 'zh-TW', theme: 'light', width: 900, height: 900 },
  { language: 'en', theme: 'light', width: 360, height: 800 },
];
const POPUP_WIDTH = 360;
/** What is done on a state before its picture is taken. */
const MOVES: Readonly<Record<string, { readonly state: string; readonly run: (page: Page) => Promise<void> }>> = {
  'customers-scrolled': {
    state: 'customers',
    run: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
      for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('PageDown');
    },
  },
  'customers-none': {
    state: 'customers',
    run: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('zzz');
    },
  },
  'customers-new': {
    state: 'customers-few',
    run: async (page) => {
      await page.locator('main header button').last().click();
      await page.locator('dialog button[type=submit]').click();
    },
  },
  'score-rules-open': {
    state: 'score-rules',
    run: async (page) => {
      await page.locator('main ol button[aria-expanded]').first().click();
      await page.locator('main ol input[type=range]').fill('44');
    },
  },
  'score-rules-cases': {
    state: 'score-rules',
    run: async (page) => {
      await page.locator('main ol button[aria-expanded]').nth(2).click();
      await page.locator('main ol button[aria-expanded]').nth(2).scrollIntoViewIfNeeded();
    },
  },
  'score-rules-rehearsed': {
    state: 'score-rules-rehearsal',
    run: (page) => page.locator('main [role=tabpanel] button').first().click(),
  },
  'score-rules-compare': {
    state: 'score-rules-versions',
    run: (page) => page.locator('main ol button[aria-expanded]').first().click(),
  },
  'score-rules-save': {
    state: 'score-rules',
    run: async (page) => {
      await page.locator('main ol button[aria-expanded]').first().click();
      await page.locator('main ol input[type=range]').fill('44');
      await page.locator('main button[class*=primary]').first().click();
    },
  },
  'files-drag': {
    state: 'files',
    run: (page) =>
      page.locator('main input[type=file]').evaluate((input) => {
        input.parentElement?.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }));
      }),
  },
  'files-columns': { state: 'files', run: (page) => chooseFile(page, 'taobao-orders.csv') },
  'files-columns-guessed': { state: 'files', run: (page) => chooseFile(page, TABLE_OF_NOBODY) },
  'files-columns-remainder': {
    state: 'files',
    run: async (page) => {
      await chooseFile(page, TABLE_OF_NOBODY);
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    },
  },
  'files-cards': { state: 'files', run: (page) => chooseFile(page, { name: '通讯录.vcf', text: CARDS }) },
  'files-bad': { state: 'files', run: (page) => chooseFile(page, { name: 'orders.pdf', text: '%PDF-1.7 ...' }) },
  'files-checked': {
    state: 'files',
    run: async (page) => {
      await chooseFile(page, TABLE_OF_NOBODY);
      await page.locator('main select:has(option[value=CNY])').selectOption('CNY');
      await page.locator('main button[aria-disabled=false]').click();
      await page.locator('main dl dd').nth(3).waitFor();
    },
  },
  'files-done': {
    state: 'files',
    run: async (page) => {
      await chooseFile(page, 'taobao-orders.csv');
      await page.locator('main button[aria-disabled=false]').click();
      await page.locator('main h2[tabindex="-1"] ~ div button').first().click();
      await page.locator('main a[href="#/customers"]').waitFor();
    },
  },
  'files-export': { state: 'files', run: (page) => page.locator('main [role=tab]').nth(1).click() },
  'backup-checked': {
    state: 'backup-none',
    run: async (page) => {
      await page.locator('main input[type=file]').setInputFiles({
        name: 'regulars-2026-11-20-103000.json',
        mimeType: 'application/json',
        buffer: Buffer.from(HALF_A_BACKUP),
      });
      await page.locator('main table').waitFor();
    },
  },
  'backup-passphrase': {
    state: 'backup-none',
    run: (page) => page.locator('main section button').first().click(),
  },
  palette: { state: 'customers-saved', run: (page) => openPalette(page, '') },
  'palette-find': { state: 'customer', run: (page) => openPalette(page, 'e') },
  'palette-command': { state: 'customers-saved', run: (page) => openPalette(page, 'shuju') },
  'customers-selected': {
    state: 'customers-saved',
    run: async (page) => {
      await page.locator('tbody tr').nth(1).locator('input').click();
      await page
        .locator('tbody tr')
        .nth(6)
        .locator('input')
        .click({ modifiers: ['Shift'] });
    },
  },
  'customers-bulk': {
    state: 'customers-saved',
    run: async (page) => {
      await page.locator('thead input').click();
      await page.locator('section button:has(svg)').first().click();
      await page.locator('dialog input').fill('wholesale');
    },
  },
  'customers-conditions': {
    state: 'customers-saved',
    run: async (page) => page.locator('main nav li').nth(2).locator('button').first().click(),
  },
  'customers-condition': {
    state: 'customers-saved',
    run: async (page) => {
      await page.locator('main nav ~ div button').first().click();
      await page.locator('dialog input[type=checkbox]').first().click();
    },
  },
  'customers-marked': {
    state: 'customers',
    run: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('Web');
      await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    },
  },
  keys: { state: 'customers', run: (page) => page.keyboard.press('?') },
  'sites-revoke': { state: 'sites', run: (page) => page.locator('main li button').first().click() },
};

const HALF_A_BACKUP = [
  '{"format":"regulars-backup","version":1,"createdAt":1790000000000,"app":"0.1.0","device":"00000000000000d1","holds":{"customers":8412,"identities":0,"orders":0,"interactions":0,"notes":0},"lines":[',
  '{"is":"meta","key":"next-layer","value":1}',
  '',
].join('\n');
async function openPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('dialog [role=option]').first().waitFor();
  await page.keyboard.type(text);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
}

const TABLE_OF_NOBODY = {
  name: '会员登记 2026.csv',
  text: [
    '姓名,手机号,邮箱,购买日期,金额,备注,来源,xxx',
    '王芳,13900000101,wang@fang.example,03/04/2026,128.00,老客户,门店,',
    '陈志远,1.39E+10,chen-at-example,05/04/2026,"1,280.50",,线上,a',
    ',,,,,,门店,',
    'Anna Müller,+49 151 0000001,anna@x.example,31/12/2025,abc,,线上,b',
    '',
  ].join('\n'),
};
const CARDS = [
  'BEGIN:VCARD',
  'VERSION:4.0',
  'FN:林怡君',
  'TEL:+886912345678',
  'EMAIL:lin@x.example',
  'END:VCARD',
  '',
].join('\r\n');

async function chooseFile(page: Page, what: string | { readonly name: string; readonly text: string }): Promise<void> {
  const file =
    typeof what === 'string'
      ? `tests/fixtures/transfer/${what}`
      : { name: what.name, mimeType: 'text/plain', buffer: Buffer.from(what.text) };
  await page.locator('main input[type=file]').setInputFiles(file);
  await page.locator('main [aria-labelledby] h2, main [role=alert]').first().waitFor();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
}

const server = await createServer({
  configFile: false,
  root: '.',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // Known from the start: one found halfway, by the worker, reloads the page.
  optimizeDeps: { include: ['papaparse', 'fflate', 'saxen'] },
  server: { port: 0, host: '127.0.0.1', hmr: false },
  logLevel: 'error',
});
await server.listen();
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
await mkdir(OUT, { recursive: true });

let taken = 0;
let noise = 0;
for (const { language, theme, width, height } of LOOKS) {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => {
    noise += 1;
    console.error(error.message);
  });
  const open = async (state: string) => {
    await page.goto(`${base}tests/look/dashboard.html?${new URLSearchParams({ state, language, theme })}`);
    await page.waitForSelector('html[data-ready]');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
  };
  const shoot = async (state: string, isPopup = false) => {
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    const path = `${OUT}/dash-${state}-${language}-${theme}-${isPopup ? POPUP_WIDTH : width}.png`;
    await page.screenshot({ path, fullPage: isPopup });
    taken += 1;
  };
  const wanted = (state: string) => `dash-${state}-${language}-${theme}-${width}`.includes(only);
  await open('customers');
  const states = (await page.getAttribute('html', 'data-ready'))?.split(' ') ?? [];
  for (const state of states) {
    const isPopup = state.startsWith('popup');
    if (!wanted(state) || (isPopup && width !== 900)) continue;
    await page.setViewportSize(isPopup ? { width: POPUP_WIDTH, height: 100 } : { width, height });
    await open(state);
    await shoot(state, isPopup);
  }
  await page.setViewportSize({ width, height });
  for (const [name, { state, run }] of Object.entries(MOVES)) {
    if (!wanted(name)) continue;
    await open(state);
    await run(page);
    await shoot(name);
  }
  await page.close();
}
await browser.close();
await server.close();
console.log(`${taken} pictures in ${OUT}, ${noise} page errors`);
if (taken === 0 || noise > 0) process.exitCode = 1;
