// usage: node tests/sites/real/verify-switches.ts roundcube=URL vendure=ORIGIN truth=FILE [rounds=200]
// Switches fast and at random between messages (preview pane) and between orders (in-app) of running beds, with the
// watcher in every frame as the shell has it, and checks in each animation frame that what would be shown is what the
// page shows. Ends with 1 on any mismatch, or when the last one is not shown at the end.
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright';
import { login as logInToRoundcube, openFolder, rowOf } from '../../e2e/drive/roundcube.ts';
import { login as logInToVendure, openOrder } from '../../e2e/drive/vendure.ts';
import { bundleReader, startReading } from './harness.ts';
import type * as InPage from './in-page.ts';

declare const sites: typeof InPage;
interface Seen {
  /** What a sidebar fed by this frame would show. */
  shown?: string;
  mismatches: string[];
  frames: number;
}
declare global {
  interface Window {
    seen: Seen;
  }
}

const options = Object.fromEntries(process.argv.slice(2).map((option) => option.split(/=(.*)/s).slice(0, 2)));
const rounds = Number(options.rounds ?? 200);
let seed = 20_261_031;
const random = (below: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

/** Runs in every document: watches it, and compares in each frame with the page's own words. */
function follow(): void {
  if (location.href === 'about:blank' || window.seen) return;
  const seen: Seen = { mismatches: [], frames: 0 };
  window.seen = seen;
  const start = () => {
    const page = () => ({ document, url: location.href, isTop: window === window.top });
    const recipe = sites.pickRecipe(sites.recipes, page());
    if (!recipe) return;
    sites.watchPage(
      {
        recipe,
        page,
        onLeave: () => {
          delete seen.shown;
        },
        onRead: (reading) => {
          delete seen.shown;
          const { message, order, people } = reading?.sighting ?? {};
          if (message) seen.shown = `${message.key.value} ${people?.[0]?.email?.value ?? ''}`;
          if (order) seen.shown = `${order.platformId?.value} ${people?.[0]?.account?.value} ${order.number.value}`;
        },
      },
      new AbortController().signal,
    );
    const check = () => {
      seen.frames++;
      const query = new URLSearchParams(location.search);
      const title =
        document.querySelector('#message-header .header-headers .from .rcmContactAddress')?.getAttribute('title') ?? '';
      const link = document.querySelector('vdr-customer-label a')?.getAttribute('href')?.split('/').at(-1);
      const page = query.has('_uid')
        ? `${query.get('_mbox')}#${query.get('_uid')} ${title}`
        : `${location.pathname.split('/').at(-1)} ${link} ${document.querySelector('vdr-page-title h1')?.textContent}`;
      if (seen.shown !== undefined && seen.shown !== page)
        seen.mismatches.push(`${seen.shown} while the page shows ${page}`);
      requestAnimationFrame(check);
    };
    requestAnimationFrame(check);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}

const { browser } = await startReading();
const script = await bundleReader();
const mismatches: string[] = [];
let drawn = 0;
async function collect(place: Page | Frame): Promise<void> {
  const seen = await place.evaluate(() => window.seen).catch(() => undefined);
  mismatches.push(...(seen?.mismatches ?? []));
  drawn += seen?.frames ?? 0;
}
async function open(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, timezoneId: 'Asia/Shanghai' });
  await context.addInitScript(`${script};(${follow})();`);
  return context.newPage();
}

const mailBed = { url: options.roundcube, user: 'agent@helpdesk.example', password: 'test-only-pass' };
const mail = await open();
await logInToRoundcube(mail, mailBed);
let uid = 0;
for (let round = 0; round < rounds; round++) {
  // Never the same row twice in a row, nor the one message whose page names no sender.
  do uid = 1 + ((uid + random(49)) % 50);
  while (uid === 18);
  // Two clicks that Roundcube takes for a double one open the full view: back to the list, as a person would go.
  await rowOf(mail, uid)
    .click({ timeout: 3000 })
    .catch(async (error) => {
      if (!mail.url().includes('_action=show')) throw error;
      await collect(mail);
      await openFolder(mail, mailBed, 'INBOX');
      await rowOf(mail, uid).click();
    });
  const frame = mail.frame({ name: 'messagecontframe' });
  if (random(3) === 0) await frame?.waitForSelector('#message-header');
  if (frame) await collect(frame);
}
const shownUid = () => mail.frame({ name: 'messagecontframe' })?.evaluate(() => window.seen?.shown);
const settled = async (ask: () => Promise<string | undefined> | undefined, wanted: string) => {
  const end = Date.now() + 10_000;
  while (!(await ask()?.catch(() => undefined))?.startsWith(wanted)) {
    if (Date.now() > end) throw new Error(`never showed ${wanted}`);
  }
};
await settled(shownUid, `INBOX#${uid} `);
console.log(`Roundcube: ${rounds} switches, ${drawn} frames seen, ${mismatches.length} mismatches`);

const orders: { id: string; code: string }[] = JSON.parse(readFileSync(options.truth, 'utf8')).orders;
const bed = { origin: options.vendure, user: 'owner', password: 'owner-pass-1' };
const shop = await open();
await logInToVendure(shop, bed);
await openOrder(shop, bed, '1');
let id = '1';
drawn = 0;
for (let round = 0; round < rounds; round++) {
  id = orders[random(orders.length)]?.id ?? '1';
  await shop.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, `/admin/orders/${id}`);
  if (random(3) === 0)
    await shop
      .locator('vdr-page-entity-info .property:first-child .value', { hasText: new RegExp(`^${id}$`) })
      .waitFor();
}
await settled(() => shop.evaluate(() => window.seen.shown), `${id} `);
await collect(shop);
console.log(`Vendure: ${rounds} switches, ${drawn} frames seen`);
for (const mismatch of mismatches) console.log(`  ${mismatch}`);
console.log(`${mismatches.length} mismatches`);
await browser.close();
process.exit(mismatches.length > 0 ? 1 : 0);
