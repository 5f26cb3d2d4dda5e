import { createCustomFields } from '../../../lib/app/custom-fields.ts';
import { createCustomerList } from '../../../lib/app/customer-list.ts';
import { createFacts } from '../../../lib/app/facts.ts';
import { createScores } from '../../../lib/app/scoring/scores.ts';
import { createSearchIndex } from '../../../lib/app/search-index.ts';
import { createSummaries } from '../../../lib/app/summaries.ts';
import type { Condition } from '../../../lib/domain/filter.ts';
import { CUSTOMER_SORTS } from '../../../lib/domain/profile.ts';
import { createPace } from '../../../lib/platform/breathe.ts';
import { openCurrent } from '../../../lib/storage/place.ts';
import type { Store } from '../../../lib/storage/store.ts';
import { computeHere } from '../../app/compute-here.ts';

const FILTERS: readonly Condition[][] = [
  [{ attribute: 'tier', is: 'any-of', values: ['A', 'B'] }],
  [{ attribute: 'stage', is: 'any-of', values: ['churned'] }],
  [{ attribute: 'orders', is: 'between', from: 8 }],
  [{ attribute: 'net:CNY', is: 'between', from: 500_000 }],
  [{ attribute: 'lastPurchase', is: 'before-last', days: 90 }],
  [{ attribute: 'email', is: 'unknown' }],
  [{ attribute: 'contacted', is: 'unknown' }],
  [{ attribute: 'quality', is: 'any-of', values: ['inactive'] }],
  [{ attribute: 'source', is: 'any-of', values: ['user'] }],
];
const TEXTS = ['wang', '王', 'buyer123', 'anna 5', '138', 'meyer'];

async function openBeside() {
  const opened = await openCurrent({ onClosed: () => {} });
  if (!opened.ok) throw opened.error;
  return opened.value;
}

/** First pages of the list at this size: the very first, then each sort and each filter, warm; in milliseconds. */
export async function firstPages(store: Store, rounds: number) {
  const compute = computeHere(openBeside);
  const beside = { compute, tell: () => {} };
  const deps = { store, now: () => Date.now(), pace: createPace, newId: () => '', nameId: () => '', ...beside };
  const fields = createCustomFields(deps);
  const [summaries, scores, facts, index] = [
    createSummaries(deps),
    createScores(deps, fields, async () => {}),
    createFacts(deps),
    createSearchIndex(deps, fields),
  ];
  await index.tidy();
  await scores.whenScored();
  await facts.tidy();
  const list = createCustomerList(deps, { summaries, scores, facts, index, fields });
  let turn = 0;
  const ask = async (sort: (typeof CUSTOMER_SORTS)[number], where: Condition[], text = '') => {
    turn += 1;
    const start = performance.now();
    const query = { sort, descending: turn % 2 === 0, filter: { text, where }, offset: 0, limit: 100 };
    const page = await list.page(query);
    if (!page) throw new Error('refused');
    return performance.now() - start;
  };
  const cold = await ask('lastPurchaseAt', []);
  const early: Record<string, number> = {};
  for (const sort of CUSTOMER_SORTS) early[sort] = await ask(sort, []);
  const factsStart = performance.now();
  await facts.all();
  const factsMs = performance.now() - factsStart;
  // What goes on behind has to have come to its end.
  const begun = performance.now();
  await list.settled();
  const warmMs = performance.now() - begun;
  const sorts: Record<string, number[]> = {};
  const filters: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const sort of CUSTOMER_SORTS) sorts[sort] = [...(sorts[sort] ?? []), await ask(sort, [])];
    for (const where of FILTERS) {
      const name = where[0]?.attribute ?? '';
      filters[name] = [...(filters[name] ?? []), await ask(CUSTOMER_SORTS[round % 5] ?? 'name', where)];
    }
    for (const text of TEXTS) filters[text] = [...(filters[text] ?? []), await ask('lastPurchaseAt', [], text)];
  }
  return { cold, early, factsMs, warmMs, sorts, filters };
}
