import { expect, it } from 'vitest';
import { ok } from '../domain/result.ts';
import { connectBackground } from './connect.ts';
import { type Caller, type Client, servePage } from './serve.ts';
import type { Wire } from './wire.ts';

/** Both ends of one connection, without a browser in between. */
function wires(name: string): readonly [Wire, Wire] {
  const ends = [0, 1].map(() => ({ heard: [] as ((message: unknown) => void)[], gone: [] as (() => void)[] }));
  const end = (own: number): Wire => ({
    name,
    postMessage: (message) =>
      queueMicrotask(() => {
        for (const listener of ends[1 - own]?.heard ?? []) listener(structuredClone(message));
      }),
    onMessage: { addListener: (listener) => ends[own]?.heard.push(listener) },
    onDisconnect: { addListener: (listener) => ends[own]?.gone.push(listener) },
    disconnect: () => {
      for (const listener of ends[1 - own]?.gone ?? []) listener();
    },
  });
  return [end(0), end(1)];
}

async function ask(name: 'panel' | 'sidepanel', sender: { tabId?: number; frameId: number }, windowId?: number) {
  const [page, background] = wires(name);
  const callers: Caller[] = [];
  const clients: Client[] = [];
  servePage(
    background,
    { isOwnPage: true, tabId: sender.tabId, frameId: sender.frameId },
    {
      handle: async (_method, _request, caller) => {
        callers.push(caller);
        return ok({});
      },
      failureOf: () => ({ type: 'bad-request' }),
      admit: async () => 'pass',
      joined: (client) => void clients.push(client),
      left: () => {},
    },
  );
  const connected = await connectBackground({ name, token: 'token', windowId, open: () => page, onWake: () => {} });
  if (!connected.ok) throw new Error(connected.error.type);
  await connected.value.call('page.shown', { epoch: 1 });
  return { caller: callers[0], client: clients[0] };
}

it('the side panel tells its window, and is asked and told by it', async () => {
  const { caller, client } = await ask('sidepanel', { frameId: 0 }, 7);
  expect(caller).toEqual({ page: 'sidepanel', windowId: 7 });
  expect(client?.windowId).toBe(7);
});

it('where the browser names no window the side panel has none', async () => {
  const { caller, client } = await ask('sidepanel', { frameId: 0 });
  expect(caller).toEqual({ page: 'sidepanel' });
  expect(client?.windowId).toBeUndefined();
});

it('a panel over a page is known by the tab that the browser names', async () => {
  const { caller, client } = await ask('panel', { tabId: 3, frameId: 5 });
  expect(caller).toEqual({ page: 'panel', tabId: 3 });
  expect(client?.tabId).toBe(3);
});
