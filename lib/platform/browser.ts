import { browser } from 'wxt/browser';

// The one door to the extension API. Chrome and Firefox both answer with promises under Manifest V3,
// so no polyfill is loaded: it would cost every page the shell runs in.
export { type Browser, browser } from 'wxt/browser';

/** The address of a file of the extension. */
export const extensionUrl = (path: string): string =>
  (browser.runtime as unknown as { getURL(path: string): string }).getURL(path);
