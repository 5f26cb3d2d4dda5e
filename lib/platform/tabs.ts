import { browser } from './browser.ts';

/** The id of the tab in front in this window; absent when the browser does not say. */
export async function tabInFront(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** The id of the tab in front in a window; without one, in the window used last. */
export async function tabInFrontOf(windowId?: number): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({
    active: true,
    ...(windowId === undefined ? { lastFocusedWindow: true } : { windowId }),
  });
  return tab?.id;
}

/** The window that this page of ours stands in; absent when the browser does not say. */
export async function ownWindow(): Promise<number | undefined> {
  return (await browser.windows?.getCurrent().catch(() => undefined))?.id;
}

/** Calls back whenever another tab comes in front in a window. Without one, in any. */
export function onTabTurn(windowId: number | undefined, turned: () => void): void {
  browser.tabs.onActivated.addListener((tab) => {
    if (windowId === undefined || tab.windowId === windowId) turned();
  });
}

interface SidePanels {
  readonly sidePanel?: { open(options: { tabId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

/**
 * Opens the browser's own side panel beside a tab: Chrome's side panel, Firefox's sidebar. Must be called straight from
 * a click.
 */
export function openSidePanel(tabId: number): Promise<void> {
  const { sidePanel, sidebarAction } = browser as unknown as SidePanels;
  if (sidePanel) return sidePanel.open({ tabId });
  return sidebarAction ? sidebarAction.open() : Promise.resolve();
}
