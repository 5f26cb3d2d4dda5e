import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Method } from '../../lib/messaging/contract.ts';
import { FromShell } from '../../lib/messaging/shell-contract.ts';
import { wholeContract } from '../../lib/messaging/whole-contract.ts';
import { PAGES } from '../../lib/messaging/wire.ts';
import { filesUnder, withoutComments } from '../architecture/tree.ts';
import { startChromium } from '../e2e/harness/chromium.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { FIREFOX_E2E } from '../e2e/harness/firefox.ts';
import { canariesIn, EMAIL, watched } from './stage/canaries.ts';
import { fuzzed, greedy } from './stage/fuzz.ts';
import { isolatedWorld, takenOver, throughPage } from './stage/isolated.ts';
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
  type World,
} from './stage/stage.ts';

interface Attack {
  readonly name: string;
  /** Sent over one connection; absent: as messages without a connection. */
  readonly messages: readonly unknown[];
  readonly way: 'until-refused' | 'until-token' | 'no-connection';
}

/** Runs in the content script's world. Gives everything that came back, and how many connections the other end closed. */
async function attack({ name, messages, way }: Attack): Promise<{ replies: string[]; refused: number }> {
  interface Port {
    postMessage(message: unknown): void;
    readonly onMessage: { addListener(listener: (message: unknown) => void): void };
    readonly onDisconnect: { addListener(listener: () => void): void };
  }
  interface Api {
    readonly runtime: {
      connect(options: { name: string }): Port;
      sendMessage(message: unknown): Promise<unknown>;
      readonly onMessage: { addListener(listener: (message: { type?: string }) => void): void };
    };
  }
  const both = globalThis as unknown as { browser?: Api; chrome: Api };
  const { runtime } = both.browser ?? both.chrome;
  const replies: string[] = [];
  let refused = 0;
  if (way === 'no-connection') {
    for (const message of messages) {
      const answer = await runtime.sendMessage(message).catch(() => undefined);
      if (answer !== undefined && answer !== null) replies.push(JSON.stringify(answer));
    }
    return { replies, refused };
  }
  // What is refused is refused at once: short batches there, so that many doors are tried.
  const size = way === 'until-refused' ? 100 : 2500;
  for (let start = 0; start < messages.length; start += size) {
    const port = runtime.connect({ name });
    port.onMessage.addListener((message) => replies.push(JSON.stringify(message)));
    const end = new Promise<void>((resolve) => {
      port.onDisconnect.addListener(() => {
        refused += 1;
        resolve();
      });
      if (way === 'until-token') {
        runtime.onMessage.addListener((message) => {
          replies.push(JSON.stringify(message));
          if (message.type === 'token') resolve();
        });
      }
    });
    for (const message of messages.slice(start, start + size)) {
      try {
        port.postMessage(message);
      } catch {
        break;
      }
    }
    // The shell's router answers messages in the order they came: its answer to this one ends the batch.
    if (way === 'until-token') port.postMessage({ doc: 'a-document-of-ours', said: { type: 'token' } });
    await end;
  }
  return { replies, refused };
}

const FUZZ = 10_000;

describe.each(BROWSERS)('a content script that has been taken over, in %s', (name) => {
  let site: Site;
  let stage: Stage;
  let tab: Tab;
  let script: World;
  let known: { customerId: CustomerId; actionId: string };
  let copy: string | undefined;

  beforeAll(async () => {
    site = await startSite();
    const url = site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' });
    if (name === 'Chromium') {
      const browser = await startChromium();
      stage = chromiumStage(browser);
      await fill();
      const page = await browser.context.newPage();
      await page.goto(url);
      tab = chromiumTab(browser, page);
      await untilShown(await tab.panel(), watched.name ?? '');
      const found = await isolatedWorld(browser, page);
      if (!found) throw new Error('the content script has no world');
      script = found;
    } else {
      copy = await takenOver(FIREFOX_E2E, attack);
      stage = await startStage('Firefox', copy);
      await fill();
      tab = await stage.open(url);
      await untilShown(await tab.panel(), watched.name ?? '');
      script = throughPage(tab);
    }
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
    if (copy) await rm(copy, { recursive: true });
  });

  async function fill() {
    const made = await stage.call('customers.create', { actionId: actionId(), customers: [watched] });
    known = { customerId: made.customerIds[0] as CustomerId, actionId: actionId() };
  }
  const onFile = async () => [
    await stage.call('store.stats', {}),
    await stage.call('settings.get', {}),
    await stage.call('sites.list', {}),
    await stage.call('notes.list', { customerId: known.customerId }),
    (await stage.call('customers.get', { customerId: known.customerId }))?.customer,
  ];
  const methods = Object.keys(wholeContract) as Method[];
  const privileged = () => [
    { hello: {} },
    { hello: { token: '0'.repeat(32) } },
    { hello: { pass: '0'.repeat(32) } },
    ...methods.map((method, id) => ({ id, method, request: greedy(method, known) })),
  ];

  it('would be told everything if it were a page of ours', async () => {
    const own = await stage.openOwn('sidepanel.html');
    const answer = await own.evaluate(
      (customerId) =>
        new Promise<string>((resolve) => {
          const port = chrome.runtime.connect({ name: 'dashboard' });
          port.onMessage.addListener((message: { id?: number }) => {
            if (message.id === 1) resolve(JSON.stringify(message));
            else port.postMessage({ id: 1, method: 'customers.get', request: { customerId } });
          });
          port.postMessage({ hello: {} });
        }),
      known.customerId as string,
    );
    await own.close();
    expect(canariesIn(answer).length).toBeGreaterThan(100);
  });

  it('gets no answer from any door of the privileged kind, whatever it asks', async () => {
    const before = await onFile();
    for (const door of [...PAGES, 'options', '', 'SHELL']) {
      const { replies, refused } = await script.evaluate(attack, {
        name: door,
        messages: privileged(),
        way: 'until-refused',
      });
      expect(replies, door).toEqual([]);
      // A connection takes a hundred of them.
      expect(refused, door).toBe(Math.ceil(privileged().length / 100));
    }
    const direct = await script.evaluate(attack, { name: '', messages: privileged(), way: 'no-connection' });
    expect(direct.replies).toEqual([]);
    expect(await onFile()).toEqual(before);
  });

  it(`gets no answer to ${FUZZ} random messages at those doors`, async () => {
    const random = seeded(3);
    const before = await onFile();
    for (const door of PAGES) {
      const messages = Array.from({ length: FUZZ / PAGES.length }, () => fuzzed(random, known));
      const { replies, refused } = await script.evaluate(attack, { name: door, messages, way: 'until-refused' });
      expect(replies, door).toEqual([]);
      expect(refused, door).toBe(messages.length / 100);
    }
    expect(await onFile()).toEqual(before);
  });

  it(`learns nothing of a customer from ${FUZZ} random messages at its own door`, async () => {
    const random = seeded(4);
    const before = await onFile();
    const messages = Array.from({ length: FUZZ }, () => fuzzed(random, known));
    const { replies, refused } = await script.evaluate(attack, {
      name: 'shell',
      messages: [...privileged(), ...messages],
      way: 'until-token',
    });
    const kinds = new Set(replies.map((reply) => (JSON.parse(reply) as { type: string }).type));
    const allowed = ['setup', 'again', 'token', 'admitted', 'shown', 'tab', 'rows', 'leave'];
    expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([]);
    expect(kinds).toContain('token');
    expect(refused).toBe(0);
    const all = replies.join('\n');
    expect(canariesIn(all)).toEqual([]);
    expect(all).not.toContain(known.customerId);
    expect(all).not.toContain(EMAIL);
    expect(await onFile()).toEqual(before);
  });

  it('leaves nothing for the page itself to connect with', async () => {
    const found = await tab.evaluate(() => {
      const { browser, chrome } = globalThis as unknown as Record<
        string,
        { runtime?: { connect?: unknown } } | undefined
      >;
      return [typeof browser?.runtime?.connect, typeof chrome?.runtime?.connect];
    }, undefined);
    expect(found).toEqual(['undefined', 'undefined']);
  });
});

describe('the two routers', () => {
  const background = filesUnder('entrypoints/background').map(({ path, text }) => ({
    path,
    text: withoutComments(text),
  }));
  const count = (words: RegExp) => background.flatMap(({ text }) => [...text.matchAll(words)]).length;

  it('are the only listeners for messages, at one door', () => {
    expect(count(/runtime\.onConnect\.addListener/g)).toBe(1);
    expect(count(/runtime\.on(?:Message|ConnectExternal|MessageExternal|UserScript\w+)\b/g)).toBe(0);
  });

  it('give a content script what the shell contract names and no more', () => {
    const text = withoutComments(readFileSync('entrypoints/background/shells.ts', 'utf8'));
    const handled = [...text.matchAll(/case '(\w+)':/g)].map(([, type]) => type).sort();
    const named = FromShell.shape.said._zod.def.options
      .map((option) => [...option._zod.def.shape.type._zod.def.values][0])
      .sort();
    expect(handled).toEqual(named);
    expect(named).toEqual(['check', 'gone', 'left', 'need', 'place', 'seen', 'start', 'token']);
    expect(text).not.toMatch(/\bapp\.(?!pages\.)\w+/);
    expect([...text.matchAll(/\bapp\.pages\.(\w+)/g)].map(([, use]) => use).sort()).toEqual([
      'ended',
      'gone',
      'gone',
      'left',
      'seen',
      'started',
    ]);
  });
});
