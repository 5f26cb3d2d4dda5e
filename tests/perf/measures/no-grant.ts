import { launch } from '../harness/devtools.ts';
import { extensionIdOf, isShellWorld } from '../harness/extension.ts';
import type { Measure } from '../harness/figure.ts';
import { openTab } from '../harness/tab.ts';
import { extensionTime, trace } from '../harness/trace.ts';
import { startWebmail } from '../harness/webmail.ts';

interface Trace {
  /** Worlds of ours beside the page's own. */
  worlds: number;
  scriptMs: number;
  /** Elements under the root besides head and body. */
  elements: number;
}

/**
 * Pages of a site that was not granted hold nothing of the shipped build: no world, no script, no element. The
 * end-to-end build, which is granted these pages, is looked at in the same way and has to be found.
 */
export const noGrant: Measure = {
  name: 'no-grant',
  async run({ extension, shipped, say }) {
    const site = await startWebmail();
    const urls = [site.plain, site.settings, site.list(['a@example.test', 'b@example.test'])];
    const found = { shipped: [] as Trace[], granted: [] as Trace[] };
    for (const [name, directory] of [
      ['shipped', shipped],
      ['granted', extension],
    ] as const) {
      const browser = await launch({ extensions: [directory] });
      const id = await extensionIdOf(browser);
      const tab = await openTab(browser);
      let worlds = 0;
      tab.session.on('Runtime.executionContextCreated', ({ context }) => {
        if (isShellWorld(context, id)) worlds++;
      });
      await tab.session.send('Runtime.enable');
      for (const url of urls.flatMap((one) => Array<string>(10).fill(one))) {
        worlds = 0;
        const events = await trace(browser, async () => {
          await tab.open(url);
          await tab.run(
            () =>
              new Promise<void>((resolve) =>
                setTimeout(() => {
                  performance.mark('page-rest');
                  resolve();
                }, 300),
              ),
            [],
          );
        });
        const elements = await tab.run(() => document.documentElement.children.length - 2, []);
        const { scriptMs } = extensionTime(events, { from: 'page-begin', to: 'page-rest' });
        found[name].push({ worlds, scriptMs, elements });
      }
      say(`${name} build: ${found[name].length} pages`);
      await browser.close();
    }
    await site.close();
    const isEmpty = ({ worlds, scriptMs, elements }: Trace) => worlds === 0 && scriptMs === 0 && elements === 0;
    const clean = found.shipped.filter(isEmpty).length;
    const isSeen = found.granted.every(({ worlds, scriptMs }) => worlds > 0 && scriptMs > 0);
    return {
      figures: [
        {
          what: 'script of ours without a grant',
          value: `none in ${clean} of ${found.shipped.length} pages; found where granted in ${found.granted.filter((page) => page.worlds > 0).length} of ${found.granted.length}`,
          bar: 'none',
          isMet: clean === found.shipped.length && isSeen,
        },
      ],
      raw: found,
    };
  },
};
