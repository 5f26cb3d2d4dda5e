import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { until } from '../e2e/harness/wait.ts';
import { harmless, packed, payloads } from './stage/payloads.ts';
import { type Site, startSite } from './stage/site.ts';
import { BROWSERS, type Stage, startStage, type Tab, type World } from './stage/stage.ts';

/** Customers without any payload, but with text as long: what they make of the page is what may be there. */
const TWINS = 20;
/** Several payloads stand in one field, as many as fit beside a name of a few letters. */
const FIELD = 480;

interface Look {
  /** Each kind of element with the names of its attributes. */
  readonly kinds: readonly string[];
  readonly armed: readonly string[];
  readonly text: string;
}

/** Runs in a page of ours: notes whatever a payload manages to call, and whatever the page's policy stopped. */
function arm(): void {
  const calls: string[] = [];
  const hooks = Object.fromEntries(
    ['__xss', 'alert', 'confirm', 'prompt'].map((name) => [name, (id: unknown) => calls.push(`${name} ${id}`)]),
  );
  Object.assign(globalThis, hooks, { xssCalls: calls });
  addEventListener('securitypolicyviolation', (event) =>
    calls.push(`policy ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
  );
}
const calls = (of: World) => of.evaluate(() => (globalThis as unknown as { xssCalls: string[] }).xssCalls, undefined);

/** Runs in a page of ours: waits for a name on screen, then looks at each tab. */
async function lookAt(marker: string): Promise<Look> {
  const kinds = new Set<string>();
  const armed: string[] = [];
  const texts: string[] = [];
  const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const end = performance.now() + 15_000;
  while (![...document.querySelectorAll('h2')].some((head) => head.textContent?.includes(marker))) {
    if (performance.now() > end) throw new Error(`${marker} is not shown: ${document.body.innerText.slice(0, 200)}`);
    await drawn();
  }
  const take = async () => {
    // What is still being worked out shows how far it is, for as long as that takes; it may begin anew meanwhile.
    while (document.querySelector('[aria-busy=true]') && performance.now() < end) await drawn();
    for (const element of document.querySelectorAll('*')) {
      kinds.add(`${element.tagName.toLowerCase()}[${element.getAttributeNames().sort().join(' ')}]`);
      for (const { name, value } of element.attributes) {
        const isAddress = /^(?:href|src|srcset|srcdoc|action|formaction|data|style|xlink:href|background|poster)$/.test(
          name,
        );
        if (name.startsWith('on') || (isAddress && /javascript:|__xss|leak/i.test(value)))
          armed.push(`${element.tagName} ${name}=${value}`);
      }
    }
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    const titles = [...document.querySelectorAll<HTMLElement>('[title]')].map((element) => element.title);
    texts.push(document.body.textContent ?? '', ...fields, ...titles);
  };
  // Long notes are cut until one asks for all of them.
  for (const more of document.querySelectorAll<HTMLElement>('li button[aria-expanded="false"]:not([aria-haspopup])'))
    more.click();
  await drawn();
  const tabs = document.querySelectorAll<HTMLElement>('[role=tab]').length;
  await take();
  for (let at = 1; at < tabs; at += 1) {
    document.querySelectorAll<HTMLElement>('[role=tab]')[at]?.click();
    await drawn();
    await take();
  }
  if (tabs > 0) document.querySelectorAll<HTMLElement>('[role=tab]')[0]?.click();
  return { kinds: [...kinds], armed, text: texts.join('\n') };
}

/** What the payloads would make, if they made anything. */
const MADE =
  /^(?:a|animate|audio|base|button|details|div|embed|foreignobject|form|iframe|img|input|link|marquee|math|meta|mtext|noscript|object|p|script|source|style|summary|svg|template|video)\[/;

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

describe.each(BROWSERS)('500 payloads in every field, in %s', (browser) => {
  let site: Site;
  let stage: Stage;
  let single: string[];
  let all: string[];
  let ids: CustomerId[];
  let twins: CustomerId[];
  let twinTexts: string[];

  const at = (list: readonly string[], index: number) => list[index % list.length] ?? '';
  const customer = (list: readonly string[], single: readonly string[], index: number, mark: string): NewCustomer => ({
    name: `${mark}${index} ${at(list, index)}`,
    company: at(list, index + 1),
    address: at(list, index + 2),
    tags: [at(list, index + 3)],
    notes: [at(list, index + 4)],
    emails: [`${mark}${index}@mail.example`, `"${at(list, index + 5)}"@mail.example`],
    phones: [`+1 202 555 ${1000 + index}`, at(list, index + 5)],
    accounts: [`vendure:${site.origin}:${mark}${index}`, `vendure:${site.origin}:${at(list, index + 5).slice(0, 400)}`],
    orders: Array.from({ length: Math.ceil(single.length / list.length) }, (_, order) => ({
      number: at(single, index + order * list.length),
      shop: mark + index,
      placedAt: Date.UTC(2026, 1, 1 + (index % 27)),
      currency: 'USD',
      totalMinor: 100,
      lines: [{ name: at(single, index + 1 + order * list.length).slice(0, 300), quantity: 1 }],
    })),
  });

  beforeAll(async () => {
    site = await startSite();
    stage = await startStage(browser);
    single = payloads(`${site.origin}/leak`);
    all = packed(single, FIELD);
    twinTexts = all.map(harmless);
    const file = async (list: readonly string[], each: readonly string[], count: number, mark: string) =>
      (
        await stage.call('customers.create', {
          actionId: actionId(),
          customers: Array.from({ length: count }, (_, index) => customer(list, each, index, mark)),
        })
      ).customerIds;
    ids = await file(all, single, all.length, 'k');
    twins = await file(twinTexts, single.map(harmless), TWINS, 't');
    await stage.call('sites.setRecording', { actionId: actionId(), origin: site.origin, recording: 'all' });
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
  });

  /** Shows all of them one after the other and compares with what the twins made. */
  async function judge(
    world: World,
    turn: (index: number, mark: 'k' | 't') => Promise<Look>,
    expected: (index: number) => readonly string[],
  ): Promise<void> {
    await world.evaluate(arm, undefined);
    const known = new Set<string>();
    for (let index = 0; index < TWINS; index += 1) for (const kind of (await turn(index, 't')).kinds) known.add(kind);
    const strange: string[] = [];
    const hidden: string[] = [];
    for (let index = 0; index < all.length; index += 1) {
      const { kinds, armed, text } = await turn(index, 'k');
      strange.push(
        ...kinds.filter((kind) => MADE.test(kind) && !known.has(kind)).map((kind) => `${index}: ${kind}`),
        ...armed.map((one) => `${index}: ${one}`),
      );
      const shown = plain(text);
      hidden.push(
        ...expected(index)
          .filter((payload) => !shown.includes(plain(payload)))
          .map((payload) => `${index}: ${payload.slice(0, 60)}`),
      );
    }
    expect(strange).toEqual([]);
    expect(await calls(world)).toEqual([]);
    expect(hidden).toEqual([]);
    const elsewhere = await world.evaluate(
      () =>
        performance
          .getEntriesByType('resource')
          .map((entry) => entry.name)
          .filter((name) => !name.startsWith(location.origin)),
      undefined,
    );
    expect(elsewhere).toEqual([]);
    expect(site.requests.filter((request) => request.includes('leak'))).toEqual([]);
  }

  it('are 500', () => {
    expect(new Set(single).size).toBe(500);
    expect(plain(all.join(''))).toBe(plain(single.join('')));
  });

  it('make nothing but text in the panel beside a message, with one as its subject and one as its sender', async () => {
    const tab = await stage.open(site.mail({ uid: 1, email: 't0@mail.example', name: 'x', subject: 'x' }));
    const panel = await tab.panel();
    await judge(
      panel,
      async (index, mark) => {
        const list = mark === 'k' ? all : twinTexts;
        await tab.evaluate(
          ([uid, email, name, subject]) => {
            history.replaceState(null, '', `?_task=mail&_action=show&_uid=${uid}&_mbox=INBOX`);
            const from = document.querySelector('td.from .rcmContactAddress') as HTMLElement;
            from.title = email ?? '';
            from.setAttribute('href', `mailto:${email}`);
            from.textContent = name ?? '';
            (document.querySelector('.subject') as HTMLElement).textContent = subject ?? '';
          },
          [
            `${mark === 'k' ? 1000 : 5000}${index}`,
            `${mark}${index}@mail.example`,
            at(list, index + 9),
            at(list, index + 10),
          ] as const,
        );
        return panel.evaluate(lookAt, `${mark}${index} `);
      },
      (index) => [...[0, 1, 2, 3, 4].map((field) => at(all, index + field)), at(single, index)],
    );
    await tab.close();
  });

  it('make nothing but text in the panel beside an order, as number, status, lines and buyer', async () => {
    const tab = await stage.open(
      site.order({ id: 1, number: 'x', account: 't0', buyer: 'x', statusLabel: 'x', lines: ['x'] }),
    );
    const panel = await tab.panel();
    await judge(
      panel,
      async (index, mark) => {
        const list = mark === 'k' ? all : twinTexts;
        const id = (mark === 'k' ? 1000 : 5000) + index;
        await tab.evaluate(
          ([record, account, number, status, line, buyer]) => {
            const put = (selector: string, text: string | undefined) => {
              (document.querySelector(selector) as HTMLElement).textContent = text ?? '';
            };
            history.replaceState(null, '', `/admin/orders/${record}`);
            put('vdr-page-entity-info .value', record);
            put('.breadcrumbs > li:last-child', number);
            (document.querySelector('.breadcrumbs > li:last-child') as HTMLElement).title = number ?? '';
            put('.chip-label', status);
            put('#order-detail-list tbody a', line);
            put('vdr-customer-label a', buyer);
            (document.querySelector('vdr-customer-label a') as HTMLAnchorElement).href =
              `/admin/customer/customers/${account}`;
          },
          [
            String(id),
            `${mark}${index}`,
            at(list, index),
            at(list, index + 1),
            at(list, index + 2),
            at(list, index + 3),
          ] as const,
        );
        return panel.evaluate(lookAt, `${mark}${index} `);
      },
      (index) => [...[0, 1, 2, 3, 4].map((field) => at(all, index + field)), at(single, index)],
    );
    await tab.close();
  });

  it('make nothing but text on the dashboard, with all that was recorded by now', async () => {
    const tab = await stage.openOwn('dashboard.html');
    await judge(
      tab,
      async (index, mark) => {
        await tab.evaluate(
          (hash) => {
            location.hash = hash;
          },
          `#/customers/${mark === 'k' ? ids[index] : twins[index]}`,
        );
        return tab.evaluate(lookAt, `${mark}${index} `);
      },
      (index) => [...[0, 1, 2, 3, 4].map((field) => at(all, index + field)), at(single, index)],
    );
    await tab.close();
  });

  it("make nothing but text in the browser's side panel", async () => {
    const tab = await stage.openOwn('sidepanel.html');
    await judge(
      tab,
      async (index, mark) => {
        await tab.evaluate(async (text) => {
          const end = performance.now() + 15_000;
          const found = async <T>(find: () => T | null | undefined): Promise<T> => {
            for (;;) {
              const result = find();
              if (result) return result;
              if (performance.now() > end)
                throw new Error(`not found: ${text} in ${document.body.innerText.slice(0, 300)}`);
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
          };
          const field = await found(() => {
            const shown = document.querySelector<HTMLInputElement>('dialog input');
            if (!shown) document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
            return shown;
          });
          field.value = text;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          const row = await found(() =>
            [...document.querySelectorAll<HTMLElement>('dialog li button, dialog [role=option]')].find((one) =>
              one.textContent?.includes(text),
            ),
          );
          row.click();
        }, `${mark}${index}@mail.example`);
        return tab.evaluate(lookAt, `${mark}${index} `);
      },
      (index) => [...[0, 1, 2, 3, 4].map((field) => at(all, index + field)), at(single, index)],
    );
    await tab.close();
  });

  it('would have done a lot in a page that takes text for markup', async () => {
    const other = await startSite();
    const tab: Tab = await stage.open(
      other.serve('/bad', '<!doctype html><title>Bad</title><link rel="icon" href="data:,"><body></body>'),
    );
    await tab.evaluate(arm, undefined);
    // Those that lead the page away are left out.
    const armed = payloads(`${other.origin}/leak`).filter((payload) => !/http-equiv|<base|<form/i.test(payload));
    await tab.evaluate((list) => {
      for (const payload of list) document.body.append(document.createRange().createContextualFragment(payload));
    }, armed);
    await until('the payloads to work', async () => ((await calls(tab)).length > 100 ? true : undefined));
    await until('the leaks', async () =>
      other.requests.filter((request) => request.includes('leak')).length > 20 ? true : undefined,
    );
    await tab.close();
    await other.close();
  });
});
