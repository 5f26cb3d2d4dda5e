import type { Said, ToShell } from '../../lib/messaging/shell-contract.ts';
import { SHELL } from '../../lib/messaging/shell-name.ts';
import { browser } from '../../lib/platform/browser.ts';

export interface Link {
  send(message: Said): void;
}

/** The browser ends the connection a moment before it takes the script's extension away. */
const SECOND_LOOK_MS = 500;

/**
 * The shell's connection to the background. The worker may stop and take the connection along; the next message makes a
 * new one. When the extension itself is gone - updated, disabled, removed - `onOrphaned` is called, once.
 */
export function connectShell(receive: (message: ToShell) => void, onOrphaned: () => void, signal: AbortSignal): Link {
  let port: ReturnType<typeof browser.runtime.connect> | undefined;
  // No two documents of one frame began at the same moment; nothing is let in for knowing it.
  const doc = `${performance.timeOrigin}`;
  let isWatched = false;

  // An orphaned script has lost its extension's id.
  const isOrphan = () => !browser.runtime?.id;

  function open(): typeof port {
    if (port || signal.aborted) return port;
    if (isOrphan()) {
      onOrphaned();
      return undefined;
    }
    try {
      port = browser.runtime.connect({ name: SHELL });
    } catch {
      onOrphaned();
      return undefined;
    }
    port.onDisconnect.addListener(() => {
      port = undefined;
      look();
      setTimeout(look, SECOND_LOOK_MS);
      watch();
    });
    return port;
  }

  function look(): void {
    if (!signal.aborted && isOrphan()) onOrphaned();
  }
  /** With the worker stopped there is no connection to lose: whoever comes back to the page finds no dead panel either. */
  function watch(): void {
    if (isWatched || signal.aborted) return;
    isWatched = true;
    window.addEventListener('focus', look, { signal });
    document.addEventListener('visibilitychange', look, { signal });
  }

  const onMessage = (message: unknown) => receive(message as ToShell);
  browser.runtime.onMessage.addListener(onMessage);
  signal.addEventListener(
    'abort',
    () => {
      port?.disconnect();
      try {
        browser.runtime.onMessage.removeListener(onMessage);
      } catch {
        // Already without its extension: nothing is listening any more.
      }
    },
    { once: true },
  );

  return {
    send(message) {
      try {
        open()?.postMessage({ doc, said: message });
      } catch {
        port = undefined;
        open()?.postMessage({ doc, said: message });
      }
    },
  };
}
