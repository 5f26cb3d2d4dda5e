import { launch } from '../harness/devtools.ts';
import type { Figure, Measure } from '../harness/figure.ts';
import { median, p95 } from '../harness/stats.ts';
import { openScale } from '../scale/open.ts';

const CUSTOMERS = Number(process.env.SCALE_CUSTOMERS ?? 100_000);
const ORDERS_EACH = 10;
const NOTES_EACH = 3;
const COLD_RUNS = 10;

/**
 * First pages of the list of everybody, in a real Chromium: by every sort, by every attribute that can be asked about, by
 * typed words and by nested conditions; warm, and in a worker that has just started.
 */
export const lists: Measure = {
  name: 'lists',
  async run({ runs, say }) {
    const browser = await launch({});
    const pages = await openScale(browser);
    const page = await pages.open();
    await page.call('load', CUSTOMERS, ORDERS_EACH, NOTES_EACH, true);
    say(`${CUSTOMERS.toLocaleString('en')} customers loaded`);
    await page.call('tidy');
    const warm = await page.call('lists', runs);
    const cold: number[] = [];
    for (let run = 0; run < COLD_RUNS; run += 1) cold.push((await page.call('coldList')).pageMs);
    await browser.close();
    pages.stop();
    const figures: Figure[] = [
      {
        what: 'first page, nothing in memory',
        value: `median ${median(cold).toFixed(0)} ms, p95 ${p95(cold).toFixed(0)} ms (n ${cold.length})`,
      },
      {
        what: 'what goes on behind then',
        value: `every order known after ${warm.warmMs.toFixed(0)} ms; facts in ${warm.factsMs.toFixed(0)} ms`,
      },
      slowest('first page by any sort', warm.sorts),
      slowest('first page by any attribute', warm.attributes),
      slowest('… asked about for the first time', warm.firstAsked),
      slowest('first page by typed words', warm.texts),
      slowest('first page by nested conditions', warm.trees),
      {
        what: 'the same sum again and again',
        value: `median ${median(warm.control).toFixed(1)} ms (to compare machines)`,
      },
    ];
    return { figures, raw: { warm, cold } };
  },
};

function slowest(what: string, samples: Readonly<Record<string, readonly number[]>>): Figure {
  const all = Object.entries(samples);
  const [name, of] = all.toSorted(([, a], [, b]) => p95(b) - p95(a))[0] ?? ['', []];
  const value = `slowest of ${all.length}: ${name}, median ${median(of).toFixed(1)}, p95 ${p95(of).toFixed(1)} ms (n ${of.length})`;
  return { what, value, bar: 'p95 ≤ 50 ms', isMet: p95(of) <= 50 };
}
