import type { SessionMemory } from '../../lib/app/page/tabs.ts';
import { browser } from '../../lib/platform/browser.ts';

/** Session memory that can be looked through. */
export interface ListedMemory extends SessionMemory {
  /** Everything in it, by key. */
  all(): Promise<Readonly<Record<string, unknown>>>;
}

/** The browser's session memory: outlives the worker, ends with the browser, closed to content scripts. */
export const sessionMemory: ListedMemory = {
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
  all: () => browser.storage.session.get(null),
};
