const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** The name of the key that goes with letters for commands on this machine. */
export const commandKey = isMac ? '⌘' : 'Ctrl';

/** Whether the event is that key with `letter`, and no Alt. */
export const isCommand = (event: KeyboardEvent, letter: string): boolean =>
  (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && event.key.toLowerCase() === letter;

/** Whether typing goes into a text field, where letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
