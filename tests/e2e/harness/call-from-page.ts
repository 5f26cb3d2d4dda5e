import type { Method, ReplyOf, RequestOf } from '../../../lib/messaging/contract.ts';

type Answer = { value?: unknown; error?: { type: string } };

/** Runs in a page of the extension: one request over a connection of its own. */
function ask({ method, request }: { method: string; request: unknown }): Promise<Answer> {
  const api = (globalThis.browser as unknown as typeof globalThis.chrome | undefined) ?? globalThis.chrome;
  return new Promise((resolve) => {
    const port = api.runtime.connect({ name: 'dashboard' });
    port.onMessage.addListener((message: { welcome?: unknown; id?: number } & Answer) => {
      if (message.welcome) port.postMessage({ id: 1, method, request });
      if (message.id !== 1) return;
      port.disconnect();
      resolve(message);
    });
    port.postMessage({ hello: {} });
  });
}

declare global {
  // What an extension page has, as far as the tests need it.
  var browser: { tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> } } | undefined;
  var chrome: {
    runtime: {
      connect(options: { name: string }): {
        postMessage(message: unknown): void;
        disconnect(): void;
        onMessage: { addListener(listener: (message: never) => void): void };
      };
    };
  };
}

/** Asks the background through `evaluate` of an extension page; throws the failure's type. */
export async function callFromPage<M extends Method>(
  evaluate: (script: typeof ask, argument: { method: string; request: unknown }) => Promise<Answer>,
  method: M,
  request: RequestOf<M>,
): Promise<ReplyOf<M>> {
  const answer = await evaluate(ask, { method, request });
  if (answer.error) throw new Error(`${method}: ${answer.error.type}`);
  return answer.value as ReplyOf<M>;
}
