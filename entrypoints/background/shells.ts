import * as z from 'zod/mini';
import type { App } from '../../lib/app/handlers.ts';
import type { DocumentAt } from '../../lib/app/page/tabs.ts';
import type { Language, Settings } from '../../lib/domain/settings.ts';
import { resolveLanguage } from '../../lib/i18n/languages.ts';
import { shellWords } from '../../lib/i18n/shell-words.ts';
import { FromShell, Place, type Said, type ToShell } from '../../lib/messaging/shell-contract.ts';
import { SHELL_PRESENCE } from '../../lib/messaging/shell-mark.ts';
import { type Browser, browser } from '../../lib/platform/browser.ts';
import { log } from '../../lib/platform/log.ts';
import { mark } from '../../lib/platform/mark.ts';
import { isGranted } from '../../lib/platform/permissions.ts';
import { fitsOrigin, signsOf } from '../../lib/sites/fits.ts';
import { recipes } from '../../lib/sites/recipes/registry.ts';

const FIRST_PLACE: Place = { open: true, side: 'right', width: 360 };
const placeKey = (origin: string) => `place:${origin}`;

/** Sends to the shell of one frame. A page that has gone meanwhile is no error. */
export function tellShell(tabId: number, frameId: number, message: ToShell): void {
  mark(`background: tells ${message.type}`);
  void browser.tabs.sendMessage(tabId, message, { frameId }).catch(() => {});
}

/** Brings what reads the page and holds the panel into a document. One that has gone meanwhile is no error. */
function bringOverlay(tabId: number, frameId: number): void {
  const target = { tabId, frameIds: [frameId] };
  void browser.scripting
    .executeScript({ target, files: ['/overlay.js'], injectImmediately: true })
    .catch(() => log.warn('overlay.not-brought', { tab: tabId }));
}

/** Lets what the shell will put into a document be seen; see `SHELL_PRESENCE`. */
async function showShell(tabId: number, frameId: number): Promise<void> {
  if (!import.meta.env.FIREFOX) return;
  const target = { tabId, frameIds: [frameId] };
  await browser.scripting.insertCSS({ target, css: SHELL_PRESENCE, origin: 'USER' });
}

export interface ShellDeps {
  readonly app: App;
  readonly readSettings: () => Promise<Settings>;
  readonly issueToken: (tabId: number) => Promise<string>;
}

/** Serves one shell. What it says is a claim about its own document and never more. */
export function serveShell(port: Browser.runtime.Port, { app, readSettings, issueToken }: ShellDeps): void {
  const { sender } = port;
  const tabId = sender?.tab?.id;
  const frameId = sender?.frameId;
  const origin = originOf(sender?.url);
  if (tabId === undefined || frameId === undefined || !origin) {
    port.disconnect();
    return;
  }

  async function handle(said: Said, at: DocumentAt): Promise<void> {
    switch (said.type) {
      case 'start': {
        const setup = setupFor(at.origin, readSettings());
        // Nobody may come to wait for it: then its failure is nobody's either.
        setup.catch(() => {});
        if (!(await isGranted(at.origin))) {
          tellShell(at.tabId, at.frameId, { type: 'leave' });
          return;
        }
        await app.pages.started(at);
        await showShell(at.tabId, at.frameId);
        tellShell(at.tabId, at.frameId, await setup);
        // Frames may have spoken before their top document did.
        if (at.frameId === 0) void browser.tabs.sendMessage(at.tabId, { type: 'again' }).catch(() => {});
        return;
      }
      case 'left':
        return app.pages.left(at, said.veil);
      case 'seen':
        return app.pages.seen(at, said);
      case 'gone':
        return app.pages.gone(at);
      case 'check':
        if (await isGranted(at.origin)) return;
        tellShell(at.tabId, at.frameId, { type: 'leave' });
        return at.frameId === 0 ? app.pages.ended(at.tabId) : app.pages.gone(at);
      case 'need':
        // Whatever a document says that is not of a granted site, the browser lets no script of ours into it.
        bringOverlay(at.tabId, at.frameId);
        // None is asked for where the user opens the panel on a page that shows nobody.
        for (const recipe of recipes)
          if (recipe.id === said.recipe) tellShell(at.tabId, at.frameId, { type: 'recipe', recipe });
        return;
      case 'token':
        tellShell(at.tabId, at.frameId, { type: 'token', token: await issueToken(at.tabId) });
        return;
      case 'place':
        return browser.storage.local.set({ [placeKey(at.origin)]: said.place });
    }
  }

  port.onMessage.addListener((raw: unknown) => {
    const message = z.safeParse(FromShell, raw);
    if (!message.success) {
      log.warn('shell.bad-message', { issues: message.error.issues.length });
      return;
    }
    mark(`background: hears ${message.data.said.type}`);
    handle(message.data.said, { tabId, frameId, origin, doc: message.data.doc }).catch((error: unknown) =>
      log.error('shell.failed', { name: error instanceof Error ? error.name : 'unknown' }),
    );
  });
}

async function setupFor(origin: string, reading: Promise<Settings>): Promise<ToShell> {
  const [kept, settings] = await Promise.all([browser.storage.local.get(placeKey(origin)), reading]);
  const stored = z.safeParse(Place, kept[placeKey(origin)]);
  const lang = languageOf(settings);
  return {
    type: 'setup',
    // By address, or by signs in the document that only the shell can see.
    signs: recipes
      .filter(({ probe, matches }) => probe || matches.some((pattern) => fitsOrigin(pattern, origin)))
      .map(signsOf),
    place: stored.success ? stored.data : FIRST_PLACE,
    words: shellWords[lang],
    theme: settings.theme,
    lang,
  };
}

function languageOf(settings: Settings): Language {
  return resolveLanguage(settings.language, [browser.i18n.getUILanguage()]);
}

function originOf(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.origin : undefined;
}
