import * as z from 'zod/mini';
import type { ListedMemory } from './memory.ts';

const Grant = z.object({ tabId: z.int() });
const KEYS = /^(?:token|pass):/;

/** Who may come in from a web page: frames that our shell of the same tab made. */
export interface Admission {
  /** A token for one panel frame in one tab, given to that tab's shell and good once. */
  issue(tabId: number): Promise<string>;
  /**
   * Lets a panel frame in: on an unused token of its tab, or on the pass it was given for one before. Gives the pass, or
   * nothing when neither is good.
   */
  admit(tabId: number, credential: { token?: string; pass?: string }): Promise<string | undefined>;
  /** The tab is closed: nothing given for it is good any more. */
  forget(tabId: number): Promise<void>;
}

/** @param newSecret a fresh unguessable text */
export function createAdmission(memory: ListedMemory, newSecret: () => string): Admission {
  /** Tokens being spent in this worker: two frames that show the same one at once must not both get in. */
  const spending = new Set<string>();

  const isFor = (kept: unknown, tabId: number): boolean => {
    const grant = z.safeParse(Grant, kept);
    return grant.success && grant.data.tabId === tabId;
  };

  return {
    async issue(tabId) {
      const token = newSecret();
      await memory.set(`token:${token}`, { tabId });
      return token;
    },
    async admit(tabId, { token, pass }) {
      if (pass !== undefined) return isFor(await memory.get(`pass:${pass}`), tabId) ? pass : undefined;
      if (token === undefined || spending.has(token)) return undefined;
      spending.add(token);
      try {
        if (!isFor(await memory.get(`token:${token}`), tabId)) return undefined;
        await memory.remove(`token:${token}`);
        const given = newSecret();
        await memory.set(`pass:${given}`, { tabId });
        return given;
      } finally {
        spending.delete(token);
      }
    },
    async forget(tabId) {
      const kept = Object.entries(await memory.all());
      await Promise.all(
        kept.filter(([key, value]) => KEYS.test(key) && isFor(value, tabId)).map(([key]) => memory.remove(key)),
      );
    },
  };
}
