import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundle } from '../harness/bundle.ts';
import { launch } from '../harness/devtools.ts';
import type { Figure, Measure } from '../harness/figure.ts';
import { median, p95, quantile } from '../harness/stats.ts';
import { openTab, type Tab } from '../harness/tab.ts';
import type { scale as Scale } from '../scale/page.ts';

const CUSTOMERS = Number(process.env.SCALE_CUSTOMERS ?? 100_000);
const ORDERS_EACH = 10;
const NOTES_EACH = 3;
const MB = 1024 * 1024;

type Work = typeof Scale;
type Given<K extends keyof Work> = Awaited<ReturnType<Work[K]>>;

/**
 * The store alone at the size the product is meant for, over the database of a real Chromium: bulk writing against the
 * floor of one record a row in the same run, single edits, opening people, the list's summaries, undo.
 */
export const scale: Measure = {
  name: 'scale',
  async run({ say }) {
    const script = await bundle('tests/perf/scale/page.ts');
    const browser = await launch({});
    const [floor, ours, noted] = [await openPage(script), await openPage(script), await openPage(script)];
    const at = async ({ url }: { url: string }) => {
      const tab = await openTab(browser);
      await tab.open(url);
      return tab;
    };

    say(`${CUSTOMERS.toLocaleString('en')} customers with ${ORDERS_EACH} orders each`);
    const rawTab = await at(floor);
    const raw = await call(rawTab, 'raw', CUSTOMERS, ORDERS_EACH);
    await rawTab.close();
    const tab = await at(ours);
    const load = await call(tab, 'load', CUSTOMERS, ORDERS_EACH, 0);
    say('loaded');
    const people = await call(tab, 'people', 500);
    const found = await call(tab, 'find', 500);
    const edits = await call(tab, 'edits', 1000);
    const reopened: Given<'reopen'>[] = [];
    for (let run = 0; run < 10; run += 1) reopened.push(await call(tab, 'reopen'));
    const tidyMs = await call(tab, 'tidy');
    const lists = await call(tab, 'lists', 10);
    const undo = await call(tab, 'undo');
    await tab.close();
    const notedTab = await at(noted);
    const full = await call(notedTab, 'load', Math.ceil(CUSTOMERS / 5), ORDERS_EACH, NOTES_EACH);
    await browser.close();
    for (const page of [floor, ours, noted]) page.close();

    const speed = load.rows / load.ms / (raw.rows / raw.ms);
    const disk = load.bytes / raw.bytes;
    const perJson = full.bytes / full.json;
    const figures: Figure[] = [
      {
        what: `bulk write of ${load.rows.toLocaleString('en')} rows`,
        value: `${Math.round((load.rows / load.ms) * 1000).toLocaleString('en')} rows/s, ${speed.toFixed(1)} × raw (${(raw.ms / 1000).toFixed(1)} s → ${(load.ms / 1000).toFixed(2)} s)`,
        bar: '≥ 30 × raw',
        isMet: speed >= 30,
      },
      {
        what: 'disk',
        value: `${(load.bytes / MB).toFixed(0)} MB, ${disk.toFixed(2)} × raw`,
        bar: '≤ 0.5 × raw',
        isMet: disk <= 0.5,
      },
      {
        what: `stored against compact JSON (${ORDERS_EACH} orders, ${NOTES_EACH} notes)`,
        value: `${perJson.toFixed(2)} ×, ${Math.round(full.bytes / (CUSTOMERS / 5))} bytes a customer`,
        bar: '≤ 1.5 ×',
        isMet: perJson <= 1.5,
      },
      spread('one edit, durable', edits, { p50: 2, p99: 15 }),
      spread('one person with everything', people, { p99: 15 }),
      spread('a person by email', found),
      spread(
        'opened anew: first person',
        reopened.map((run) => run.personMs),
        { p99: 150 },
      ),
      spread(
        'opened anew: all summaries',
        reopened.map((run) => run.summariesMs),
      ),
      {
        what: 'first list page, everything cold',
        value: `${lists.cold.toFixed(0)} ms; other sorts right after: ${Object.values(lists.early)
          .map((ms) => ms.toFixed(0))
          .join(', ')} ms; all orders known after ${lists.warmMs.toFixed(0)} ms more`,
      },
      slowest('first list page, slowest sort', lists.sorts),
      slowest('first list page, slowest filter', lists.filters),
      { what: 'journal laid out', value: `${tidyMs.toFixed(0)} ms` },
      { what: 'the whole load undone', value: `${(undo.ms / 1000).toFixed(1)} s, ${undo.kept} kept` },
    ];
    return { figures, raw: { raw, load, full, edits, people, found, reopened, tidyMs, lists, undo } };
  },
};

function slowest(what: string, samples: Readonly<Record<string, readonly number[]>>): Figure {
  const [name, of] = Object.entries(samples).toSorted(([, a], [, b]) => p95(b) - p95(a))[0] ?? ['', []];
  const value = `p95 ${p95(of).toFixed(1)} ms (${name}, n ${of.length})`;
  return { what, value, bar: 'p95 ≤ 50 ms', isMet: p95(of) <= 50 };
}

function spread(what: string, samples: readonly number[], bars: { p50?: number; p99?: number } = {}): Figure {
  const [p50, p99] = [median(samples), quantile(samples, 0.99)];
  const value = `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(1)} ms (n ${samples.length})`;
  const wanted = Object.entries(bars).map(([name, bar]) => `${name} ≤ ${bar}`);
  if (wanted.length === 0) return { what, value };
  const isMet = p50 <= (bars.p50 ?? Number.POSITIVE_INFINITY) && p99 <= (bars.p99 ?? Number.POSITIVE_INFINITY);
  return { what, value, bar: `${wanted.join(', ')} ms`, isMet };
}

const call = <K extends keyof Work>(tab: Tab, name: K, ...args: Parameters<Work[K]>): Promise<Given<K>> =>
  tab.run(
    (wanted: string, given: readonly unknown[]) =>
      (globalThis as unknown as { scale: Record<string, (...all: readonly unknown[]) => unknown> }).scale[wanted]?.(
        ...given,
      ),
    [name, args],
  ) as Promise<Given<K>>;

/** Serves the script on an origin of its own, so that each has a database and a size of its own. */
async function openPage(script: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`);
    response.end(isScript ? script : '<!doctype html><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
