import { actionId } from '../../e2e/harness/customers-of-truth.ts';
import { launch } from '../harness/devtools.ts';
import { openOwnPage } from '../harness/extension.ts';
import { type Measure, timeFigure } from '../harness/figure.ts';
import { openTab, type Tab, waitFor } from '../harness/tab.ts';
import { extensionTime, trace } from '../harness/trace.ts';
import { startWebmail } from '../harness/webmail.ts';

const MUTATIONS = 10_000;
const BAR_MS = 50;
const ROWS = 50;

/**
 * Ten thousand changes in the list that the shell watches, in one task and spread over a hundred: what our script takes
 * of the page's main thread until all has come to rest, and whether the row changed last bears its badge.
 */
export const mutationBurst: Measure = {
  name: 'mutation-burst',
  async run({ extension, runs, say }) {
    const site = await startWebmail();
    const browser = await launch({ extensions: [extension] });
    const own = await openOwnPage(browser);
    const address = (index: number) => `row${index}@example.test`;
    await own.call('customers.create', {
      actionId: actionId(),
      customers: Array.from({ length: runs * 2 + 4 }, (_, index) => ({ name: `Late ${index}`, emails: [late(index)] })),
    });
    await own.tab.close();
    const tab = await openTab(browser, site.list(Array.from({ length: ROWS }, (_, index) => address(index))));
    const samples: Record<'one task' | '100 tasks', number[]> = { 'one task': [], '100 tasks': [] };
    let missed = 0;
    for (let run = -2; run < runs * 2; run++) {
      const tasks = run % 2 === 0 ? 1 : 100;
      const events = await trace(browser, async () => {
        await burst(tab, tasks, late(run + 2));
        await badgeOn(tab).catch(() => missed++);
        await tab.run(() => void performance.mark('burst-rest'), []);
      });
      const { scriptMs } = extensionTime(events, { from: 'burst-begin', to: 'burst-rest' });
      if (run >= 0) samples[tasks === 1 ? 'one task' : '100 tasks'].push(scriptMs);
      await tab.run(() => {
        document.querySelector('#messagelist tbody tr:last-child')?.remove();
        performance.clearMarks();
      }, []);
      if (run % 20 === 19) say(`${run + 1} bursts`);
    }
    await browser.close();
    await site.close();
    return {
      figures: [
        timeFigure('our script, 10,000 changes in one task', samples['one task'], BAR_MS),
        timeFigure('our script, 10,000 changes in 100 tasks', samples['100 tasks'], BAR_MS),
        {
          what: 'reads missed at the end',
          value: `${missed} of ${runs * 2 + 2}`,
          bar: 'none',
          isMet: missed === 0,
        },
      ],
      raw: { samples, missed },
    };
  },
};

const late = (index: number) => `late${index}@example.test`;

/** Rows come and go, attributes and texts change; the very last change adds a row with a customer in it. */
function burst(tab: Tab, tasks: number, address: string): Promise<void> {
  return tab.run(
    async (total, parts, last) => {
      performance.mark('burst-begin');
      const body = document.querySelector('#messagelist tbody') as HTMLElement;
      const rows = [...body.children] as HTMLElement[];
      for (let part = 0; part < parts; part++) {
        for (let index = 0; index < total / parts / 4; index++) {
          const row = rows[(part + index) % rows.length] as HTMLElement;
          row.className = `message n${index}`;
          (row.querySelector('a') as HTMLElement).textContent = `Message ${part} ${index}`;
          const extra = document.createElement('tr');
          body.append(extra);
          extra.remove();
        }
        if (parts > 1) await new Promise<void>((resolve) => setTimeout(resolve));
      }
      const row = (rows[0] as HTMLElement).cloneNode(true) as HTMLElement;
      row.id = 'rcmrowlast';
      const who = row.querySelector('.rcmContactAddress') as HTMLElement;
      who.replaceChildren('Late');
      who.title = last;
      body.append(row);
    },
    [MUTATIONS, tasks, address] as const,
  );
}

function badgeOn(tab: Tab): Promise<boolean> {
  return waitFor('the badge of the last row', async () => {
    const there = await tab.run(
      () => document.querySelector('#rcmrowlast .rcmContactAddress')?.firstElementChild !== null,
      [],
    );
    return there || undefined;
  });
}
