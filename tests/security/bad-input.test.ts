import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { actionId } from '../e2e/harness/customers-of-truth.ts';
import { until } from '../e2e/harness/wait.ts';
import { type Site, startSite } from './stage/site.ts';
import { BROWSERS, type Stage, startStage, type Tab, untilShown, visibleText, type World } from './stage/stage.ts';

/** Runs in a page of ours: notes every error that nobody caught. */
function noteErrors(): void {
  const errors: string[] = [];
  Object.assign(globalThis, { uncaught: errors });
  addEventListener('error', (event) => errors.push(event.message));
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
}
const uncaught = (of: World) =>
  of.evaluate(() => (globalThis as unknown as { uncaught: string[] }).uncaught, undefined);

const KILO = 1024;
const MAILS: readonly (readonly [what: string, email: string, name: string, subject: string])[] = [
  ['no address at all', '', 'Somebody', 'x'],
  ['words for an address', 'not an address', 'Somebody', 'x'],
  ['half an address', 'half@', 'Somebody', 'x'],
  ['only the sign', '@', '', ''],
  ['two signs', 'a@b@c.example', 'Somebody', 'x'],
  ['a 10 KB address', `${'a'.repeat(10 * KILO)}@mail.example`, 'Somebody', 'x'],
  ['a 10 KB name', 'long@mail.example', '名'.repeat(10 * KILO), 'x'],
  ['a 10 KB subject', 'subject@mail.example', 'Somebody', 's'.repeat(10 * KILO)],
  ['a name without a space', 'wide@mail.example', 'W'.repeat(480), 'x'],
  ['HTML for a name', 'html@mail.example', '<h1 onclick=x>Bob</h1>', '<b>bold</b><!--'],
  ['a right-to-left name', 'rtl@mail.example', 'محمد بن سلمان', 'سؤال عن الطلب'],
  ['a name that turns the line around', 'bidi@mail.example', 'evil\u202egnp.exe\u2066', '\u202dx\u202e'],
  ['signs that combine', 'zalgo@mail.example', `Z${'\u0310'.repeat(400)}`, '\u200d\u200d'],
  ['half a sign', 'half-sign@mail.example', 'Bob \ufffd\u0000', 'x'],
];

describe.each(BROWSERS)('bad input, in %s', (name) => {
  let site: Site;
  let stage: Stage;
  let ids: CustomerId[];

  beforeAll(async () => {
    site = await startSite();
    stage = await startStage(name);
    const made = await stage.call('customers.create', {
      actionId: actionId(),
      customers: [
        { name: 'Ada One', emails: ['one@mail.example'] },
        { name: 'Bea Two', emails: ['two@mail.example'] },
      ],
    });
    ids = made.customerIds;
  });
  afterAll(async () => {
    await stage?.close();
    await site?.close();
  });

  const mailOf = (uid: number, who: 'one' | 'two') =>
    site.mail({ uid, email: `${who}@mail.example`, name: who, subject: who });

  it('on the page leaves the panel calm, and the next good page is read as ever', async () => {
    const tab = await stage.open(mailOf(1, 'one'));
    const panel = await tab.panel();
    await untilShown(panel, 'Ada One');
    await panel.evaluate(noteErrors, undefined);
    let uid = 100;
    const show = async (email: string, from: string, subject: string) => {
      uid += 1;
      await tab.evaluate(
        ([id, address, who, what]) => {
          history.replaceState(null, '', `?_task=mail&_action=show&_uid=${id}&_mbox=INBOX`);
          const link = document.querySelector('td.from .rcmContactAddress') as HTMLElement;
          link.title = address ?? '';
          link.setAttribute('href', `mailto:${address}`);
          link.textContent = who ?? '';
          (document.querySelector('.subject') as HTMLElement).textContent = what ?? '';
        },
        [String(uid), email, from, subject] as const,
      );
      return uid;
    };
    for (const [what, email, from, subject] of MAILS) {
      const id = await show(email, from, subject);
      const context = await until(`${what} to be read`, async () => {
        const now = await stage.contextOf(`${site.origin}/mail/?_task=mail&_action=show&_uid=${id}&_mbox=INBOX`);
        return now.state !== 'loading' && (now.message === undefined || now.message.key.includes(String(id)))
          ? now
          : undefined;
      });
      expect(
        context.people.filter((person) => person.match.type === 'certain'),
        what,
      ).toEqual([]);
      await until(`${what} to be shown`, async () => {
        const text = await visibleText(panel);
        return text.trim() !== '' && !text.includes('Ada One') ? text : undefined;
      });
      const look = await panel.evaluate(
        () => ({
          alerts: [...document.querySelectorAll('[role=alert]')]
            .map((element) => element.textContent ?? '')
            .filter((text) => text !== ''),
          isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          made: document.querySelectorAll('h1[onclick], #app b').length,
        }),
        undefined,
      );
      expect(look, what).toEqual({ alerts: [], isWide: false, made: 0 });
      await show('one@mail.example', 'one', 'one');
      await untilShown(panel, 'Ada One');
    }
    expect(await uncaught(panel)).toEqual([]);
    await tab.close();
  });

  it('in a request is refused and leaves nothing behind', async () => {
    const before = await stage.call('store.stats', {});
    const huge = 'x'.repeat(10 * KILO);
    await expect(stage.call('customers.create', { actionId: actionId(), customers: [{ name: huge }] })).rejects.toThrow(
      'bad-request',
    );
    await expect(
      stage.call('customers.update', {
        actionId: actionId(),
        customerId: ids[0] as CustomerId,
        field: 'name',
        value: huge,
      }),
    ).rejects.toThrow('bad-request');
    await expect(stage.call('customers.get', { customerId: 'nobody' as CustomerId })).rejects.toThrow('bad-request');
    expect(await stage.call('store.stats', {})).toEqual(before);
  });

  it('of a frame that never loads does not keep the panel waiting', async () => {
    const tab = await stage.open(mailOf(2, 'one'));
    const panel = await tab.panel();
    await untilShown(panel, 'Ada One');
    await tab.evaluate((never) => {
      const frame = document.createElement('iframe');
      frame.id = 'messagecontframe';
      frame.src = never;
      document.body.append(frame);
    }, site.serveNever('/mail/?_task=mail&_action=preview&_uid=9&_mbox=INBOX'));
    await until('the frame to be asked for', async () =>
      site.requests.some((request) => request.includes('_uid=9')) ? true : undefined,
    );
    expect((await stage.contextOf(`${site.origin}/mail/?_task=mail&_action=show&_uid=2&_mbox=INBOX`)).state).toBe(
      'people',
    );
    expect(await visibleText(panel)).toContain('Ada One');
    // The page goes on to the next message, the frame still hanging.
    await tab.evaluate(() => {
      history.replaceState(null, '', '?_task=mail&_action=show&_uid=77&_mbox=INBOX');
      const link = document.querySelector('td.from .rcmContactAddress') as HTMLElement;
      link.title = 'two@mail.example';
      link.setAttribute('href', 'mailto:two@mail.example');
    }, undefined);
    await untilShown(panel, 'Bea Two');
    await tab.close();
  });

  it('of two tabs at once never mixes their customers or their drafts', async () => {
    const first = await stage.open(mailOf(3, 'one'));
    const firstPanel = await first.panel();
    await untilShown(firstPanel, 'Ada One');
    const second = await stage.open(mailOf(4, 'two'));
    const secondPanel = await second.panel();
    await untilShown(secondPanel, 'Bea Two');
    expect(await visibleText(firstPanel)).not.toContain('Bea Two');
    expect(await visibleText(secondPanel)).not.toContain('Ada One');
    await write(first, firstPanel, 'for the first');
    await write(second, secondPanel, 'for the second');
    for (const [index, text] of ['for the first', 'for the second'].entries()) {
      await until(`the draft ${text}`, async () => {
        const drafts = await stage.call('drafts.list', { customerId: ids[index] as CustomerId });
        return drafts.map((draft) => draft.body).join() === text ? true : undefined;
      });
    }
    await first.close();
    await second.close();
  });

  it('of a page that takes our element out gets it back with the customer in it', async () => {
    const tab = await stage.open(mailOf(5, 'one'));
    await untilShown(await tab.panel(), 'Ada One');
    const take = (how: 'out' | 'elsewhere') =>
      tab.evaluate((way) => {
        const host = document.querySelector('[data-regulars-shell]');
        if (way === 'out') host?.remove();
        else if (host) document.body.append(host);
      }, how);
    for (const how of ['out', 'elsewhere'] as const) {
      const before = await tab.panel();
      await before.evaluate(() => Object.assign(globalThis, { isOld: true }), undefined);
      await take(how);
      await until(`the panel taken ${how}`, async () => {
        for (const frame of tab.frames()) {
          const isBack = await frame
            .evaluate(() => !('isOld' in globalThis) && document.body.innerText.includes('Ada One'), undefined)
            .catch(() => false);
          if (isBack) return true;
        }
        return undefined;
      });
    }
    await tab.close();
  });
});

/** Types into the place for a new note. */
async function write(tab: Tab, panel: World, text: string): Promise<void> {
  await tab.bringToFront();
  await until('the note to have the focus', async () =>
    (await panel.evaluate(() => {
      document.querySelector('textarea')?.focus();
      return document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA';
    }, undefined))
      ? true
      : undefined,
  );
  await tab.keyboard.type(text);
}
