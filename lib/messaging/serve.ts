import * as z from 'zod/mini';
import type { Result } from '../domain/result.ts';
import type { Failure, Method, Push } from './contract.ts';
import { wholeContract } from './whole-contract.ts';
import { Asked, Hello, PAGES, type PageName, type Wire } from './wire.ts';

/** Who is at the other end of a connection, by the browser's word alone. */
export interface Sender {
  /** True when the browser says the sender's document is of our own origin. */
  readonly isOwnPage: boolean;
  /** The tab that holds the document; absent for the browser's side panel. */
  readonly tabId: number | undefined;
  /** 0 for a tab's top document. */
  readonly frameId: number;
}

export interface Client {
  readonly page: PageName;
  /** The tab a panel is laid over. */
  readonly tabId: number | undefined;
  /** The window that the browser's side panel stands in, by its own word. */
  readonly windowId: number | undefined;
  push(push: Push): void;
}

/** Who asks: a panel and the tab it is laid over, or a page of its own and its window. */
export interface Caller {
  readonly page: PageName;
  readonly tabId?: number;
  readonly windowId?: number;
}

export interface ServeDeps {
  /** Runs a method; may throw, which is answered as `failureOf` says. */
  readonly handle: (method: Method, request: never, caller: Caller) => Promise<Result<unknown, Failure>>;
  readonly failureOf: (error: unknown) => Failure;
  /** Takes a token or pass that was given for this tab; gives the pass for later, or nothing: refuse. */
  readonly admit: (tabId: number, credential: { token?: string; pass?: string }) => Promise<string | undefined>;
  readonly joined: (client: Client) => void;
  readonly left: (client: Client) => void;
}

const isMethod = (name: string): name is Method => Object.hasOwn(wholeContract, name);

/**
 * Serves one connection of an extension page. Authority is the sender's, as the browser attributes it: a document of
 * any other origin gets no answer at all, and a page of ours inside a web page none before it has shown the token that
 * our shell of that tab was given.
 */
export function servePage(wire: Wire, sender: Sender, deps: ServeDeps): void {
  const page = PAGES.find((name) => name === wire.name);
  if (!page || !sender.isOwnPage) {
    wire.disconnect();
    return;
  }
  const isEmbedded = sender.tabId !== undefined && sender.frameId !== 0;
  const tabId = isEmbedded ? sender.tabId : undefined;
  let admitted = false;
  let gone = false;
  let windowId: number | undefined;
  const client: Client = {
    page,
    tabId,
    get windowId() {
      return windowId;
    },
    push(push) {
      if (!gone) wire.postMessage({ push });
    },
  };

  async function enter(message: unknown): Promise<void> {
    const hello = z.safeParse(Hello, message);
    const pass =
      hello.success && tabId !== undefined ? await deps.admit(tabId, withoutAbsent(hello.data.hello)) : undefined;
    if (!hello.success || (isEmbedded && !pass)) {
      wire.postMessage({ refused: true });
      wire.disconnect();
      return;
    }
    // It may have gone while its token was looked at.
    if (gone) return;
    admitted = true;
    windowId = hello.data.hello.windowId;
    deps.joined(client);
    wire.postMessage({ welcome: pass ? { pass } : {} });
  }

  async function answer(message: unknown): Promise<void> {
    const asked = z.safeParse(Asked, message);
    if (!asked.success) return;
    const { id, method, request } = asked.data;
    const parsed = isMethod(method) ? z.safeParse(wholeContract[method].request as z.ZodMiniType, request) : undefined;
    if (!isMethod(method) || !parsed?.success) {
      wire.postMessage({ id, error: { type: 'bad-request' } });
      return;
    }
    try {
      const result = await deps.handle(method, parsed.data as never, {
        page: page as PageName,
        ...(tabId === undefined ? {} : { tabId }),
        ...(windowId === undefined ? {} : { windowId }),
      });
      wire.postMessage(result.ok ? { id, value: result.value } : { id, error: result.error });
    } catch (error) {
      wire.postMessage({ id, error: deps.failureOf(error) });
    }
  }

  wire.onMessage.addListener((message) => void (admitted ? answer(message) : enter(message)).catch(() => {}));
  wire.onDisconnect.addListener(() => {
    gone = true;
    if (admitted) deps.left(client);
  });
}

const withoutAbsent = ({ token, pass }: { token?: string | undefined; pass?: string | undefined }) => ({
  ...(token ? { token } : {}),
  ...(pass ? { pass } : {}),
});
