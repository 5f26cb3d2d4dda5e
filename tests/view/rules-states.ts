import type { CustomerId } from '../../lib/domain/ids.ts';
import { STAGES } from '../../lib/domain/receipt.ts';
import type { Rehearsal } from '../../lib/domain/rules-outcome.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import { isSameRules, type SavedRules } from '../../lib/domain/score-versions.ts';
import type { ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import type { AttributeColumn } from '../../lib/scoring/rules/attribute-columns.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { previewRules } from '../../lib/scoring/rules/preview.ts';
import { daysAgo } from './sample-day.ts';
import { id } from './sample-file.ts';

/** Numbers that look like chance and are the same in every run (Park & Miller 1988). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const NAMES = ['李晓梅', 'Jonas Weber', '单晓梅', 'Åsa Öberg', '陳大文', 'Maria del Carmen Fernández'];

/** A shop of so many customers, most of whom bought once and long ago, with the preview of other rules on them. */
function shopOf(customers: number) {
  const next = chance(7);
  const likely = Float64Array.from({ length: customers }, () => next() ** 4);
  const rank = Float64Array.from(likely, (p) => Math.min(1, Math.max(0, 0.5 + (p - 0.2) * 0.6 + (next() - 0.5) * 0.4)));
  const stage = Uint8Array.from(likely, (p) => (p > 0.6 ? 3 : p > 0.4 ? 2 : p > 0.25 ? 1 : p > 0.1 ? 4 : 5));
  const refunds = Float64Array.from(likely, () => (next() > 0.92 ? next() : 0));
  const columns: Readonly<Record<string, AttributeColumn>> = {
    pBuy: { kind: 'number', values: likely },
    valueRank: { kind: 'number', values: rank },
    netRank: { kind: 'number', values: rank },
    stage: { kind: 'choice', words: STAGES, at: stage },
    refundShare: { kind: 'number', values: refunds },
    sinceDays: { kind: 'number', values: likely.map((p) => Math.round((1 - p) * 400)) },
  };
  return (now: RuleSet, rules: RuleSet) => ({
    money: { currency: 'CNY', least: { A: 1100, B: 640, C: 280 } },
    ...previewRules(
      {
        columns: { n: customers, column: (name) => columns[name] },
        measures: (index) => ({ net: (rank[index] ?? 0) * 1200, rfm: 3 + Math.round((rank[index] ?? 0) * 12) }),
        tier: () => undefined,
        who: (index) => ({ customerId: id<CustomerId>(1000 + index), name: NAMES[index % NAMES.length] ?? '' }),
      },
      now,
      rules,
    ),
  });
}

const rehearsalOf = (asked: RuleSet): Rehearsal => ({
  months: ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01'].map((month, index) => ({
    month,
    customers: 2210 + index * 31,
    tiers: {
      A: { n: 305 + index * 9, bought: 96 + index * 3 },
      B: { n: 420 + index * 4, bought: 49 },
      C: { n: 861 - index * 20, bought: 27 },
      D: { n: index === 0 ? 12 : 624 + index * 38, bought: index },
    },
    ...{ up: 61 + index, down: 48 - index, auc: index === 0 ? null : 0.79 + index / 100 },
    alarms: { raised: 52, right: index < 3 ? 36 : 0, wrong: index < 3 ? 16 : 9 },
  })),
  withoutPast: asked.rules.map(({ attribute }) => attribute).filter((name) => /^(sat|ref|tag|custom)/.test(name)),
  sample: { customers: 20_000, of: 101_422 },
});

/** Two versions of the shop's own, the second of which counts. */
function savedVersions(): SavedRules[] {
  const heavier = DEFAULT_RULES.rules.map((rule) => (rule.id === 'refunds' ? { ...rule, points: -20 } : rule));
  const { tiers } = DEFAULT_RULES;
  const policies = {
    ...tiers.policies,
    A: { sentence: '先打电话确认到货，再发货。', responseHours: 4, discountLimit: 10 },
  };
  const first: RuleSet = { ...DEFAULT_RULES, version: 1, rules: heavier };
  const second: RuleSet = { ...first, version: 2, tiers: { ...tiers, policies }, groupNames: { vip: 'VIP 贵宾' } };
  return [
    { id: id(920), savedAt: daysAgo(3), ruleSet: second },
    { id: id(921), savedAt: daysAgo(40), ruleSet: first, note: '退款太多的客户不再排在前面' },
  ];
}

/** What the background answers of the score rules. */
export function rulesAnswers(state: 'none' | 'some' | 'failed' | 'never', customers: number) {
  const failed = { type: 'storage-failed' } as const;
  const never = () => new Promise<never>(() => {});
  let versions = state === 'some' ? savedVersions() : [];
  const active = () => versions[0]?.ruleSet ?? DEFAULT_RULES;
  const preview = shopOf(customers);
  let next = 930;
  const keep = (ruleSet: RuleSet, more: Partial<SavedRules>): number => {
    if (isSameRules(ruleSet, active())) return active().version;
    const version = active().version + 1;
    versions = [{ id: id(next), savedAt: daysAgo(0), ruleSet: { ...ruleSet, version }, ...more }, ...versions];
    next += 1;
    return version;
  };
  const saved = (actionId: string, version: number) => ({ actionId, version }) as ReplyOf<'rules.save'>;
  return {
    'rules.list':
      state === 'never' ? never : () => (state === 'failed' ? failed : { active: active(), versions: [...versions] }),
    'rules.names': () => active().groupNames ?? {},
    'rules.save': ({ actionId, rules, note }: RequestOf<'rules.save'>) =>
      saved(actionId, keep(rules as RuleSet, note === undefined ? {} : { note })),
    'rules.activate': ({ actionId, id: wanted }: RequestOf<'rules.activate'>) => {
      const ruleSet = versions.find((one) => one.id === wanted)?.ruleSet ?? DEFAULT_RULES;
      return saved(actionId, keep(ruleSet, { again: ruleSet.version }));
    },
    'score.preview': ({ rules }: RequestOf<'score.preview'>) => JSON.stringify(preview(active(), rules as RuleSet)),
    'score.rehearse': ({ rules }: RequestOf<'score.rehearse'>) => JSON.stringify(rehearsalOf(rules as RuleSet)),
    'score.cancel': () => ({}),
  };
}
