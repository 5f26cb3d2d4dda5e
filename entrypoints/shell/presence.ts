import { SHELL_MARK } from '../../lib/messaging/shell-mark.ts';

/** Marks one of our elements in a page, so that it goes when we go. Called after its own style is set. */
export function markHost(host: HTMLElement, kind: 'panel' | 'badge'): void {
  host.setAttribute(SHELL_MARK, kind);
  // Firefox ends a script without a word when its add-on goes; the background's style sheet is what shows the element.
  if (import.meta.env.FIREFOX) host.style.setProperty('display', 'none', 'important');
}

/** Takes away what a former version of the extension left in the document when it was stopped. */
export function removeLeftovers(document: Document): void {
  for (const host of document.querySelectorAll(`[${SHELL_MARK}]`)) host.remove();
}
