import type { Place, Said, Setup, ToShell } from '../../lib/messaging/shell-contract.ts';
import { extensionUrl } from '../../lib/platform/browser.ts';
import { mark } from '../../lib/platform/mark.ts';
import { schemeOf } from '../shell/presence.ts';
import type { Tab } from '../shell/tab.ts';
import { type Box, freePart, MIN_HEIGHT } from './free-space.ts';
import { createGrip } from './grip.ts';
import { tokens } from './tokens.ts';

export interface PanelFrame {
  receive(message: ToShell): void;
  /** Covers the panel at once: what it shows is no longer true of the page. Gives how often it did. */
  veil(): number;
  /**
   * Finds a place that covers none of the page's own primary actions. On a page with nothing to show a person for - a
   * login, a settings page - the panel stays collapsed until the user opens it there.
   */
  arrange(hasView: boolean): void;
}

/** Time for a frame to be let in before the page is taken to forbid ordinary frames. */
const ADMISSION_MS = 3000;
/**
 * The panel over the page: beside its tab in the closed root, an iframe of the extension's own origin. The page can
 * neither read nor see into it; we only place it.
 */
export function createPanelFrame(
  options: {
    document: Document;
    setup: Setup;
    tab: Tab;
    send: (message: Said) => void;
    keepClear: () => readonly Element[];
  },
  signal: AbortSignal,
): PanelFrame {
  const { document, send, keepClear, tab } = options;
  const window = document.defaultView as Window;
  let { setup } = options;
  let place: Place = setup.place;
  let iframe: HTMLIFrameElement | undefined;
  let isCredentialless = false;
  let isWanted = false;
  let isAsked = false;
  let veils = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  // Made when it is first opened: most pages never open it.
  let made: ReturnType<typeof makeBox> | undefined;
  let isOpen = false;

  let renewals = 3;
  window.addEventListener('resize', () => arrange(), { signal });
  signal.addEventListener('abort', () => clearTimeout(waiting), { once: true });

  // Whoever asks a page for its size before its first frame makes the browser lay all of it out on the spot. A page that
  // nobody looks at draws no frame, and keeps nobody waiting.
  let isLaidOut = false;
  const lookAround = () =>
    setTimeout(() => {
      isLaidOut = true;
      arrange();
    });
  if (document.visibilityState === 'hidden') lookAround();
  else window.requestAnimationFrame(lookAround);

  function makeBox() {
    const box = document.createElement('div');
    style(box, { position: 'fixed', background: tokens.bg, 'box-shadow': tokens.shadow });
    const grip = createGrip(
      document,
      {
        words: setup.words,
        resize,
        settle: () => send({ type: 'place', place }),
        collapse: () => move({ open: false }),
      },
      signal,
    );
    // Lies over the frame, which goes on painting beneath it.
    const veil = document.createElement('div');
    style(veil, { position: 'absolute', inset: '0', background: tokens.bg });
    box.append(veil, grip.element);
    tab.root.append(box);
    return { box, grip, veil };
  }

  function move(change: Partial<Place>): void {
    place = { ...place, ...change };
    isWanted = place.open;
    send({ type: 'place', place });
    arrange();
    if (change.open === true) made?.grip.focus();
    if (change.open === false) tab.button.focus();
  }
  function resize(width: number): void {
    place = { ...place, width: Math.round(Math.min(720, Math.max(280, width))) };
    arrange();
  }

  function arrange(): void {
    if (!isLaidOut || signal.aborted) return;
    const width = Math.min(place.width, window.innerWidth - 24);
    const boxes = keepClear()
      .map((element) => element.getBoundingClientRect())
      .filter(({ width: w, height: h }) => w > 0 && h > 0);
    const other = place.side === 'right' ? 'left' : 'right';
    const choices = [freePart(columnOn(place.side, width), boxes), freePart(columnOn(other, width), boxes)];
    const free = choices.find((choice) => choice.bottom - choice.top >= MIN_HEIGHT);
    const openAt = place.open && isWanted ? free : undefined;
    isOpen = openAt !== undefined;
    if (openAt) {
      made ??= makeBox();
      placeAt(made.box, openAt);
      made.grip.side(openAt.left === 0 ? 'left' : 'right', width);
      if (!iframe && !isAsked) askForToken();
    }
    if (made) made.box.style.display = isOpen ? 'block' : 'none';
    tab.button.style.display = isOpen ? 'none' : 'grid';
    if (!isOpen) placeTab(boxes);
  }

  function askForToken(): void {
    isAsked = true;
    send({ type: 'token' });
  }

  /** The column of the window at one of its edges, so many CSS pixels wide. */
  function columnOn(side: Place['side'], width: number): Box {
    const left = side === 'right' ? window.innerWidth - width : 0;
    return { left, right: left + width, top: 0, bottom: window.innerHeight };
  }

  function placeTab(boxes: readonly Box[]): void {
    const column = columnOn(place.side, 36);
    const free = freePart(column, boxes);
    const top = Math.max(free.top, Math.min(window.innerHeight * 0.3, free.bottom - 44));
    placeAt(tab.button, { ...column, top, bottom: top + 44 });
    tab.button.style.borderRadius = place.side === 'right' ? '8px 0 0 8px' : '0 8px 8px 0';
  }

  /** The frame is made anew for each token: a token is good for one frame, once. */
  function openFrame(token: string): void {
    isAsked = false;
    iframe?.remove();
    iframe = document.createElement('iframe');
    iframe.title = setup.words.panel;
    iframe.lang = setup.lang;
    style(iframe, {
      border: '0',
      width: '100%',
      height: '100%',
      display: 'block',
      'color-scheme': schemeOf(setup),
    });
    if (isCredentialless) iframe.setAttribute('credentialless', '');
    let loads = 0;
    // A page that takes our element out or moves it makes the frame start anew, with a token that is spent.
    iframe.addEventListener('load', () => {
      loads += 1;
      if (loads > 1 && renewals-- > 0) askForToken();
    });
    iframe.src = `${extensionUrl('/panel.html')}#${token}`;
    made?.box.prepend(iframe);
    clearTimeout(waiting);
    waiting = setTimeout(retry, ADMISSION_MS);
  }

  /** A page under COEP `require-corp` loads only frames without credentials; where that fails too, the side panel is left. */
  function retry(): void {
    if (isCredentialless) {
      // Nothing loads here. Opened again, it is tried anew; the browser's own side panel always works.
      iframe?.remove();
      iframe = undefined;
      isCredentialless = false;
      isWanted = false;
      arrange();
      return;
    }
    isCredentialless = true;
    askForToken();
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'setup':
          setup = message;
          return;
        case 'token':
          return openFrame(message.token);
        case 'admitted':
          clearTimeout(waiting);
          return;
        case 'shown':
          mark('shell: shown');
          if (message.veil === veils) made?.veil.style.setProperty('display', 'none', 'important');
          return;
        case 'toggle':
          return move({ open: !isOpen });
      }
    },
    veil() {
      veils += 1;
      made?.veil.style.setProperty('display', 'block', 'important');
      tab.draw(null);
      return veils;
    },
    arrange(hasView) {
      isWanted = hasView;
      arrange();
    },
  };
}

function placeAt(element: HTMLElement, { left, top, right, bottom }: Box): void {
  style(element, {
    left: `${left}px`,
    // In a page that reads from the right, this side would win over the other.
    right: 'auto',
    top: `${top}px`,
    width: `${right - left}px`,
    height: `${bottom - top}px`,
  });
}

function style(element: HTMLElement, values: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(values)) if (value) element.style.setProperty(name, value, 'important');
}
