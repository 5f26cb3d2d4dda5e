import * as z from 'zod/mini';
import { randomHex } from '../../lib/platform/random.ts';
import { sessionMemory } from './memory.ts';

const Grant = z.object({ tabId: z.int() });

/** A token for one panel frame in one tab, given to that tab's shell and good once. */
export async function issueToken(tabId: number): Promise<string> {
  const token = randomHex(16);
  await sessionMemory.set(`token:${token}`, { tabId });
  return token;
}

/** Tokens being spent in this worker: two frames that show the same one at once must not both get in. */
const spending = new Set<string>();

/**
 * Lets a panel frame in: on an unused token of its tab, or on the pass it was given for one before. Gives the pass, or
 * nothing when neither is good.
 */
export async function admit(tabId: number, credential: { token?: string; pass?: string }): Promise<string | undefined> {
  const { token, pass } = credential;
  if (pass !== undefined) return (await isFor(`pass:${pass}`, tabId)) ? pass : undefined;
  if (token === undefined || spending.has(token)) return undefined;
  spending.add(token);
  try {
    if (!(await isFor(`token:${token}`, tabId))) return undefined;
    await sessionMemory.remove(`token:${token}`);
    const given = randomHex(16);
    await sessionMemory.set(`pass:${given}`, { tabId });
    return given;
  } finally {
    spending.delete(token);
  }
}

async function isFor(key: string, tabId: number): Promise<boolean> {
  const grant = z.safeParse(Grant, await sessionMemory.get(key));
  return grant.success && grant.data.tabId === tabId;
}
