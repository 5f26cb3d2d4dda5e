import { browser } from './browser.ts';

/** What the extension keeps for itself on this device beside the database: choices, never customers. */
export interface LocalMemory {
  get(key: string): Promise<unknown>;
  /** Absent forgets. */
  set(key: string, value: unknown): Promise<void>;
}

export const localMemory: LocalMemory = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) =>
    value === undefined ? browser.storage.local.remove(key) : browser.storage.local.set({ [key]: value }),
};
