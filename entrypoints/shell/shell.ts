import type { Sighting } from '../../lib/domain/sighting.ts';
import type { Said, Setup, ToShell } from '../../lib/messaging/shell-contract.ts';
import { mark } from '../../lib/platform/mark.ts';
import { mayShow, type PageSource, pickRecipe, type Signs } from '../../lib/sites/fits.ts';
import { connectShell } from './link.ts';
import { hideFromPrint, removeLeftovers } from './presence.ts';
import { createTab, type Tab } from './tab.ts';
import { tokens } from './tokens.ts';
import { type Overlay, world } from './world.ts';

type WithNavigation = Window & { readonly navigation?: EventTarget };

/**
 * Starts the shell in one document. It is in every page of a granted site, and most of them show nobody: so it only
 * draws the tab of the collapsed panel, and asks for the overlay - which reads the page and holds the panel - when a
 * recipe may fit the page or the user opens the panel. A second start in the same document - registered for the site and
 * injected at the grant - does nothing.
 */
export function startShell(): void {
  if (world.regularsShell) return;
  const isTop = window === window.top;
  const life = new AbortController();
  const { signal } = life;
  const page = (): PageSource => ({ document, url: location.href, isTop });

  let setup: Setup | undefined;
  let tab: Tab | undefined;
  let overlay: Overlay | undefined;
  /** Which recipe the overlay was asked for with; '' without one. */
  let asked: string | undefined;
  const waiting = new Map<ToShell['type'], ToShell>();
  /** What the background was told last: said again when it has to begin anew. */
  let said: Extract<Said, { type: 'seen' }> | undefined;

  removeLeftovers(document);
  hideFromPrint(window, signal);
  const link = connectShell(receive, leave, signal);
  world.regularsShell = {
    signal,
    tokens,
    page,
    send: link.send,
    say,
    unsay() {
      said = undefined;
    },
    join(make) {
      if (overlay || !setup) return;
      overlay = make(setup, tab);
      for (const message of waiting.values()) overlay.receive(message);
      waiting.clear();
    },
  };
  window.addEventListener('pagehide', gone, { signal });
  link.send({ type: 'start' });

  function gone(): void {
    link.send({ type: 'gone' });
    // A page kept for the back button starts anew when it is shown again.
    window.addEventListener('pageshow', () => link.send({ type: 'start' }), { once: true, signal });
  }

  function receive(message: ToShell): void {
    switch (message.type) {
      case 'setup':
        whenParsed(() => setUp(message));
        return;
      case 'check':
        link.send({ type: 'check' });
        return;
      case 'again':
        if (said && !isTop) link.send(said);
        return;
      case 'leave':
        leave();
        return;
      case 'tab':
        tab?.draw(message.badge);
        return;
      case 'recipe':
        // What comes late may have been meant for the document before.
        if ((message.recipe as Signs).id === asked) pass(message);
        return;
      case 'toggle':
        pass(message);
        if (setup) need('');
        return;
      default:
        overlay?.receive(message);
    }
  }

  /** To the overlay, or kept for it: each kind of message once. */
  function pass(message: ToShell): void {
    if (overlay) overlay.receive(message);
    else waiting.set(message.type, message);
  }

  /** The background is asked while the page still loads; a page half there is not read. */
  function whenParsed(act: () => void): void {
    if (document.readyState !== 'loading') act();
    else document.addEventListener('DOMContentLoaded', act, { once: true, signal });
  }

  function setUp(given: Setup): void {
    if (setup) {
      setup = given;
      tab?.speak(given);
      overlay?.receive(given);
      if (said) link.send(said);
      // What was asked for may have been lost with the page on its way out, or with the worker.
      if (asked !== undefined) ask(asked);
      return;
    }
    setup = given;
    if (isTop) tab = createTab(document, given, () => receive({ type: 'toggle' }), signal);
    // Checked against the schema before it was sent; a script in every page carries no second copy of the checker.
    const recipe = pickRecipe(given.signs as readonly Signs[], page());
    if (recipe) watchFor(recipe);
    else say(null, true, 0);
    if (waiting.has('toggle')) need('');
  }

  /** The overlay is brought in once the address is one that a view of the recipe has. */
  function watchFor(recipe: Signs): void {
    const { navigation } = window as WithNavigation;
    const look = () => {
      // Where the browser does not tell of every move within a document, nobody but the overlay notices.
      if (!navigation || mayShow(recipe, page())) need(recipe.id);
      else if (!said) say(null, true, 0);
    };
    navigation?.addEventListener('currententrychange', look, { signal });
    look();
  }

  /** Asks for the overlay; with a recipe where the page may have something to read. A user who asks again is heard again. */
  function need(recipe: string): void {
    if (recipe ? asked === recipe : overlay) return;
    asked ||= recipe;
    ask(asked);
  }

  function ask(recipe: string): void {
    link.send({ type: 'need', ...(recipe ? { recipe } : {}) });
  }

  function say(sighting: Sighting | null, final: boolean, rev: number): void {
    said = { type: 'seen', sighting, final, rev };
    mark(final ? 'shell: says last' : 'shell: says first');
    link.send(said);
  }

  function leave(): void {
    world.regularsShell = undefined;
    life.abort();
  }
}
