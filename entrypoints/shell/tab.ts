import type { Badge } from '../../lib/domain/page-context.ts';
import type { Setup } from '../../lib/messaging/shell-contract.ts';
import { markHost, schemeOf } from './presence.ts';
import { tokens } from './tokens.ts';

/** The one element of ours over a page, in whose closed root the panel lies as well, and the button it collapses to. */
export interface Tab {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
  /** What is known of the person on the page; null for nobody. */
  draw(badge: Badge | null): void;
  /** From now on in these words. */
  speak(setup: Setup): void;
}

/** How often a page that throws our element out gets it back; after that it is left alone. */
const RETURNS = 3;

/** Lays the collapsed panel's tab over the page; gone with the signal. */
export function createTab(document: Document, setup: Setup, open: () => void, signal: AbortSignal): Tab {
  let { words } = setup;
  let badge: Badge | null = null;
  let drawn: string | undefined;
  let returns = RETURNS;

  const host = document.createElement('div');
  // One by one, a style sheet that says `important` for every `div` would win.
  host.style.cssText = `all:initial!important;position:fixed!important;z-index:2147483647!important;color-scheme:${schemeOf(setup)}!important`;
  markHost(host, 'panel');
  const root = host.attachShadow({ mode: 'closed' });
  const button = document.createElement('button');
  button.type = 'button';
  button.addEventListener('click', open, { signal });
  root.append(button);
  draw(null);
  document.documentElement.append(host);

  const guard = new MutationObserver(() => {
    if (!host.isConnected && returns-- > 0) document.documentElement.append(host);
  });
  guard.observe(document.documentElement, { childList: true });
  signal.addEventListener(
    'abort',
    () => {
      guard.disconnect();
      host.remove();
    },
    { once: true },
  );

  function draw(next: Badge | null): void {
    badge = next;
    const tier = badge?.tier;
    const label = [
      words.open,
      tier ? words.tier[tier] : badge ? words.onFile : '',
      badge?.hasNotes ? words.hasNotes : '',
    ]
      .filter(Boolean)
      .join(', ');
    const text = badge ? `${tier ?? '·'}${badge.hasNotes ? '✎' : ''}` : '◂';
    if (drawn === text + label) return;
    const isFirst = drawn === undefined;
    drawn = text + label;
    button.textContent = text;
    button.setAttribute('aria-label', label);
    button.title = label;
    const key = tier ? `tier-${tier.toLowerCase()}` : 'accent';
    const [ink, ground] = [tokens[key], tokens[tier ? `${key}-soft` : 'bg']];
    if (isFirst) button.style.cssText = `${LOOK};${sideOf(setup)};color:${ink};background:${ground}`;
    else Object.assign(button.style, { color: ink, background: ground });
  }

  return {
    host,
    root,
    button,
    draw,
    speak(given) {
      ({ words } = given);
      draw(badge);
    },
  };
}

// At a third of the window's height: where it lies, no layout of the page has to be asked for.
const LOOK = `position:fixed;top:max(0px,min(30vh,100vh - 44px));width:36px;height:44px;border:0;padding:0;display:grid;place-items:center;cursor:pointer;font:650 15px/1 ${tokens.font};box-shadow:${tokens.shadow}`;

const sideOf = ({ place }: Setup) =>
  place.side === 'right' ? 'right:0;border-radius:8px 0 0 8px' : 'left:0;border-radius:0 8px 8px 0';
