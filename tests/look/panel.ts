// Renders every state of the panel in a real browser and leaves the pictures in .output/look/ for a person to look at.
// node tests/look/panel.ts [part of a picture's name]
import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';

const OUT = '.output/look';
const only = process.argv[2] ?? '';
const LOOKS = [
  { language: 'zh-CN', theme: 'light', width: 360, person: 'li' },
  { language: 'zh-CN', theme: 'dark', width: 360, person: 'li' },
  { language: 'en', theme: 'light', width: 320, person: 'weber' },
  { language: 'en', theme: 'dark', width: 480, person: 'weber' },
  { language: 'zh-TW', theme: 'light', width: 320, person: 'li' },
];
const TABS = { timeline: '2', profile: '3' } as const;
const HEIGHT = 860;

const server = await createServer({
  configFile: false,
  root: '.',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
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
for (const look of LOOKS) {
  const page = await browser.newPage({ viewport: { width: look.width, height: HEIGHT } });
  page.on('pageerror', (error) => {
    noise += 1;
    console.error(error.message);
  });
  const name = (state: string) => `${state}-${look.language}-${look.theme}-${look.width}`;
  const shoot = async (state: string) => {
    await page.screenshot({ path: `${OUT}/${name(state)}.png` });
    taken += 1;
  };
  const open = async (state: string) => {
    const { language, theme, person } = look;
    await page.goto(`${base}tests/look/panel.html?${new URLSearchParams({ state, language, theme, person })}`);
    await page.waitForSelector('html[data-ready]');
    await page.evaluate(() => new Promise((done) => setTimeout(done, 180)));
  };
  await open('certain');
  const states = (await page.getAttribute('html', 'data-ready'))?.split(' ') ?? [];
  for (const state of states) {
    if (!name(state).includes(only)) continue;
    await open(state);
    await shoot(state);
  }
  for (const [tab, key] of Object.entries(TABS)) {
    if (!name(`tab-${tab}`).includes(only)) continue;
    await open('certain');
    await page.keyboard.press(key);
    await settled(page);
    await shoot(`tab-${tab}`);
    await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 9999));
    await shoot(`tab-${tab}-end`);
  }
  for (const [dialog, key] of [
    ['keys', '?'],
    ['search', '/'],
  ] as const) {
    if (!name(`dialog-${dialog}`).includes(only)) continue;
    await open('certain');
    await page.keyboard.press(key);
    await settled(page);
    await shoot(`dialog-${dialog}`);
  }
  await page.close();
}
await browser.close();
await server.close();
console.log(`${taken} pictures in ${OUT}, ${noise} page errors`);
if (taken === 0 || noise > 0) process.exitCode = 1;

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60))));
}
