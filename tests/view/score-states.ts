import type { CustomerId, OrderId } from '../../lib/domain/ids.ts';
import type { Stage } from '../../lib/domain/receipt.ts';
import type { CustomerOutlook, Group } from '../../lib/domain/score.ts';
import type { FittedModel, ModelReport, Overview, Today, TodayRow } from '../../lib/messaging/score-work.ts';
import { offerAnswers } from './offer-states.ts';
import { daysAgo, id, NOW } from './sample-file.ts';

/** What the models say of a customer of a shop with many. */
export const outlookOf = (currency = 'CNY'): CustomerOutlook => ({
  asOf: NOW,
  stage: 'at-risk',
  provisional: false,
  wonBack: false,
  sinceDays: 66,
  usualGapDays: 31.2,
  riskDays: 52,
  churnDays: 110,
  horizonDays: 105,
  churn: 0.284,
  next: { from: 6, middle: 34, to: 121 },
  value: { amountMinor: 468_233, currency, of: 'revenue' },
  group: 'vip',
  abc: 'A',
  fifths: { r: 3, f: 5, m: 5 },
  tier: 'A',
  policy: {
    sentence:
      currency === 'CNY' ? '先打电话确认到货，再发货。' : 'Call before shipping, and answer before anyone else.',
    responseHours: 4,
    discountLimit: 10,
  },
  moves: [
    { at: daysAgo(3), from: 'B', to: 'A', reason: 'pBuy' },
    { at: daysAgo(40), from: 'C', to: 'B', reason: 'rules' },
  ],
  ifToday: { score: 90.7, tier: 'A', stage: 'loyal' },
  n: { customers: 2357, repeats: 4340 },
});

/** Of a shop that is too small for any model. */
export const smallOutlook = (customers: number, repeats: number): CustomerOutlook => ({
  asOf: NOW,
  stage: repeats > 0 ? 'active' : 'new',
  provisional: true,
  wonBack: false,
  sinceDays: 12,
  ...(repeats > 0 ? { usualGapDays: 24 } : {}),
  riskDays: 90,
  churnDays: 210,
  horizonDays: 90,
  churn: 'few-customers',
  next: 'few-customers',
  value: 'few-customers',
  group: 'promising',
  abc: 'A',
  fifths: { r: 5, f: repeats > 0 ? 2 : 1, m: 3 },
  tier: 'B',
  ifToday: { score: 52.1, tier: 'B', stage: 'active' },
  n: { customers, repeats },
});

/** Of somebody who has not bought anything. */
export const noOutlook: CustomerOutlook = {
  asOf: NOW,
  stage: 'prospect',
  provisional: false,
  wonBack: false,
  horizonDays: 105,
  churn: 'no-orders',
  next: 'no-orders',
  value: 'no-orders',
  n: { customers: 2357, repeats: 4340 },
};

const NAMES = ['李晓梅', 'Jonas Weber', '陈志远', 'Anna Müller-Lüdenscheidt', '', '王芳', 'Oliver Smith', 'مريم الحسن'];
const TIERS = ['A', 'B', 'C', 'D'] as const;

function rowOf(n: number, hasFigures: boolean): TodayRow {
  const tier = TIERS[n % 4];
  return {
    customerId: id<CustomerId>(n + 1),
    name: NAMES[n % NAMES.length] as string,
    ...(tier ? { tier } : {}),
    stage: n % 3 === 2 ? 'churned' : 'at-risk',
    sinceDays: 66 + 7 * n,
    ...(n % 5 === 4 ? {} : { usualGapDays: 31 + n }),
    ...(hasFigures ? { churn: 0.62 - n * 0.02, expectedLoss: 114_000 - n * 6100 } : {}),
  };
}

/** What the records of a small shop say by themselves. */
function fewOf(customers: number): NonNullable<Today['few']> {
  const order = { customerId: id<CustomerId>(2), orderId: id<OrderId>(7), name: 'Jonas Weber', number: 'T-10428' };
  const waiting = customers > 1 ? [order] : [];
  const lately = Array.from({ length: Math.min(5, customers) }, (_, n) => ({
    ...rowOf(n, false),
    ...({ stage: 'active', sinceDays: 3 + 9 * n, riskDays: 90 } as const),
    ...{ boughtAt: daysAgo(3 + 9 * n), purchases: 1 + n },
  }));
  const [, quietest] = lately;
  return {
    ...{ lately, waiting: waiting.map((one) => ({ ...one, placedAt: daysAgo(2) })), waitingTotal: waiting.length },
    ...(quietest ? { quietest } : {}),
    ...{
      paidOrders: 2 * customers,
      withoutGoods: customers,
      withoutContact: customers > 3 ? 2 : 0,
      gaps: customers - 1,
    },
    warnings: customers > 3 ? [{ type: 'currency-without-rate', count: 2, about: 'EUR' }] : [],
  };
}

/** Today of a shop with so many customers. */
export function todayOf(customers: number): Today {
  const isLarge = customers >= 100;
  const due = Math.min(16, Math.floor(customers / 4));
  const rows = Array.from({ length: due }, (_, n) => rowOf(n, isLarge));
  return {
    asOf: NOW,
    currency: customers > 0 ? 'CNY' : undefined,
    order: isLarge ? 'loss' : due > 0 ? 'rhythm' : 'nobody',
    contactFirst: rows,
    alarms: rows.slice(0, Math.floor(due / 4)).map((row, n) => ({
      ...row,
      since: daysAgo(n + 1),
      reason: n % 2 ? ('half-as-likely' as const) : ('at-risk' as const),
    })),
    silent: rows
      .slice(0, Math.floor(due / 3))
      .map((row, n) => ({ ...row, ...(n === 0 ? {} : { contactAt: daysAgo(90 + n) }) })),
    moves: isLarge
      ? [
          { customerId: id(1), name: '李晓梅', at: daysAgo(1), from: 'B', to: 'A', reason: 'pBuy' },
          { customerId: id(2), name: 'Jonas Weber', at: daysAgo(3), from: 'B', to: 'C', reason: 'rules' },
          { customerId: id(3), name: '陈志远', at: daysAgo(3), to: 'D', reason: 'shop' },
        ]
      : [],
    ...(customers > 0 && customers < 30 ? { few: fewOf(customers) } : {}),
    totals: {
      ...{ buyers: customers, atRisk: isLarge ? 58 : due, churned: isLarge ? 40 : 0 },
      contactFirst: isLarge ? 58 : due,
      alarms: Math.floor(due / 4),
      silent: Math.floor(due / 3),
      moves: isLarge ? 3 : 0,
    },
  };
}

const STAGE_PARTS: readonly (readonly [Stage, number])[] = [
  ['prospect', 0.08],
  ['new', 0.17],
  ['active', 0.18],
  ['loyal', 0.12],
  ['at-risk', 0.14],
  ['churned', 0.31],
];
const GROUP_PARTS: readonly (readonly [Group, number, number])[] = [
  ['vip', 0.26, 0.61],
  ['loyal', 0.04, 0.05],
  ['promising', 0.11, 0.07],
  ['slipping', 0.04, 0.06],
  ['dormant', 0.37, 0.11],
  ['middle', 0.18, 0.1],
];

/** Shares of a whole as whole numbers that add up to it: what is missing goes to the first. */
function split(whole: number, parts: readonly number[]): number[] {
  const floors = parts.map((share) => Math.floor(whole * share));
  const rest = whole - floors.reduce((sum, n) => sum + n, 0);
  return floors.map((n, at) => (at === 0 ? n + rest : n));
}

/** The overview of a shop with so many customers, who have all ordered but one in twelve. */
export function overviewOf(customers: number): Overview {
  const stages = split(
    customers,
    STAGE_PARTS.map(([, share]) => share),
  );
  if (customers < 12) stages.splice(0, 2, 0, (stages[1] ?? 0) + (stages[0] ?? 0));
  const buyers = customers - (stages[0] ?? 0);
  const net = buyers * 10_356;
  const cells = split(
    buyers,
    Array.from({ length: 25 }, (_, at) => (1 + ((at * 7) % 11) + (at % 5 === 0 ? 9 : 0)) / 210),
  );
  const classes = split(buyers, [0.33, 0.34, 0.33]);
  return {
    asOf: NOW,
    currency: buyers > 0 ? 'CNY' : undefined,
    kpis:
      buyers === 0
        ? []
        : [
            { name: 'repeat-rate', value: 0.4832, n: buyers },
            { name: 'average-order', value: 3528, n: buyers * 2 },
            { name: 'purchases-each', value: 2.841, n: buyers },
            { name: 'revenue-each', value: 10_356, n: buyers },
          ],
    medianRevenue: 7_200,
    rfm: {
      limits: {
        recency: [12, 40, 90, 180],
        frequency: [2, 2, 3, 5],
        monetary: [2000, 5000, 9000, 20_000],
        windowDays: 1095,
      },
      cells: [0, 1, 2, 3, 4].map((r) =>
        [0, 1, 2, 3, 4].map((f) => ({ n: cells[r * 5 + f] ?? 0, net: (cells[r * 5 + f] ?? 0) * 10_356 })),
      ),
    },
    groups: split(
      buyers,
      GROUP_PARTS.map(([, share]) => share),
    ).map((n, at) => ({ group: GROUP_PARTS[at]?.[0] ?? 'middle', n, net: net * (GROUP_PARTS[at]?.[2] ?? 0) })),
    pareto: {
      points:
        buyers === 0
          ? []
          : Array.from({ length: 40 }, (_, at) => [(at + 1) / 40, 1 - (1 - (at + 1) / 40) ** 3.2] as const),
      gini: buyers === 0 ? null : 0.6309,
      classes: (['A', 'B', 'C'] as const).map((abc, at) => ({
        abc,
        n: classes[at] ?? 0,
        net: net * ([0.8, 0.15, 0.05][at] ?? 0),
      })),
    },
    cohorts:
      buyers === 0
        ? []
        : Array.from({ length: 9 }, (_, at) => ({
            month: `2026-${String(at + 2).padStart(2, '0')}`,
            size: Math.max(1, Math.floor(buyers / 12) + ((at * 5) % 3)),
            kept: Array.from({ length: 9 - at }, (_unused, k) => 0.34 - k * 0.026 + ((at * 7 + k * 5) % 6) / 100),
            beforeImport: at === 0 && buyers > 100,
          })),
    isMonthOpen: true,
    funnel: STAGE_PARTS.map(([stage], at) => ({ stage, n: stages[at] ?? 0, net: (stages[at] ?? 0) * 9000 })),
  };
}

const fitted = (
  name: FittedModel['name'],
  parameters: FittedModel['parameters'],
  logLikelihood: number,
): FittedModel => ({
  name,
  parameters,
  logLikelihood,
  n: 2357,
  verdict: 'fitted',
});

/** What `score.models` answers of a large shop: the published figures of CDNOW. */
const largeReport: ModelReport = {
  asOf: NOW,
  currency: 'USD',
  customers: 2560,
  purchasers: 2357,
  repeats: 4340,
  clock: { g50: 31, g80: 105, g90: 171, g95: 237, returning: 0.71, gaps: 4340, source: 'kaplan-meier' },
  horizonDays: 105,
  models: [
    fitted('mbg-nbd-map', { r: 0.52268, alpha: 6.17801, a: 0.89586, b: 1.63366 }, -9582.1366),
    fitted('mbg-nbd', { r: 0.52484, alpha: 6.18309, a: 0.89136, b: 1.614 }, -9582.1357),
    fitted('bg-nbd', { r: 0.24259, alpha: 4.4136, a: 0.79292, b: 2.42591 }, -9582.4292),
    fitted('nbd', { r: 0.38475, alpha: 12.0723 }, -9763.6581),
    { ...fitted('gamma-gamma', { p: 6.2496, q: 3.7442, gamma: 15.4435 }, -4055.9177), n: 946 },
  ],
  identification: { statistic: 363, verdict: 'churn-seen' },
  value: { pearson: 0.114, spearman: 0.206, uses: 'gamma-gamma' },
  warnings: [
    { type: 'currency-without-rate', count: 12, about: 'JPY' },
    { type: 'future', count: 1 },
    { type: 'something-new', count: 3 },
  ],
};

/** The same asked of a past day, with what then happened. */
const pastReport: ModelReport = {
  ...largeReport,
  asOf: daysAgo(105),
  holdout: {
    until: NOW,
    auc: 0.804,
    aucByRecency: 0.789,
    brier: 0.142,
    brierOfBaseRate: 0.181,
    foretold: 1208,
    happened: 1262,
    calibration: [0.04, 0.13, 0.26, 0.35, 0.44, 0.55, 0.66, 0.74, 0.85, 0.93].map((foretold, at) => ({
      foretold,
      happened: Math.min(1, Math.max(0, foretold + (at % 2 ? -0.03 : 0.025))),
      n: [640, 402, 310, 240, 201, 160, 131, 101, 92, 20][at] ?? 0,
    })),
    byStage: [
      { stage: 'loyal', n: 210, bought: 164 },
      { stage: 'active', n: 340, bought: 184 },
      { stage: 'at-risk', n: 260, bought: 62 },
      { stage: 'churned', n: 12, bought: 2 },
    ],
  },
};

/** Of a shop that is too small to fit anything. */
const smallReport = (customers: number): ModelReport => ({
  asOf: NOW,
  currency: customers > 0 ? 'CNY' : undefined,
  customers,
  purchasers: customers,
  repeats: Math.floor(customers / 2),
  clock: { g50: 30, g80: 90, g90: 150, g95: 210, returning: 0, gaps: Math.floor(customers / 2), source: 'default' },
  horizonDays: 90,
  models: [{ name: 'mbg-nbd-map', parameters: {}, logLikelihood: 0, n: customers, verdict: 'too-few' }],
  identification: { statistic: 0, verdict: 'too-few' },
  value: { pearson: 0, spearman: 0, uses: 'few-customers' },
  warnings: [],
});

/** The answers about scores of a shop with so many customers. */
export function scoreAnswers(customers: number) {
  const isLarge = customers >= 100;
  return {
    'score.outlook': () => (isLarge ? outlookOf() : smallOutlook(customers, Math.floor(customers / 2))),
    'score.seen': () => ({}),
    'score.today': () => JSON.stringify(todayOf(customers)),
    'score.overview': () => JSON.stringify(overviewOf(customers)),
    'score.models': ({ asOf }: { asOf?: number | undefined }) =>
      JSON.stringify(isLarge ? (asOf === undefined ? largeReport : pastReport) : smallReport(customers)),
    'score.cancel': () => ({}),
    ...offerAnswers(customers),
  };
}
