import * as z from 'zod/mini';
import { Failure, Push } from './contract.ts';

/** A connection as both ends see it; the extension API's Port fits. */
export interface Wire {
  readonly name: string;
  postMessage(message: unknown): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  disconnect(): void;
}

/** The pages that may hold a connection of the privileged kind. `panel` is the one laid over a web page. */
export const PAGES = ['panel', 'sidepanel', 'dashboard', 'popup'] as const;
export type PageName = (typeof PAGES)[number];

/**
 * A page's first word. From a panel the one-time token its shell was given, or after a restart of the worker the pass it
 * got for it; from the browser's side panel the window it stands in.
 */
export const Hello = z.object({
  hello: z.object({ token: z.optional(z.string()), pass: z.optional(z.string()), windowId: z.optional(z.int()) }),
});
/** The background's: come in, or not. */
export const Welcome = z.object({ welcome: z.object({ pass: z.optional(z.string()) }) });
export const Refusal = z.object({ refused: z.literal(true) });

export const Asked = z.object({ id: z.int(), method: z.string(), request: z.unknown() });
export const Answered = z.object({ id: z.int(), value: z.optional(z.unknown()), error: z.optional(Failure) });
export const Pushed = z.object({ push: Push });

/** To pages whose connection ended with the worker: there is news, call again. Carries nothing. */
export const Wake = z.object({ wake: z.literal(true) });
