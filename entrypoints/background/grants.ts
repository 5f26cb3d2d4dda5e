import type { Grants } from '../../lib/app/sites.ts';
import { browser } from '../../lib/platform/browser.ts';
import { log } from '../../lib/platform/log.ts';

const SCRIPT_ID = 'shell';

const originOf = (pattern: string) => pattern.replace(/\/\*$/, '');
/** Firefox knows no ports in patterns, so a grant covers a host. */
const patternOf = (origin: string) => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

async function patterns(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  // The web-wide patterns of the manifest are what may be asked for, not what was granted.
  return origins.filter((pattern) => !pattern.includes('*://') && !/^https?:\/\/\*\//.test(pattern));
}

export const grants: Grants = {
  list: async () => (await patterns()).map(originOf),
  async revoke(origin) {
    await browser.permissions.remove({ origins: [patternOf(origin)] });
  },
};

export async function isGranted(origin: string): Promise<boolean> {
  return (await patterns()).includes(patternOf(origin));
}

/** Registers the shell for exactly the granted sites. */
export async function registerShell(): Promise<void> {
  const matches = await patterns();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    js: ['shell.js'],
    matches,
    allFrames: true,
    // Its first question is answered by the time the page has been parsed, and only then does it read.
    runAt: 'document_start' as const,
    persistAcrossSessions: true,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Starts the shell in pages of these sites that are already open. */
export async function startInOpenPages(matches: readonly string[]): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...matches] });
  for (const tab of tabs) {
    if (tab.id === undefined) continue;
    await browser.scripting
      .executeScript({ target: { tabId: tab.id, allFrames: true }, files: ['/shell.js'] })
      .catch(() => log.warn('shell.not-started', { tab: tab.id ?? -1 }));
  }
}

/** The shell in every page of every granted site, whether it was loaded before or after we were. */
export async function startEverywhere(): Promise<void> {
  await registerShell();
  await startInOpenPages(await patterns());
}
