import { profileWithFile, someCustomers } from '../harness/customer-file.ts';
import { launch } from '../harness/devtools.ts';
import { extensionIdOf, shellWorld, stopWorker } from '../harness/extension.ts';
import { type Measure, timeFigure } from '../harness/figure.ts';
import { startMailbox } from '../harness/mail.ts';
import { openTab } from '../harness/tab.ts';
import { startWebmail } from '../harness/webmail.ts';

/** One more than is asked for in the end: the first row is taken out, which makes the shell speak. */
const PEOPLE = 51;

/** Fifty people of a list, ten thousand customers on file: one message there, one back with all their badges. */
export const badges: Measure = {
  name: 'badges-50',
  async run({ extension, runs }) {
    const mailbox = await startMailbox();
    const site = await startWebmail();
    const { profile, remove } = await profileWithFile(extension, mailbox);
    const browser = await launch({ extensions: [extension], profile });
    const addresses = someCustomers(PEOPLE).flatMap(({ emails = [] }) => emails);
    const tab = await openTab(browser, site.list(addresses));
    const world = await shellWorld(tab, await extensionIdOf(browser));
    const drawn = await tab.until('all badges', countBadges, [PEOPLE]);
    await tab.run(listenIn, [], world);
    // Whoever has news after the worker was stopped makes a new connection: that is the one listened in to.
    await stopWorker(browser);
    await tab.run(() => document.querySelector('#messagelist tbody')?.append(document.createElement('tr')), []);
    await tab.run(() => document.querySelector('#messagelist tbody tr')?.remove(), []);
    await tab.until(
      'what the shell says',
      () => (globalThis as unknown as Overheard).overheard.said !== undefined,
      [],
      world,
    );
    const asked: Answer[] = [];
    for (let run = -3; run < runs; run++) {
      const answer = await tab.run(askAgain, [], world);
      if (run >= 0) asked.push(answer);
    }
    await browser.close();
    await site.close();
    await remove();
    const short = asked.filter((answer) => answer.badges !== PEOPLE - 1).length;
    return {
      figures: [
        timeFigure(
          'seen → badges of 50 people',
          asked.map(({ badgesMs }) => badgesMs),
        ),
        {
          what: 'badges drawn',
          value: `${drawn} of ${PEOPLE}; ${short} answers short`,
          bar: 'all',
          isMet: short === 0,
        },
      ],
      raw: { asked },
    };
  },
};

interface Answer {
  readonly badgesMs: number;
  readonly badges: number;
}
interface Port {
  postMessage(message: unknown): void;
}
interface Runtime {
  connect(to: { name: string }): Port;
  readonly onMessage: { addListener(listen: (said: Told) => void): void; removeListener(listen: unknown): void };
}
interface Told {
  readonly type: string;
  readonly badges?: Readonly<Record<number, unknown>>;
}
/** What the shell said last with rows in it, and the connection it said it on. */
interface Overheard {
  overheard: { port?: Port; said?: { doc: string; said: unknown } };
}

function countBadges(count: number): number | false {
  const marks = document.querySelectorAll('.rcmContactAddress > span').length;
  return marks === count && marks;
}

/** Runs in the shell's world: keeps what its next connection is told. */
function listenIn(): void {
  const overheard: Overheard['overheard'] = {};
  Object.assign(globalThis, { overheard });
  const { chrome, browser } = globalThis as unknown as Record<string, { runtime?: Runtime } | undefined>;
  for (const runtime of new Set([chrome?.runtime, browser?.runtime])) {
    if (!runtime) continue;
    const connect = runtime.connect.bind(runtime);
    runtime.connect = (to) => {
      const port = connect(to);
      const post = port.postMessage.bind(port);
      port.postMessage = (message) => {
        const { said } = message as { said: { type: string; sighting?: { rows: unknown[] } } };
        if (said.type === 'seen' && said.sighting?.rows.length) Object.assign(overheard, { said: message });
        post(message);
      };
      return Object.assign(overheard, { port }).port;
    };
  }
}

/** Runs in the shell's world: says the same again and times the answer. */
async function askAgain(): Promise<Answer> {
  const { overheard, chrome } = globalThis as unknown as Overheard & { chrome: { runtime: Runtime } };
  const { port, said } = overheard;
  if (!port || !said) throw new Error('nothing was overheard');
  const { told, ms } = await new Promise<{ told: Told; ms: number }>((resolve) => {
    const listen = (heard: Told) => {
      if (heard.type !== 'rows') return;
      chrome.runtime.onMessage.removeListener(listen);
      resolve({ told: heard, ms: performance.now() - start });
    };
    chrome.runtime.onMessage.addListener(listen);
    const start = performance.now();
    port.postMessage(said);
  });
  return { badgesMs: ms, badges: Object.keys(told.badges ?? {}).length };
}
