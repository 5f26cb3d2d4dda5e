import type { Sighting } from '../../lib/domain/sighting.ts';
import type { Said, ToShell } from '../../lib/messaging/shell-contract.ts';
import { mark } from '../../lib/platform/mark.ts';
import { type PageSource, pickRecipe, type Reading } from '../../lib/sites/interpreter.ts';
import type { Recipe } from '../../lib/sites/recipe.ts';
import { readSource } from '../../lib/sites/source.ts';
import { watchPage } from '../../lib/sites/watch.ts';
import { createBadges } from './badges.ts';
import { connectShell } from './link.ts';
import { createPanelFrame, type PanelFrame } from './panel-frame.ts';
import { hideFromPrint, removeLeftovers } from './presence.ts';

type Setup = Extract<ToShell, { type: 'setup' }>;

/** What a message's raw headers may weigh; the rest of the source is not read. */
const SOURCE_CAP = 64 * 1024;

/** Where a running shell leaves word that it is there: in the extension's own world, which no page script sees. */
const world = globalThis as { regularsShell?: AbortController | undefined };

/**
 * Starts the shell in one document: picks the recipe, sends what is seen, shows what the background says. A second
 * start in the same document - registered for the site and injected at the grant - does nothing.
 */
export function startShell(): void {
  if (world.regularsShell) return;
  const isTop = window === window.top;
  const life = new AbortController();
  const { signal } = life;
  world.regularsShell = life;
  mark('shell: begins');
  removeLeftovers(document);
  hideFromPrint(window, signal);

  const page = (): PageSource => ({ document, url: location.href, isTop });
  const badges = createBadges(document, signal);
  let frame: PanelFrame | undefined;
  let latest: Reading | undefined;
  let started = false;
  let rev = 0;
  /** What the background was told last: said again when it has to begin anew. */
  let said: Extract<Said, { type: 'seen' }> | undefined;

  const link = connectShell(receive, leave, signal);
  // A page kept for the back button starts anew when it is shown again.
  window.addEventListener('pagehide', () => link.send({ type: 'gone' }), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && link.send({ type: 'start' }), { signal });
  link.send({ type: 'start' });

  function receive(message: ToShell): void {
    switch (message.type) {
      case 'setup':
        whenParsed(() => setUp(message));
        return;
      case 'rows':
        if (latest && message.rev === rev) badges.draw(latest.badges, message.badges);
        return;
      case 'check':
        link.send({ type: 'check' });
        return;
      case 'again':
        sayAgain();
        return;
      case 'leave':
        leave();
        return;
      case 'token':
      case 'admitted':
      case 'shown':
      case 'tab':
      case 'toggle':
        frame?.receive(message);
        return;
    }
  }

  /** The background is asked while the page still loads; a page half there is not read. */
  function whenParsed(act: () => void): void {
    if (document.readyState !== 'loading') act();
    else document.addEventListener('DOMContentLoaded', act, { once: true, signal });
  }

  function setUp(setup: Setup): void {
    mark('shell: set up');
    badges.speak(setup.words);
    if (started) {
      sayAgain();
      frame?.receive(setup);
      return;
    }
    started = true;
    // Checked against the schema before it was sent; a script in every page carries no second copy of the checker.
    const recipe = pickRecipe(setup.recipes as readonly Recipe[], page());
    if (isTop)
      frame = createPanelFrame({ document, setup, send: link.send, keepClear: () => latest?.keepClear ?? [] }, signal);
    if (recipe) watch(recipe);
    else say(null, true);
  }

  function say(sighting: Sighting | null, final: boolean): void {
    said = { type: 'seen', sighting, final, rev };
    mark(final ? 'shell: says last' : 'shell: says first');
    link.send(said);
  }
  function sayAgain(): void {
    if (said) link.send(said);
  }

  function watch(recipe: Recipe): void {
    let reading = new AbortController();
    watchPage(
      {
        recipe,
        page,
        onLeave() {
          reading.abort();
          latest = undefined;
          said = undefined;
          link.send({ type: 'left', veil: frame?.veil() ?? 0 });
        },
        onRead(read) {
          reading.abort();
          reading = new AbortController();
          latest = read;
          rev += 1;
          frame?.arrange(read !== undefined);
          if (!read) {
            say(null, true);
            return;
          }
          const hasSource = read.view.source !== undefined && read.sighting.message !== undefined;
          say(read.sighting, !hasSource);
          if (hasSource) void complete(recipe, read, reading.signal);
        },
      },
      signal,
    );
    signal.addEventListener('abort', () => reading.abort(), { once: true });
  }

  async function complete(recipe: Recipe, read: Reading, until: AbortSignal): Promise<void> {
    const sighting = await readSource(recipe, read.sighting, page(), fetchStart, until);
    if (!until.aborted) say(sighting, true);
  }

  function leave(): void {
    world.regularsShell = undefined;
    life.abort();
  }
}

/** The first part of a text on the page's own origin, with the user's own session. */
async function fetchStart(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, credentials: 'same-origin', redirect: 'error' });
  const reader = response.body?.getReader();
  if (!response.ok || !reader) throw new Error('no source');
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < SOURCE_CAP && !/\r?\n\r?\n/.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
