import { expect, it } from 'vitest';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Push } from '../../lib/messaging/contract.ts';
import type { Client } from '../../lib/messaging/serve.ts';
import { createPanels } from './panels.ts';

const pageOf = (tabId: number): { context: PageContext } => ({
  context: { tabId, epoch: 1, site: { type: 'none' }, state: 'nobody', people: [], excluded: [] },
});

function client(page: Client['page'], at: { tabId?: number; windowId?: number }) {
  const tabs: (number | undefined)[] = [];
  const push = (told: Push) => void tabs.push(told.event === 'page' ? told.context.tabId : undefined);
  return { tabs, client: { page, tabId: at.tabId, windowId: at.windowId, push } satisfies Client };
}

/** Tab 1 is in front in window 10, tab 2 in window 20, which was used last. */
const inFront = new Map([
  [10, 1],
  [20, 2],
]);
const tabInFrontOf = async (windowId = 20) => inFront.get(windowId);

it('side panels in two windows each follow their own, whichever window was used last', async () => {
  const panels = createPanels(tabInFrontOf);
  const [left, right, unknown] = [
    client('sidepanel', { windowId: 10 }),
    client('sidepanel', { windowId: 20 }),
    client('sidepanel', {}),
  ];
  for (const each of [left, right, unknown]) panels.join(each.client);
  for (const tabId of [1, 2, 3]) panels.publish(tabId, pageOf(tabId));
  await expect.poll(() => right.tabs).toEqual([2]);
  expect(left.tabs).toEqual([1]);
  expect(unknown.tabs).toEqual([2]);
});

it('a panel over a tab hears of that tab at once, and nobody hears anything after leaving', async () => {
  const panels = createPanels(tabInFrontOf);
  const [over, beside] = [client('panel', { tabId: 3 }), client('sidepanel', { windowId: 10 })];
  panels.join(over.client);
  panels.join(beside.client);
  panels.publish(3, pageOf(3));
  expect(over.tabs).toEqual([3]);
  panels.publish(1, pageOf(1));
  panels.leave(beside.client);
  await Promise.resolve();
  expect(beside.tabs).toEqual([]);
  expect(panels.hasSidePanel()).toBe(false);
});
