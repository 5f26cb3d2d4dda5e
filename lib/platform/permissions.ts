import { browser } from './browser.ts';
import { covers, isWebWide, sitePattern } from './site-patterns.ts';

/** The sites chosen one by one under a grant for the whole web, as patterns. */
const CHOSEN = 'chosen-sites';

/**
 * The patterns of every site we may be on: those granted by name, and those the person chose while the browser already
 * let us everywhere. A grant for the whole web, given in the browser's own settings, is not itself a choice of any site:
 * our scripts go to sites chosen one at a time, whatever more the browser would allow.
 */
export async function grantedPatterns(): Promise<string[]> {
  const [{ origins = [] }, chosen] = await Promise.all([browser.permissions.getAll(), chosenPatterns()]);
  // Chosen ones count for as long as the browser stands by them.
  const standing = await Promise.all(chosen.map((pattern) => browser.permissions.contains({ origins: [pattern] })));
  const named = origins.filter((pattern) => !isWebWide(pattern));
  return [...new Set([...named, ...chosen.filter((_, index) => standing[index])])];
}

export async function isGranted(origin: string): Promise<boolean> {
  return (await grantedPatterns()).some((pattern) => covers(pattern, origin));
}

/**
 * Asks the browser, and through it the person, for one site. Must be called straight from a click: after an await the
 * browser no longer takes it for the person's wish. False when they said no.
 */
export async function requestSite(origin: string): Promise<boolean> {
  const pattern = sitePattern(origin);
  if (!(await browser.permissions.request({ origins: [pattern] }))) return false;
  // Under a grant for the whole web the browser says yes without asking, and notes nothing of its own.
  const { origins = [] } = await browser.permissions.getAll();
  if (!origins.includes(pattern)) await choose([...(await chosenPatterns()), pattern]);
  return true;
}

/** Takes a site back: every grant that names it, and the choice of it under a wider one. */
export async function revokeSite(origin: string): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const named = origins.filter((pattern) => !isWebWide(pattern) && covers(pattern, origin));
  const chosen = await chosenPatterns();
  const left = chosen.filter((pattern) => !covers(pattern, origin));
  if (left.length < chosen.length) await choose(left);
  if (named.length > 0) await browser.permissions.remove({ origins: named });
}

/** Forgets choices that no grant stands behind any more: another wide grant is not to bring them back by itself. */
export async function forgetUngranted(): Promise<void> {
  const [granted, chosen] = await Promise.all([grantedPatterns(), chosenPatterns()]);
  const left = chosen.filter((pattern) => granted.includes(pattern));
  if (left.length < chosen.length) await choose(left);
}

/** Calls back whenever a site was granted or taken, whoever did it, until the signal aborts. */
export function onGrantsChanged(listener: () => void, stop: AbortSignal): void {
  const heard = () => listener();
  const stored = (changes: Readonly<Record<string, unknown>>) => {
    if (CHOSEN in changes) listener();
  };
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(heard);
  onRemoved.addListener(heard);
  browser.storage.local.onChanged.addListener(stored);
  stop.addEventListener(
    'abort',
    () => {
      onAdded.removeListener(heard);
      onRemoved.removeListener(heard);
      browser.storage.local.onChanged.removeListener(stored);
    },
    { once: true },
  );
}

/** Calls back with the patterns newly chosen under a wider grant, and with none when one was taken back. */
export function onChosen(listener: (added: readonly string[]) => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    const change = changes[CHOSEN];
    if (!change) return;
    const before = textsOf(change.oldValue);
    listener(textsOf(change.newValue).filter((pattern) => !before.includes(pattern)));
  });
}

async function chosenPatterns(): Promise<string[]> {
  return textsOf((await browser.storage.local.get(CHOSEN))[CHOSEN]);
}

const choose = (patterns: readonly string[]) => browser.storage.local.set({ [CHOSEN]: [...new Set(patterns)] });

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
