import type { Grants } from '../../lib/app/page/sites.ts';
import { browser } from '../../lib/platform/browser.ts';
import { log } from '../../lib/platform/log.ts';
import { grantedPatterns, revokeSite } from '../../lib/platform/permissions.ts';
import { originOf } from '../../lib/platform/site-patterns.ts';

const SCRIPT_ID = 'shell';

export const grants: Grants = {
  list: async () => [...new Set((await grantedPatterns()).map(originOf))],
  revoke: revokeSite,
};

/** Registers the shell for exactly the granted sites. */
export async function registerShell(): Promise<void> {
  const matches = await grantedPatterns();
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
  await startInOpenPages(await grantedPatterns());
}
