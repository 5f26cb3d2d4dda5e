import path from 'node:path';
import { type Devtools, launch } from '../harness/devtools.ts';
import { extensionIdOf } from '../harness/extension.ts';
import type { Figure, Measure } from '../harness/figure.ts';
import { growthMb, switchFrame, switchInPage } from '../harness/heap.ts';
import { median } from '../harness/stats.ts';
import { openTab, type Tab } from '../harness/tab.ts';
import { extensionTime, type ScriptTime, trace } from '../harness/trace.ts';
import { startWebmail, type Webmail } from '../harness/webmail.ts';

const FLOOR = path.resolve('tests/perf/floor');
const RATIO = 1.5;
const GROWTH_MB = 2;
/** From the load event until everything a page's start sets off has come to rest. */
const SETTLE_MS = 900;

/** A page kept for the back button answers no tracing: every start would wait ten seconds for it in vain. */
const NO_KEPT_PAGES = ['--disable-back-forward-cache'];

interface Variant {
  readonly name: 'none' | 'control' | 'floor' | 'shell';
  readonly browser: Devtools;
  readonly tab: Tab;
  /** Of the extension in it, if any. */
  readonly extensionId: string | undefined;
}
interface Load extends ScriptTime {
  /** Everything the page's main thread did, in ms of thread time. */
  readonly taskMs: number;
}

/**
 * What a page with nobody on it pays for the shell while the sidebar is closed: thread time of our script from the
 * page's first moment to rest, beside that of the floor extension, in browsers that take turns load by load. And what
 * the page's heap has grown by after 500 switches, beside the same page without an extension.
 */
export const pageCost: Measure = {
  name: 'page-cost',
  async run({ extension, runs, say }) {
    const site = await startWebmail();
    const variants: Variant[] = [];
    for (const [name, directory] of [
      ['none', undefined],
      ['floor', FLOOR],
      ['shell', extension],
      ['control', undefined],
    ] as const) {
      const browser = await launch({ args: NO_KEPT_PAGES, ...(directory ? { extensions: [directory] } : {}) });
      const extensionId = directory && (await extensionIdOf(browser));
      variants.push({ name, browser, tab: await openTab(browser), extensionId });
    }
    const figures: Figure[] = [];
    const raw: Record<string, unknown> = {};
    for (const [page, url] of [
      ['unknown site', site.plain],
      ['Roundcube settings', site.settings],
    ] as const) {
      const loads: Record<Variant['name'], Load[]> = { none: [], control: [], floor: [], shell: [] };
      for (let run = -1; run < runs; run++) {
        for (const { name, browser, tab } of variants) {
          const load = await oneLoad(browser, tab, url);
          if (run >= 0) loads[name].push(load);
        }
        if (run % 10 === 9) say(`${page}: ${run + 1} of ${runs} loads each`);
      }
      raw[page] = loads;
      figures.push(...figuresOf(page, loads));
    }
    for (const [page, url, switches] of [
      ['sections of one page', site.settings, switchInPage],
      ['messages in the preview frame', site.list(LISTED), switchFrame],
    ] as const) {
      const grown = await growths(variants, site, url, switches);
      raw[`heap, ${page}`] = grown;
      figures.push(heapFigure(page, grown));
      say(`heap over 500 switches of ${page}`);
    }
    for (const { browser } of variants) await browser.close();
    await site.close();
    return { figures, raw };
  },
};

const LISTED = Array.from({ length: 50 }, (_, index) => `sender${index}@example.test`);

/** What the page's heap grew by in each browser, in MB; the sidebar is closed. */
async function growths(
  variants: readonly Variant[],
  site: Webmail,
  url: string,
  switches: typeof switchInPage,
): Promise<Record<Variant['name'], number>> {
  const grown: Record<Variant['name'], number> = { none: 0, control: 0, floor: 0, shell: 0 };
  for (const { name, browser, tab, extensionId } of variants) {
    if (name === 'shell') await closeSidebar(browser, `chrome-extension://${extensionId}`, site.origin);
    grown[name] = await growthMb(tab, url, switches);
  }
  return grown;
}

/** As its user would: the place of the panel is remembered for the site. */
async function closeSidebar(browser: Devtools, own: string, origin: string): Promise<void> {
  const page = await openTab(browser, `${own}/sidepanel.html`);
  await page.run(
    (key) => {
      const api = globalThis as unknown as {
        chrome: { storage: { local: { set(values: Record<string, unknown>): Promise<void> } } };
      };
      return api.chrome.storage.local.set({ [key]: { open: false, side: 'right', width: 360 } });
    },
    [`place:${origin}`],
  );
  await page.close();
}

function heapFigure(page: string, { none, control, floor, shell }: Record<Variant['name'], number>): Figure {
  // Beside the one that grew least: what a page without us holds on to for once is no excuse.
  const own = shell - Math.min(none, control);
  return {
    what: `heap after 500 switches, ${page}`,
    value: `${own.toFixed(2)} MB more (with ${shell.toFixed(2)}, without ${none.toFixed(2)}, control ${control.toFixed(2)}, floor ${floor.toFixed(2)})`,
    bar: `< ${GROWTH_MB} MB`,
    isMet: own < GROWTH_MB,
  };
}

async function oneLoad(browser: Devtools, tab: Tab, url: string): Promise<Load> {
  await tab.open('about:blank');
  await tab.session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const events = await trace(browser, async () => {
    await tab.open(url);
    await tab.run(
      (settleMs) =>
        new Promise<void>((resolve) =>
          setTimeout(() => {
            performance.mark('page-rest');
            resolve();
          }, settleMs),
        ),
      [SETTLE_MS],
    );
  });
  const { metrics } = await tab.session.send<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics');
  await tab.session.send('Performance.disable');
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  return { ...extensionTime(events, { to: 'page-rest' }), taskMs: seconds * 1000 };
}

function figuresOf(page: string, loads: Record<Variant['name'], readonly Load[]>): Figure[] {
  const script = (name: Variant['name']) => loads[name].map((load) => load.scriptMs);
  const [floor, shell] = [median(script('floor')), median(script('shell'))];
  // Load by load, so that what slows the machine for a while slows both.
  const ratios = script('shell').map((ms, index) => ms / (script('floor')[index] ?? Number.NaN));
  const ratio = median(ratios);
  const tasks = (name: Variant['name']) => median(loads[name].map((load) => load.taskMs));
  const long = loads.shell.filter((load) => load.longTasksAdded > 0).length;
  const seen = floor > 0 && shell > 0 && Math.max(...script('none'), ...script('control')) === 0;
  return [
    {
      what: `script at load, ${page}`,
      value: `${ratio.toFixed(2)} × floor (${shell.toFixed(2)} / ${floor.toFixed(2)} ms, n ${ratios.length})`,
      bar: `≤ ${RATIO} × floor`,
      isMet: seen && ratios.length >= 30 && ratio <= RATIO,
    },
    {
      what: `long tasks added, ${page}`,
      value: `${long} in ${loads.shell.length} loads; longest of ours ${Math.max(...loads.shell.map((load) => load.longestMs)).toFixed(1)} ms`,
      bar: 'none',
      isMet: long === 0,
    },
    {
      what: `all main-thread work, ${page}`,
      value: `+${(tasks('shell') - tasks('none')).toFixed(1)} ms; floor +${(tasks('floor') - tasks('none')).toFixed(1)}; control ${(tasks('control') - tasks('none')).toFixed(1)}`,
    },
  ];
}
