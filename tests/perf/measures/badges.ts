import { profileWithFile, someCustomers } from '../harness/customer-file.ts';
import { launch } from '../harness/devtools.ts';
import { extensionIdOf, shellWorld } from '../harness/extension.ts';
import { type Measure, timeFigure } from '../harness/figure.ts';
import { startMailbox } from '../harness/mail.ts';
import { openTab } from '../harness/tab.ts';
import { startWebmail } from '../harness/webmail.ts';

const PEOPLE = 50;

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
    const drawn = await tab.until(
      'all badges',
      (count: number) => {
        const marks = document.querySelectorAll('.rcmContactAddress > span').length;
        return marks === count ? marks : undefined;
      },
      [PEOPLE],
    );
    const asked: { ms: number; badges: number }[] = [];
    const echoed: number[] = [];
    for (let run = -3; run < runs; run++) {
      const answer = await tab.run(askBadges, [addresses] as const, world);
      if (run < 0) continue;
      asked.push(answer);
      echoed.push(answer.echoMs);
    }
    await browser.close();
    await site.close();
    await remove();
    const short = asked.filter((answer) => answer.badges !== PEOPLE).length;
    return {
      figures: [
        timeFigure(
          'seen → badges of 50 people',
          asked.map(({ ms }) => ms),
        ),
        timeFigure('of which the way to the worker and back', echoed),
        {
          what: 'badges drawn',
          value: `${drawn} of ${PEOPLE}; ${short} answers short`,
          bar: 'all',
          isMet: short === 0,
        },
      ],
      raw: { asked, echoed },
    };
  },
};

/** Runs in the shell's world: says what a shell says of such a list, and times the answer and that of the least question. */
async function askBadges(addresses: readonly string[]): Promise<{ ms: number; badges: number; echoMs: number }> {
  interface Said {
    type: string;
    badges?: Record<number, unknown>;
  }
  const { runtime } = (
    globalThis as unknown as {
      chrome: {
        runtime: {
          connect(to: { name: string }): { postMessage(message: unknown): void; disconnect(): void };
          onMessage: {
            addListener(listen: (said: Said) => void): void;
            removeListener(listen: (said: Said) => void): void;
          };
        };
      };
    }
  ).chrome;
  const port = runtime.connect({ name: 'shell' });
  const ask = (message: unknown, answer: string) =>
    new Promise<{ said: Said; ms: number }>((resolve) => {
      const listen = (said: Said) => {
        if (said.type !== answer) return;
        runtime.onMessage.removeListener(listen);
        resolve({ said, ms: performance.now() - start });
      };
      runtime.onMessage.addListener(listen);
      const start = performance.now();
      port.postMessage(message);
    });
  const fact = (value: string) => ({ value, anchor: 'row-title', kind: 'machine', sure: 1 });
  const rows = addresses.map((address, row) => ({ row, people: [{ role: 'from', email: fact(address) }] }));
  const sighting = { recipe: 'roundcube', view: 'list', people: [], rows };
  const { said, ms } = await ask({ type: 'seen', sighting, final: true }, 'rows');
  const echo = await ask({ type: 'token' }, 'token');
  port.disconnect();
  return { ms, badges: Object.keys(said.badges ?? {}).length, echoMs: echo.ms };
}
