import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { until } from '../e2e/harness/wait.ts';
import { canaries, canariesIn, EMAIL, watched } from './stage/canaries.ts';
import { type Site, startSite } from './stage/site.ts';
import { snoop, WATCHER } from './stage/snoop.ts';
import { BROWSERS, type Stage, startStage, type Tab, untilShown, visibleText, type World } from './stage/stage.ts';

type Watching = { snooped: { events: string[] } };

/** What the page's listeners heard since they were asked last. */
const heard = (page: World) =>
  page.evaluate(() => (globalThis as unknown as Watching).snooped.events.splice(0), undefined);

/** Overview: name, tags, notes. Timeline: notes, orders and their lines. Profile: company, address, contacts. */
const EXPECTED_ON_TAB = [166, 164, 8] as const;

describe.each(BROWSERS)('a page that spies, in %s', (name) => {
  let site: Site;
  let stage: Stage;
  let tab: Tab;
  let panel: World;

  beforeAll(async () => {
    site = await startSite();
    stage = await startStage(name);
    await stage.call('customers.create', { actionId: actionId(), customers: [watched] });
    tab = await stage.open(site.mail({ uid: 1, email: EMAIL, name: 'Watched', subject: 'Hello' }, WATCHER));
    panel = await tab.panel();
    await untilShown(panel, watched.name ?? '');
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
  });

  const show = async (index: 0 | 1 | 2) => {
    await panel.evaluate((at) => document.querySelectorAll<HTMLElement>('[role=tab]')[at]?.click(), index);
    await until('the tab', async () =>
      (await panel.evaluate(
        (at) => document.querySelectorAll('[role=tab]')[at]?.getAttribute('aria-selected'),
        index,
      )) === 'true'
        ? true
        : undefined,
    );
  };

  it('finds not one of the 200 secrets that the panel shows, by any of its means', async () => {
    const seen = new Set<string>();
    const leaked: Record<string, string[]> = {};
    let means = 0;
    for (const index of [0, 1, 2] as const) {
      await show(index);
      const shown = await until(`the secrets of tab ${index}`, async () => {
        // As often as it takes: what is on file comes in after the tab does.
        await panel.evaluate(() => {
          for (const button of document.querySelectorAll<HTMLElement>('[role=tabpanel] button'))
            if (/^(Show more|All \d+ notes)$/.test(button.innerText)) button.click();
        }, undefined);
        const words = canariesIn(await visibleText(panel));
        return words.length >= EXPECTED_ON_TAB[index] ? words : undefined;
      });
      for (const word of shown) seen.add(word);
      const found = await tab.evaluate(snoop, canaries);
      means = Object.keys(found).length;
      for (const [by, text] of Object.entries(found)) {
        const words = canariesIn(text);
        if (words.length > 0) leaked[by] = words;
      }
      expect(found.frames).not.toContain('window');
      expect(found.frames).toContain('length 0');
      expect(found.performance).not.toMatch(/-extension:/);
      expect(found['shadow roots']).toContain('caught 0');
    }
    expect(leaked).toEqual({});
    expect(means).toBeGreaterThan(18);
    expect(seen.size).toBe(canaries.length);
  });

  it('would have found them by every one of those means in its own document', async () => {
    const probe = canaries.slice(0, 3);
    await tab.evaluate(([first, second, third]) => {
      const own = document.createElement('p');
      own.textContent = first ?? '';
      own.title = second ?? '';
      document.body.append(own);
      const root = document.createElement('div');
      document.body.append(root);
      root.attachShadow({ mode: 'open' }).textContent = third ?? '';
    }, probe);
    const found = await tab.evaluate(snoop, probe);
    const blind = Object.keys(found).filter((means) => canariesIn(found[means] ?? '').length === 0);
    expect(blind.sort()).toEqual(
      ['accessible names', 'frames', 'getHTML', 'globals', 'performance', 'shadow roots', 'storage', 'styles'].filter(
        (means) => blind.includes(means),
      ),
    );
    expect(found['window.find']).toContain(probe[0]);
    expect(found.selectors).toContain(probe[1]);
    expect(found['every element']).toContain(probe[2]);
    expect(canariesIn(found.copy ?? '')).not.toEqual([]);
    expect(found.mutations).toContain(probe[0]);
    expect(found['shadow roots']).toContain('caught 1');
  });

  it('hears nothing of what is typed, pasted and composed in the panel', async () => {
    await show(0);
    await panel.evaluate(() => {
      const log: string[] = [];
      Object.assign(globalThis, { heardHere: log });
      for (const type of ['keydown', 'beforeinput', 'input', 'paste', 'compositionend']) {
        addEventListener(type, () => log.push(type), true);
      }
      document.querySelector('textarea')?.focus();
    }, undefined);
    await until('the note to have the focus', async () =>
      (await panel.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA', undefined))
        ? true
        : undefined,
    );
    await heard(tab);

    await tab.keyboard.type('secret words');
    await tab.keyboard.press('Backspace');
    await panel.evaluate(() => {
      const field = document.querySelector('textarea') as HTMLTextAreaElement;
      const data = new DataTransfer();
      data.setData('text/plain', 'pasted');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true }));
      for (const type of ['compositionstart', 'compositionupdate', 'compositionend']) {
        field.dispatchEvent(new CompositionEvent(type, { data: '秘', bubbles: true, composed: true }));
      }
    }, undefined);
    await untilShown(panel, 'secret word');

    const inPanel = await panel.evaluate(() => (globalThis as unknown as { heardHere: string[] }).heardHere, undefined);
    expect(inPanel).toEqual(expect.arrayContaining(['keydown', 'beforeinput', 'input', 'paste', 'compositionend']));
    expect(await heard(tab)).toEqual([]);
  });

  it('hears every key in its own field', async () => {
    await tab.evaluate(() => document.querySelector<HTMLInputElement>('#own')?.focus(), undefined);
    await heard(tab);
    await tab.keyboard.type('k');
    const events = await heard(tab);
    expect(events).toEqual(expect.arrayContaining(['keydown k', 'keypress k', 'keyup k', 'beforeinput k', 'input k']));
  });
});
