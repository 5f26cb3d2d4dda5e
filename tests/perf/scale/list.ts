import { createCustomFields } from '../../../lib/app/fields/custom-fields.ts';
import { createCustomerList } from '../../../lib/app/list/customer-list.ts';
import { createFacts } from '../../../lib/app/list/facts.ts';
import { createBought } from '../../../lib/app/scoring/offers/bought.ts';
import { createOffers } from '../../../lib/app/scoring/offers/offers.ts';
import { createScores } from '../../../lib/app/scoring/scores.ts';
import { createSearchIndex } from '../../../lib/app/search/search-index.ts';
import { createSummaries } from '../../../lib/app/summaries.ts';
import { type Attribute, customAttribute } from '../../../lib/domain/attributes.ts';
import { customRegister, type FieldKind } from '../../../lib/domain/custom-field.ts';
import type { Condition, FilterNode, ListSort } from '../../../lib/domain/filter.ts';
import { CUSTOMER_SORTS, type CustomSort } from '../../../lib/domain/profile.ts';
import { createPace } from '../../../lib/platform/breathe.ts';
import { openCurrent } from '../../../lib/storage/place.ts';
import type { Store } from '../../../lib/storage/store.ts';
import { computeHere } from '../../app/compute-here.ts';

interface Fields {
  readonly fieldIds: Readonly<Record<FieldKind, string>>;
  readonly choiceIds: readonly string[];
}

type Asked = Condition extends infer C ? (C extends { attribute: string } ? Omit<C, 'attribute'> : never) : never;

/** A question for each attribute there is. */
const OF_EACH: Readonly<Record<Attribute, Asked>> = {
  tier: { is: 'any-of', values: ['A', 'B'] },
  stage: { is: 'any-of', values: ['churned'] },
  score: { is: 'between', from: 60 },
  group: { is: 'any-of', values: ['slipping', 'dormant'] },
  abc: { is: 'any-of', values: ['A'] },
  recency: { is: 'between', from: 4 },
  frequency: { is: 'between', from: 2, to: 3 },
  monetary: { is: 'between', from: 5 },
  pBuy: { is: 'between', from: 0.3 },
  sinceDays: { is: 'between', from: 60 },
  purchases: { is: 'between', from: 3 },
  cohort: { is: 'any-of', values: ['2025-11', '2026-01'] },
  again: { is: 'any-of', values: ['1', '2', '3'] },
  orders: { is: 'between', from: 8 },
  lastPurchase: { is: 'before-last', days: 90 },
  firstPurchase: { is: 'in-last', days: 700 },
  currency: { is: 'any-of', values: ['CNY'] },
  bought: { is: 'any-of', values: ['sku:tea-1'] },
  name: { is: 'contains', text: 'Meyer' },
  company: { is: 'contains', text: 'trading 4' },
  email: { is: 'contains', text: '9.example' },
  phone: { is: 'contains', text: '99' },
  contacted: { is: 'unknown' },
  tag: { is: 'any-of', values: ['vip', 'tea'] },
  notes: { is: 'between', from: 1 },
  active: { is: 'in-last', days: 30 },
  created: { is: 'before-last', days: 400 },
  source: { is: 'any-of', values: ['user'] },
  quality: { is: 'any-of', values: ['inactive', 'phone-no-country', 'no-name'] },
};

const ownQuestions = ({ fieldIds, choiceIds }: Fields): Readonly<Record<string, Condition>> => {
  const of = (kind: FieldKind, asked: Asked, currency?: string) => ({
    [`custom ${kind}`]: { attribute: customAttribute(fieldIds[kind], currency), ...asked } as Condition,
  });
  return {
    'net:CNY': { attribute: 'net:CNY', is: 'between', from: 500_000 },
    'clv12:CNY': { attribute: 'clv12:CNY', is: 'between', from: 100_000 },
    'worth:CNY': { attribute: 'worth:CNY', is: 'between', from: 500_000 },
    ...of('text', { is: 'contains', text: 'door 39' }),
    ...of('number', { is: 'between', to: 30 }),
    ...of('money', { is: 'between', from: 100_000 }, 'EUR'),
    ...of('date', { is: 'in-next', days: 60 }),
    ...of('choice', { is: 'any-of', values: [choiceIds[0] ?? ''] }),
    ...of('choices', { is: 'none-of', values: [choiceIds[1] ?? ''] }),
    ...of('yesno', { is: 'any-of', values: ['yes'] }),
    ...of('link', { is: 'unknown' }),
  };
};
const TEXTS = ['a', 'wang', '王', 'buyer123', 'anna 5', '138', 'meyer', 'example', 'zhouyan', 'B-4711-3'];

const treesOf = (each: Readonly<Record<string, Condition>>): Readonly<Record<string, FilterNode[]>> => {
  const conditions = Object.values(each);
  const deep = conditions.reduce<FilterNode>(
    (inner, one, nth) => (nth % 6 === 5 ? one : { match: nth % 2 ? 'any' : 'none', of: [one, inner] }),
    conditions[0] as FilterNode,
  );
  return {
    'every attribute, any of them': [{ match: 'any', of: conditions }],
    'a hundred conditions': [
      { match: 'any', of: Array.from({ length: 100 }, (_, nth) => conditions[nth % conditions.length] as Condition) },
    ],
    'five deep': [deep],
  };
};

async function openBeside() {
  const opened = await openCurrent({ onClosed: () => {} });
  if (!opened.ok) throw opened.error;
  return opened.value;
}

function openList(store: Store) {
  const beside = { compute: computeHere(openBeside), tell: () => {} };
  const deps = { store, now: () => Date.now(), pace: createPace, newId: () => '', nameId: () => '', ...beside };
  const fields = createCustomFields(deps);
  const scores = createScores(deps, fields, async () => {});
  const offers = createOffers(deps, scores);
  const parts = {
    summaries: createSummaries(deps),
    scores,
    bought: createBought(deps, offers),
    facts: createFacts(deps),
    index: createSearchIndex(deps, fields),
    fields,
  };
  return { ...parts, offers, list: createCustomerList(deps, parts) };
}

/** The very first page of a worker that has just started. */
export async function coldPage(store: Store) {
  const { list } = openList(store);
  const start = performance.now();
  const filter = { text: '', where: [] };
  const page = await list.page({ sort: 'lastPurchaseAt', descending: true, filter, offset: 0, limit: 100 });
  if (page?.rows.length !== 100) throw new Error('no page');
  return { pageMs: performance.now() - start };
}

/** First pages at this size: by each sort, each attribute, texts and trees; in milliseconds. */
export async function firstPages(store: Store, own: Fields, rounds: number) {
  const { list, index, facts, scores, offers } = openList(store);
  // What the background does in quiet moments.
  await index.tidy();
  await scores.whenScored();
  await offers.countNow();
  await facts.tidy();
  let turn = 0;
  const ask = async (sort: ListSort, where: readonly FilterNode[], text = '') => {
    turn += 1;
    const start = performance.now();
    const filter = { text, where: [...where] };
    const page = await list.page({ sort, descending: turn % 2 === 0, filter, offset: 0, limit: 100 });
    if (!page) throw new Error('refused');
    return performance.now() - start;
  };
  const early: Record<string, number> = {};
  for (const sort of CUSTOMER_SORTS) early[sort] = await ask(sort, []);
  const factsStart = performance.now();
  await facts.all();
  const factsMs = performance.now() - factsStart;
  // What goes on behind has to have come to its end.
  const begun = performance.now();
  await list.settled();
  const warmMs = performance.now() - begun;
  const ownSorts = Object.values(own.fieldIds).map((id) => customRegister(id) as CustomSort);
  for (const sort of ownSorts) early[sort] = await ask(sort, []);
  await list.settled();

  const each: Readonly<Record<string, Condition>> = {
    ...Object.fromEntries(
      Object.entries(OF_EACH).map(([attribute, asked]) => [attribute, { attribute, ...asked } as Condition]),
    ),
    ...ownQuestions(own),
  };
  const trees = treesOf(each);
  const found = { sorts: {}, attributes: {}, firstAsked: {}, texts: {}, trees: {} } as Record<
    'sorts' | 'attributes' | 'firstAsked' | 'texts' | 'trees',
    Record<string, number[]>
  >;
  const put = (group: keyof typeof found, name: string, ms: number) => {
    found[group][name] = [...(found[group][name] ?? []), ms];
  };
  const control: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    control.push(spin());
    const sort = CUSTOMER_SORTS[round % CUSTOMER_SORTS.length] ?? 'name';
    for (const one of [...CUSTOMER_SORTS, ...ownSorts]) put('sorts', one, await ask(one, []));
    for (const [name, one] of Object.entries(each)) {
      // Not what was asked just before: the same answer again would cost nothing.
      put(round === 0 ? 'firstAsked' : 'attributes', name, await ask(sort, [one]));
    }
    for (const text of TEXTS) put('texts', text, await ask('lastPurchaseAt', [], text));
    for (const [name, where] of Object.entries(trees)) put('trees', name, await ask(sort, where));
  }
  return { early, factsMs, warmMs, control, ...found };
}

/** A piece of work that is always the same. */
function spin(): number {
  const start = performance.now();
  let sum = 0;
  for (let nth = 0; nth < 5_000_000; nth += 1) sum = (sum + nth * 31) | 0;
  if (sum === 1) throw new Error('never');
  return performance.now() - start;
}
