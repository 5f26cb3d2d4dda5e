import type { Frame, Page } from 'puppeteer-core';
import { demoMessages } from '../demo/messages.ts';
import { PEOPLE, personOf } from '../demo/people.ts';
import type { DemoBrowser } from './demo-browser.ts';

export interface Walk {
  readonly browser: DemoBrowser;
  readonly language: 'en' | 'zh';
  readonly mailUrl: string;
  readonly shopUrl: string;
  /** Whether this build has a dashboard to look at. */
  readonly dashboard: boolean;
  /** Where screenshots go: the beginning of their paths. */
  readonly shots: string;
}

const LIMIT_MS = 15_000;
/** Whom the walk is about, and what is noted of them. */
const STORIES = {
  zh: { hero: personOf('lin'), order: 'TB2107', note: '新地址确认后再发货；紫砂壶按老客户价。' },
  en: { hero: personOf('emma'), order: 'TB2106', note: 'Replace two cups before the 28th; pack double.' },
} as const;

/** Walks the main job by itself and says of each step what it saw and after how many milliseconds. True: all was seen. */
export async function walk({ browser, language, mailUrl, shopUrl, dashboard, shots }: Walk): Promise<boolean> {
  const { hero, order, note } = STORIES[language];
  let missed = 0;
  let place = 0;
  const shoot = async (page: Page, name: string) => {
    place += 1;
    await page.bringToFront();
    await settled(page);
    await page.screenshot({ path: `${shots}-${place}-${name}.png` as `${string}.png` });
  };
  const step = async (what: string, act: () => Promise<string>) => {
    const start = performance.now();
    const saw = await act().catch((error: unknown) => {
      missed += 1;
      return `NOT SEEN: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    });
    console.log(`${String(Math.round(performance.now() - start)).padStart(6)} ms  ${what}: ${saw}`);
  };

  const mail = await browser.newPage();
  await step('Mailbox opened, badges stand beside the customers and beside nobody else', async () => {
    await mail.goto(mailUrl);
    const badges = await until(mail, badgesOf, (found) => isBadgedRight(found));
    return badges
      .filter(({ width }) => width > 0)
      .map(({ name }) => name)
      .join(', ');
  });
  const widthBefore = widthOf(await mail.evaluate(badgesOf), hero.email);
  await shoot(mail, 'mailbox');

  await step(`Message opened, ${hero.name} stands beside it`, async () => {
    await openMessageFrom(mail, hero.email);
    return summary(await shows(browser, mail, [hero.name, hero.email]));
  });
  await step('Asked what to record here, chose all that is opened', async () => {
    const panel = await browser.panel(mail);
    const before = await panel.evaluate(statusOf);
    await press(panel, 'footer section button');
    await until(panel, statusOf, (status) => status !== before);
    return panel.evaluate(statusOf);
  });
  await step('Note written', async () => {
    const panel = await browser.panel(mail);
    await panel.waitForSelector('textarea', { timeout: LIMIT_MS });
    await panel.focus('textarea');
    await panel.type('textarea', note);
    await mail.keyboard.down('Control');
    await mail.keyboard.press('Enter');
    await mail.keyboard.up('Control');
    await until(panel, notesOf, (notes) => notes.some((text) => text.includes(note)));
    return `“${note}”`;
  });
  await step('The badge in the list got its note mark', async () => {
    const grown = await until(mail, badgesOf, (found) => widthOf(found, hero.email) > widthBefore);
    return `${widthBefore} → ${widthOf(grown, hero.email)} px wide`;
  });
  await shoot(mail, 'message');

  const shop = await browser.newPage();
  await step('Shop console opened, a badge beside every buyer', async () => {
    await shop.goto(shopUrl);
    const rows = await until(shop, buyersOf, (found) => found.length > 0 && found.every(({ width }) => width > 0));
    return `${rows.length} orders`;
  });
  await shoot(shop, 'orders');
  await step(`Order ${order} opened, the same ${hero.name} and the same note`, async () => {
    await press(shop, `td a[href="/admin/orders/${order.slice(3)}"]`);
    const panel = await shows(browser, shop, [hero.name, hero.email]);
    await until(panel, notesOf, (notes) => notes.some((text) => text.includes(note)));
    return summary(panel);
  });
  await shoot(shop, 'order');

  await mail.bringToFront();
  for (const { what, sender, texts, shot } of OTHERS) {
    await step(what, async () => {
      await openMessageFrom(mail, sender);
      return summary(await shows(browser, mail, texts));
    });
    if (shot) await shoot(mail, shot);
  }

  if (dashboard) {
    let page = mail;
    await step('Dashboard opened, the console API finds the note', async () => {
      page = await browser.openOwn('dashboard.html');
      await page.waitForFunction(() => 'regulars' in globalThis, { timeout: LIMIT_MS });
      const found = await page.evaluate(searchFromConsole, note);
      if (!found.includes(hero.name)) throw new Error(`found ${found.join(', ') || 'nobody'}`);
      return found.join(', ');
    });
    await shoot(page, 'dashboard');
  }
  console.log(missed === 0 ? `All ${place} screenshots are in .output/demo.` : `${missed} steps were not seen.`);
  return missed === 0;
}

/** The other kinds of mail, each with what must stand beside it. */
const OTHERS: readonly { what: string; sender: string; texts: readonly string[]; shot?: string }[] = [
  {
    what: 'A shop notice: the customer is the one in its text',
    sender: 'no-reply@teabowl-shop.example',
    texts: [personOf('oliver').email],
    shot: 'notice',
  },
  {
    what: 'Somebody new: ready to be added',
    sender: 'priya.raman@studio-neem.example',
    texts: ['Priya Raman'],
    shot: 'new-person',
  },
  {
    what: 'Two customers of one name: this is the one',
    sender: personOf('zhang-home').email,
    texts: [personOf('zhang-home').email],
  },
  { what: 'and this the other', sender: personOf('zhang-studio').email, texts: [personOf('zhang-studio').email] },
  {
    what: 'A mailing list: nobody',
    sender: 'weekly@lists.indieshops.example',
    texts: ['weekly@lists.indieshops.example'],
  },
];

async function openMessageFrom(mail: Page, email: string): Promise<void> {
  const message = demoMessages(0).find(({ folder, from }) => folder === 'INBOX' && from.email === email);
  if (!message) throw new Error(`no message from ${email}`);
  await press(mail, `#rcmrow${message.uid}`);
}

/** The panel of a page once it shows all these texts, in its words or in its fields. */
async function shows(browser: DemoBrowser, page: Page, texts: readonly string[]): Promise<Frame> {
  const panel = await browser.panel(page);
  await until(panel, wordsOf, (words) => texts.every((text) => words.includes(text)));
  return panel;
}

const summary = async (panel: Frame): Promise<string> =>
  (await panel.evaluate(wordsOf))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 1)
    .slice(0, 5)
    .join(' · ');

/** Clicks as a person does: on what is in view. */
async function press(page: Page | Frame, selector: string): Promise<void> {
  const found = await page.waitForSelector(selector, { timeout: LIMIT_MS });
  await found?.click();
}

/** What a function sees in a page, asked with every frame it paints until it is as wanted. */
async function until<T>(page: Page | Frame, see: () => T, isWanted: (seen: T) => boolean): Promise<T> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const seen = (await page.evaluate(see)) as T;
    if (isWanted(seen)) return seen;
    if (performance.now() > end) throw new Error(`saw ${JSON.stringify(seen).slice(0, 300)}`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 8)));
  }
}

/** Lets what is on its way be painted. */
async function settled(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => document.fonts.ready.then(() => undefined)).catch(() => undefined);
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
}

// --- What is seen, in the page ---------------------------------------------------------------------------------------

interface SeenBadge {
  readonly email: string;
  readonly name: string;
  readonly width: number;
}

/** Each row's person, and how wide the badge behind the name is. The badge's own root is closed to everyone, us included. */
function badgesOf(): SeenBadge[] {
  return [...document.querySelectorAll('#messagelist .rcmContactAddress')].map((element) => ({
    email: element.getAttribute('title') ?? '',
    name: element.firstChild?.textContent ?? '',
    width: Math.round(element.querySelector('span')?.getBoundingClientRect().width ?? 0),
  }));
}
const isBadgedRight = (found: readonly SeenBadge[]): boolean =>
  found.length > 0 && found.every(({ email, width }) => width > 0 === PEOPLE.some((person) => person.email === email));
const widthOf = (found: readonly SeenBadge[], email: string): number =>
  found.find((badge) => badge.email === email)?.width ?? 0;

function buyersOf(): { name: string; width: number }[] {
  return [...document.querySelectorAll('vdr-order-list td a[href*="/customers/"]')].map((element) => ({
    name: element.textContent ?? '',
    width: element.querySelector(':scope > span:not(:first-child)')?.getBoundingClientRect().width ?? 0,
  }));
}

function wordsOf(): string {
  const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
  // Only what is rendered: what is hidden was not seen.
  return [(document.querySelector('#app') as HTMLElement | null)?.innerText ?? '', ...fields].join('\n');
}
const notesOf = (): string[] => [...document.querySelectorAll('li p')].map((element) => element.textContent ?? '');
const statusOf = (): string => document.querySelector('footer [role=status]')?.textContent?.trim() ?? '';

async function searchFromConsole(text: string): Promise<string[]> {
  const { regulars } = globalThis as unknown as {
    regulars: { search(text: string): Promise<{ customer: { name: string } }[]> };
  };
  return (await regulars.search(text)).map(({ customer }) => customer.name);
}
