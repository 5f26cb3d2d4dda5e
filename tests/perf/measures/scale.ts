import { launch } from '../harness/devtools.ts';
import type { Figure, Measure } from '../harness/figure.ts';
import { median, quantile } from '../harness/stats.ts';
import { type Given, openScale } from '../scale/open.ts';

const CUSTOMERS = Number(process.env.SCALE_CUSTOMERS ?? 100_000);
const ORDERS_EACH = 10;
const NOTES_EACH = 3;
const MB = 1024 * 1024;

/**
 * The store alone at the size the product is meant for, over the database of a real Chromium: bulk writing against the
 * floor of one record a row in the same run, single edits, opening people, the list's summaries, undo.
 */
export const scale: Measure = {
  name: 'scale',
  async run({ say }) {
    const browser = await launch({});
    // Each with a database and a size of its own.
    const pages = await openScale(browser);

    say(`${CUSTOMERS.toLocaleString('en')} customers with ${ORDERS_EACH} orders each`);
    const floor = await pages.open();
    const raw = await floor.call('raw', CUSTOMERS, ORDERS_EACH);
    await floor.close();
    const ours = await pages.open();
    const load = await ours.call('load', CUSTOMERS, ORDERS_EACH, 0);
    say('loaded');
    const people = await ours.call('people', 500);
    const found = await ours.call('find', 500);
    const edits = await ours.call('edits', 1000);
    const reopened: Given<'reopen'>[] = [];
    for (let run = 0; run < 10; run += 1) reopened.push(await ours.call('reopen'));
    const tidyMs = await ours.call('tidy');
    const undo = await ours.call('undo');
    await ours.close();
    const noted = await pages.open();
    const full = await noted.call('load', Math.ceil(CUSTOMERS / 5), ORDERS_EACH, NOTES_EACH);
    await browser.close();
    pages.stop();

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
      spread('one edit, durable', edits.first, { p50: 2, p99: 15 }),
      spread('the same of somebody who was just read', edits.again, { p50: 2, p99: 15 }),
      spread('the floor: one small record written, in turn with them', edits.bare),
      {
        what: 'an edit against the floor',
        value: `${ratio(edits.first, edits.bare)} ×; of somebody who was just read ${ratio(edits.again, edits.bare)} ×`,
      },
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
      { what: 'journal laid out', value: `${tidyMs.toFixed(0)} ms` },
      { what: 'the whole load undone', value: `${(undo.ms / 1000).toFixed(1)} s, ${undo.kept} kept` },
    ];
    return { figures, raw: { raw, load, full, edits, people, found, reopened, tidyMs, undo } };
  },
};

const ratio = (of: readonly number[], to: readonly number[]): string => (median(of) / median(to)).toFixed(1);

function spread(what: string, samples: readonly number[], bars: { p50?: number; p99?: number } = {}): Figure {
  const [p50, p99] = [median(samples), quantile(samples, 0.99)];
  const value = `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(1)} ms (n ${samples.length})`;
  const wanted = Object.entries(bars).map(([name, bar]) => `${name} ≤ ${bar}`);
  if (wanted.length === 0) return { what, value };
  const isMet = p50 <= (bars.p50 ?? Number.POSITIVE_INFINITY) && p99 <= (bars.p99 ?? Number.POSITIVE_INFINITY);
  return { what, value, bar: `${wanted.join(', ')} ms`, isMet };
}
