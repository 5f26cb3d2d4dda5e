import { type Browser, browser, extensionUrl } from './browser.ts';
import { type Line, startWorker } from './worker-line.ts';

/** Name of the connection that the page which hosts the worker opens. */
const COMPUTE = 'compute';
const PAGE = 'compute.html';
const WORKER = 'compute-worker.js';

interface Offscreen {
  createDocument(options: { url: string; reasons: readonly string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}
const offscreen = (): Offscreen | undefined => (browser as unknown as { readonly offscreen?: Offscreen }).offscreen;

/** Where the worker runs: in the background itself where that may have workers, else in a page that nobody sees. */
export interface ComputeHost {
  /** A line to the worker, which is started if need be. */
  open(): Promise<Line>;
  /** The page that hosts the worker has connected: when asked for, or by itself after the background was stopped under it. */
  accept(port: Browser.runtime.Port): void;
}

/** The worker in a page or background that may have one. */
const startComputeWorker = (): Line => startWorker(extensionUrl(WORKER));

/** Whether the browser says that a connection is the hosting page's. */
export const isComputePage = ({ name, sender }: Browser.runtime.Port): boolean =>
  name === COMPUTE && sender?.id === browser.runtime.id && sender?.url === extensionUrl(PAGE);

/** @param onReturn a hosting page with unfinished work has come back */
export function createComputeHost(onReturn: () => void): ComputeHost {
  let waiting: ((line: Line) => void) | undefined;
  let returned: Line | undefined;
  return {
    async open() {
      const pages = offscreen();
      if (!pages) return startComputeWorker();
      if (returned) {
        const line = returned;
        returned = undefined;
        return line;
      }
      // One of a former life that has nothing to do is about to close itself.
      await pages.closeDocument().catch(() => {});
      const coming = new Promise<Line>((resolve) => {
        waiting = resolve;
      });
      await pages.createDocument({
        url: PAGE,
        reasons: ['WORKERS'],
        justification: 'Works out scores of all customers in a worker, so that pages never wait for it.',
      });
      return coming;
    },
    accept(port) {
      const line = lineOver(port);
      if (waiting) {
        waiting(line);
        waiting = undefined;
        return;
      }
      returned = line;
      port.onDisconnect.addListener(() => {
        if (returned === line) returned = undefined;
      });
      onReturn();
    },
  };
}

function lineOver(port: Browser.runtime.Port): Line {
  return {
    send: (message) => port.postMessage(message),
    listen: (listener) => port.onMessage.addListener(listener),
    onBroken: (listener) => port.onDisconnect.addListener(listener),
    close: () => port.disconnect(),
  };
}

/**
 * Runs in the hosting page: hands on what background and worker tell each other. When the background is stopped the page
 * closes; with work unfinished it wakes it first, so that nothing that was read is read twice.
 */
export function hostWorker(close: () => void): void {
  const worker = startComputeWorker();
  const unanswered = new Set<string>();
  let port: Browser.runtime.Port | undefined;

  function connect(): void {
    port = browser.runtime.connect({ name: COMPUTE });
    port.onMessage.addListener((message: { id: string; method?: string }) => {
      if (message.method !== undefined) unanswered.add(message.id);
      worker.send(message);
    });
    port.onDisconnect.addListener(() => {
      port = undefined;
      if (unanswered.size > 0) connect();
      else close();
    });
  }
  worker.listen((message) => {
    const { id, progress } = message as { id: string; progress?: unknown };
    if (progress === undefined) unanswered.delete(id);
    try {
      port?.postMessage(message);
    } catch {
      // Browsers limit what one message may weigh: whoever asked must hear that there is no answer.
      port?.postMessage({ id, failure: 'too much for one message' });
    }
  });
  worker.onBroken(close);
  connect();
}
