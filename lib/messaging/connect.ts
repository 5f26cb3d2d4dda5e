import * as z from 'zod/mini';
import type { ActionId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { browser } from '../platform/browser.ts';
import { mark } from '../platform/mark.ts';
import { newId } from '../platform/random.ts';
import type { Background } from './background.ts';
import { contract, type Failure, type Method, type Push } from './contract.ts';
import { Answered, type PageName, Pushed, Refusal, Wake, Welcome, type Wire } from './wire.ts';

interface Pending {
  readonly message: { id: number; method: string; request: unknown };
  readonly settle: (answer: { value?: unknown; error?: Failure | undefined }) => void;
  sends: number;
  /** Handed to a connection that still stands. */
  posted: boolean;
}

/** Each request is sent at most this often: once, and again after the worker was stopped under it. */
const MAX_SENDS = 3;

/**
 * Connects an extension page to the background. The answer is an error only when the background refuses: a frame that
 * no shell of ours made. When the worker stops, the connection is made anew at the next request.
 */
export async function connectBackground(options: {
  readonly name: PageName;
  readonly token?: string;
  /** The window that the browser's side panel stands in. */
  readonly windowId?: number | undefined;
  readonly open?: (name: string) => Wire;
  readonly onWake?: (listener: () => void) => void;
}): Promise<Result<Background, Failure>> {
  const open = options.open ?? ((name: string) => browser.runtime.connect({ name }) as unknown as Wire);
  const onWake = options.onWake ?? listenForWake;
  const listeners = new Set<(push: Push) => void>();
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let pass: string | undefined;
  let wire: Promise<Result<Wire, Failure>> | undefined;

  function dial(): Promise<Result<Wire, Failure>> {
    return new Promise((resolve) => {
      let port: Wire;
      try {
        port = open(options.name);
      } catch {
        // The extension was reloaded or removed under this page.
        resolve(err({ type: 'disconnected' }));
        return;
      }
      port.onDisconnect.addListener(() => {
        wire = undefined;
        resolve(err({ type: 'disconnected' }));
        resend();
      });
      port.onMessage.addListener((message) => {
        const answer = z.safeParse(Answered, message);
        if (answer.success) {
          pending.get(answer.data.id)?.settle(answer.data);
          return;
        }
        const push = z.safeParse(Pushed, message);
        if (push.success) {
          mark(`panel: told ${push.data.push.event === 'page' ? push.data.push.context.state : push.data.push.event}`);
          for (const listener of listeners) listener(push.data.push);
          return;
        }
        const welcome = z.safeParse(Welcome, message);
        if (welcome.success) {
          pass = welcome.data.welcome.pass ?? pass;
          resolve(ok(port));
        } else if (z.safeParse(Refusal, message).success) {
          resolve(err({ type: 'not-allowed' }));
        }
      });
      port.postMessage({
        hello: {
          ...(pass ? { pass } : options.token ? { token: options.token } : {}),
          ...(options.windowId === undefined ? {} : { windowId: options.windowId }),
        },
      });
    });
  }

  async function send(entry: Pending): Promise<void> {
    if (entry.sends >= MAX_SENDS) {
      entry.settle({ error: { type: 'disconnected' } });
      return;
    }
    entry.sends += 1;
    wire ??= dial();
    const opened = await wire;
    if (!opened.ok) {
      if (opened.error.type === 'not-allowed') entry.settle({ error: opened.error });
      else await send(entry);
      return;
    }
    entry.posted = true;
    opened.value.postMessage(entry.message);
  }

  function resend(): void {
    for (const entry of pending.values()) {
      if (!entry.posted) continue;
      entry.posted = false;
      void send(entry);
    }
  }

  // A background that was stopped and has news for this page says so, and is called back.
  onWake(() => {
    wire ??= dial();
  });
  // The worker may be stopped just while this page opens: whoever is refused stays so, anybody else knocks again.
  for (let tries = 1; ; tries += 1) {
    wire ??= dial();
    const first = await wire;
    if (first.ok) break;
    if (first.error.type === 'not-allowed' || tries === MAX_SENDS) return first;
  }

  return ok({
    call(method, request) {
      mark(`panel: asks ${method}`);
      return new Promise((resolve) => {
        const id = nextId;
        nextId += 1;
        const entry: Pending = {
          message: { id, method, request },
          sends: 0,
          posted: false,
          settle({ value, error }) {
            pending.delete(id);
            if (error) {
              resolve(err(error));
              return;
            }
            void replyOf(method).then(
              (schema) => {
                const reply = z.safeParse(schema, value);
                resolve(reply.success ? ok(reply.data as never) : err({ type: 'bad-request' }));
              },
              // The extension was updated under this page.
              () => resolve(err({ type: 'disconnected' })),
            );
          },
        };
        pending.set(id, entry);
        void send(entry);
      });
    },
    subscribe(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    newActionId: () => newId() as ActionId,
  });
}

/** What the answers of a method look like. Those that the panel does not need at once are brought when first asked for. */
async function replyOf(method: Method): Promise<z.ZodMiniType> {
  if (Object.hasOwn(contract, method)) return contract[method as keyof typeof contract].reply as z.ZodMiniType;
  const { recordsContract } = await import('./records-contract.ts');
  return recordsContract[method as keyof typeof recordsContract].reply as z.ZodMiniType;
}

function listenForWake(listener: () => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (z.safeParse(Wake, message).success) listener();
  });
}
