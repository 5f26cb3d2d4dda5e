import { browser } from './browser.ts';

/** The id of the tab in front in this window; absent when the browser does not say. */
export async function tabInFront(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
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
