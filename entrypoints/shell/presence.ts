import type { Setup } from '../../lib/messaging/shell-contract.ts';
import { SHELL_MARK } from '../../lib/messaging/shell-mark.ts';

/** The colour scheme our elements follow. */
export const schemeOf = ({ theme }: Pick<Setup, 'theme'>): string => (theme === 'system' ? 'light dark' : theme);

/** Marks one of our elements in a page, so that it goes when we go. Called after its own style is set. */
export function markHost(host: HTMLElement, kind: 'panel' | 'badge'): void {
  host.setAttribute(SHELL_MARK, kind);
  // Firefox ends a script without a word when its add-on goes; the background's style sheet is what shows the element.
  if (import.meta.env.FIREFOX) host.style.setProperty('display', 'none', 'important');
}

/** Keeps everything of ours off paper: a packing slip printed beside the panel is the customer's to read. */
export function hideFromPrint(window: Window, signal: AbortSignal): void {
  const each = (act: (host: HTMLElement) => void) => {
    for (const host of window.document.querySelectorAll<HTMLElement>(`[${SHELL_MARK}]`)) act(host);
  };
  window.addEventListener(
    'beforeprint',
    () => each((host) => host.style.setProperty('visibility', 'hidden', 'important')),
    { signal },
  );
  window.addEventListener('afterprint', () => each((host) => host.style.removeProperty('visibility')), { signal });
}

/** Takes away what a former version of the extension left in the document when it was stopped. */
export function removeLeftovers(document: Document): void {
  for (const host of document.querySelectorAll(`[${SHELL_MARK}]`)) host.remove();
}
