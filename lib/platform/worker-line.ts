interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Two ends that hand each other messages in order. What they mean is their own matter. */
export interface Line {
  send(message: unknown): void;
  /** Hears everything the other end sends; there is one listener. */
  listen(listener: (message: unknown) => void): void;
  /** The other end broke: it could not be started, or something was thrown in it. */
  onBroken(listener: () => void): void;
  /** Ends the worker, whatever it is doing. */
  close(): void;
}

let policy: { createScriptURL(url: string): string } | undefined;

/**
 * Starts a worker of ours.
 * @param url of a script of the extension itself; any other is a bug and throws
 */
export function startWorker(url: string): Line {
  const worker = new Worker(ownScript(url), { type: 'module' });
  return {
    send: (message) => worker.postMessage(message),
    listen: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onBroken(listener) {
      worker.addEventListener('error', listener);
      worker.addEventListener('messageerror', listener);
    },
    close: () => worker.terminate(),
  };
}

/** A worker's own end of the line to the page that started it: nobody else can write to it. */
export function lineToPage(): Pick<Line, 'send' | 'listen'> {
  const scope = globalThis as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>;
  return {
    send: (message) => scope.postMessage(message),
    listen: (listener) => scope.addEventListener('message', ({ data }) => listener(data)),
  };
}

// The extension's policy lets nothing become a script's address but by the one name it lists, which is made here.
function ownScript(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const checked = (text: string): string => {
    if (new URL(text, location.href).origin !== location.origin) throw new Error('not a script of ours');
    return text;
  };
  if (!trustedTypes) return checked(url);
  policy ??= trustedTypes.createPolicy('regulars-worker', { createScriptURL: checked });
  return policy.createScriptURL(url);
}
