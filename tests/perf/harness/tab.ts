import type { Devtools, Session } from './devtools.ts';

/** Where a script runs: the page's own world, or ours beside it. */
export type World = number | undefined;

/** One tab, driven through the protocol. */
export interface Tab {
  readonly session: Session;
  readonly targetId: string;
  /** Goes to an address and waits for its load event. */
  open(url: string): Promise<void>;
  /** Runs a function in the top document, or in an execution context; gives what it returns or resolves to. */
  run<A extends readonly unknown[], R>(script: (...args: A) => R | Promise<R>, args: A, world?: World): Promise<R>;
  /** Waits until a function gives something other than undefined or false. */
  until<A extends readonly unknown[], R>(
    what: string,
    script: (...args: A) => R | undefined | false,
    args: A,
    world?: World,
  ): Promise<R>;
  /** A real press and release of the left button in the middle of an element. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
}

interface Evaluated<R> {
  result: { value: R };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** Runs a function through a session and gives its value. */
export async function runIn<A extends readonly unknown[], R>(
  session: Session,
  script: (...args: A) => R | Promise<R>,
  args: A,
  world?: World,
): Promise<R> {
  const { result, exceptionDetails } = await session.send<Evaluated<R>>('Runtime.evaluate', {
    expression: `(${script})(...${JSON.stringify(args)})`,
    awaitPromise: true,
    returnByValue: true,
    ...(world === undefined ? {} : { contextId: world }),
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

const LIMIT_MS = 30_000;

/** Asks again and again until there is an answer. */
export async function waitFor<T>(what: string, ask: () => Promise<T | undefined>, limitMs = LIMIT_MS): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Opens a new tab. */
export async function openTab(browser: Devtools, url?: string): Promise<Tab> {
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const session = await browser.attach(targetId);
  await session.send('Page.enable');

  const tab: Tab = {
    session,
    targetId,
    async open(to) {
      const loaded = session.once('Page.loadEventFired');
      await session.send('Page.navigate', { url: to });
      await loaded;
    },
    run: (script, args, world) => runIn(session, script, args, world),
    until<A extends readonly unknown[], R>(
      what: string,
      script: (...args: A) => R | undefined | false,
      args: A,
      world?: World,
    ): Promise<R> {
      return waitFor<R>(what, async () => (await runIn(session, script, args, world)) || undefined);
    },
    async click(selector) {
      const [x, y] = await tab.until(
        selector,
        (wanted: string) => {
          const element = document.querySelector(wanted);
          element?.scrollIntoView({ block: 'nearest' });
          const box = element?.getBoundingClientRect();
          return box && box.width > 0
            ? ([box.left + Math.min(box.width / 2, 60), box.top + box.height / 2] as const)
            : undefined;
        },
        [selector],
      );
      const button = { x, y, button: 'left', clickCount: 1 };
      await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
      await session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button });
    },
    async close() {
      await browser.send('Target.closeTarget', { targetId });
    },
  };
  if (url) await tab.open(url);
  return tab;
}
