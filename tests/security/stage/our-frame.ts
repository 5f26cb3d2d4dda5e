type Order =
  | { what: 'address' }
  | { what: 'post'; messages: readonly unknown[] }
  | { what: 'trap' }
  | { what: 'trapped' };

/** Runs in the content script's world, which may open our closed root as any content script may. */
export async function reach(order: Order): Promise<{ address: string; token: string }> {
  type Api = {
    runtime: { getURL(path: string): string; connect(o: { name: string }): { postMessage(m: unknown): void } };
    dom?: { openOrClosedShadowRoot(e: Element): ShadowRoot | null };
  };
  const world = globalThis as unknown as { browser?: Api; chrome: Api; trappedToken?: string };
  const api = world.browser ?? world.chrome;
  const frame = [...document.querySelectorAll('[data-regulars-shell]')]
    .map(
      (host) =>
        api.dom?.openOrClosedShadowRoot(host) ??
        (host as unknown as { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot,
    )
    .map((root) => root?.querySelector('iframe'))
    .find((found) => found);
  if (order.what === 'post') for (const message of order.messages) frame?.contentWindow?.postMessage(message, '*');
  if (order.what === 'trap') {
    // From here on the shell's frames load nothing, and the token for the next one stays unused.
    Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
      set(address: string) {
        world.trappedToken = address.split('#')[1] ?? '';
      },
    });
    api.runtime.connect({ name: 'shell' }).postMessage({ doc: 'a-document-of-ours', said: { type: 'token' } });
  }
  return {
    address: api.runtime.getURL('panel.html'),
    token: order.what === 'trapped' ? (world.trappedToken ?? '') : (frame?.src.split('#')[1] ?? ''),
  };
}

/** Runs in a panel frame: what the background answers to it. Ends when the connection does, or when it is let in. */
export function knock({
  eager = false,
  ...hello
}: {
  token?: string;
  pass?: string;
  eager?: boolean;
}): Promise<{ replies: string[]; text: string; children: number }> {
  return new Promise((resolve) => {
    const replies: string[] = [];
    const port = chrome.runtime.connect({ name: 'panel' }) as ReturnType<typeof chrome.runtime.connect> & {
      onDisconnect: { addListener(listener: () => void): void };
    };
    const request = { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 };
    const ask = () => port.postMessage({ id: 7, method: 'customers.list', request });
    const end = () =>
      resolve({
        replies,
        text: document.body.innerText.trim(),
        children: document.querySelector('#app')?.childElementCount ?? -1,
      });
    port.onMessage.addListener((message: { welcome?: unknown; id?: number }) => {
      replies.push(JSON.stringify(message));
      if (message.welcome) ask();
      if (message.id === 7) end();
    });
    port.onDisconnect.addListener(end);
    port.postMessage({ hello });
    if (eager) ask();
  });
}
