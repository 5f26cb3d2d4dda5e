import { cohortText } from '../../../domain/cohort.ts';
import { STAGES } from '../../../domain/receipt.ts';
import { ABC, GROUPS } from '../../../domain/score.ts';
import type { Overview } from '../../../messaging/score-work.ts';
import { cohortTable } from '../../../scoring/cohorts.ts';
import { gini, paretoCurve } from '../../../scoring/concentration.ts';
import type { FigureColumns } from '../../../scoring/figure-columns.ts';
import { periodRates } from '../../../scoring/period-rates.ts';
import { type ShopMetrics, shopMetrics } from '../../../scoring/shop-metrics.ts';
import type { FileColumns } from '../file-columns.ts';
import { guestSums } from '../guests.ts';
import type { OpenFile } from '../open-file.ts';
import type { ScoredShop } from '../score-shop.ts';
import { instantOf } from './model-report.ts';
import { referralsOf } from './referrals.ts';
import { rfmLimits } from './rfm-limits.ts';

/** Over how many days rates of coming and going are told. */
const PERIOD_DAYS = 30;
const FIFTHS = 5;

/** The shop's customers as a whole: figures, RFM grid, Pareto curve, cohorts, stages. */
export function overviewOf(file: OpenFile, shop: ScoredShop): Overview {
  const { columns } = file;
  const { head, figures } = shop;
  const { model } = head;
  const { asOfDay, clock, historyStartDay } = model;
  const nets = figures.net.filter((net, place) => (figures.n[place] as number) > 0 && !Number.isNaN(net)).sort();
  const history = historyStartDay === undefined ? undefined : { startDay: historyStartDay, silenceDays: clock.g95 };
  const { cohorts, beforeImport, isLastMonthOpen } = cohortTable(columns, asOfDay, history);
  const all = shopMetrics(columns, Number.NEGATIVE_INFINITY, asOfDay);
  const limits = rfmLimits(model);
  const before = beforeImport > 0 ? [{ month: '', size: beforeImport, kept: [], beforeImport: true }] : [];
  return {
    ...{ asOf: instantOf(asOfDay), currency: columns.currency },
    kpis: [...kpisOf(columns, all, asOfDay, clock), referralKpi(referralsOf(file, shop))],
    ...(all.medianPerCustomer === undefined ? {} : { medianRevenue: all.medianPerCustomer }),
    rfm: { cells: gridOf(figures), ...(limits ? { limits } : {}) },
    groups: counted(GROUPS, figures.group, figures).map(({ word, ...sums }) => ({ group: word, ...sums })),
    pareto: {
      points: paretoCurve(nets).map(({ customers, revenue }) => [customers, revenue] as const),
      gini: gini(nets) ?? null,
      classes: counted(ABC, figures.abc, figures).map(({ word, ...sums }) => ({ abc: word, ...sums })),
    },
    cohorts: [
      ...before,
      ...cohorts.map(({ month, size, returned }) => ({
        month: cohortText(month),
        size,
        // Of a month that is not over yet a share would look like a fall.
        kept: returned.slice(1, isLastMonthOpen ? -1 : undefined).map((count) => count / size),
        beforeImport: false,
      })),
    ],
    isMonthOpen: isLastMonthOpen,
    funnel: counted(STAGES, figures.stage, figures).map(({ word, ...sums }) => ({ stage: word, ...sums })),
  };
}

function kpisOf(
  columns: FileColumns,
  all: ShopMetrics,
  asOfDay: number,
  clock: ScoredShop['head']['model']['clock'],
): Overview['kpis'] {
  const rates = periodRates(columns, clock, asOfDay - PERIOD_DAYS, asOfDay);
  const share = ({ count, of }: { count: number; of: number }) => (of > 0 ? count / of : null);
  // An order is one whoever gave it; what is told of customers knows nothing of whom nobody knows.
  const ofNobody = guestSums(columns.guests, asOfDay);
  const orders = all.pricedOrders + ofNobody.priced;
  return [
    { name: 'repeat-rate', value: share(all.repeat), n: all.repeat.of },
    { name: 'average-order', value: orders > 0 ? (all.net + ofNobody.net) / orders : null, n: orders },
    { name: 'purchases-each', value: all.frequency ?? null, n: all.customers },
    { name: 'revenue-each', value: all.perCustomer ?? null, n: all.pricedCustomers },
    { name: 'churn-rate', value: share(rates.churn), n: rates.churn.of },
    { name: 'retention-rate', value: share(rates.retention), n: rates.retention.of },
  ];
}

const referralKpi = (sent: ReturnType<typeof referralsOf>): Overview['kpis'][number] => ({
  ...{ name: 'referral-rate', value: sent && sent.of > 0 ? sent.count / sent.of : null, n: sent?.of ?? 0 },
});

/** How many customers have each word, and what they brought; `codes` are one more than the place of the word. */
function counted<W extends string>(words: readonly W[], codes: Uint8Array, { net, n }: FigureColumns) {
  const sums = words.map((word) => ({ word, n: 0, net: 0 }));
  for (let place = 0; place < codes.length; place += 1) {
    const own = sums[(codes[place] as number) - 1];
    if (!own) continue;
    own.n += 1;
    const amount = net[place] as number;
    if ((n[place] as number) > 0 && !Number.isNaN(amount)) own.net += amount;
  }
  return sums;
}

function gridOf({ r, f, net }: FigureColumns): { n: number; net: number }[][] {
  const cells = Array.from({ length: FIFTHS }, () => Array.from({ length: FIFTHS }, () => ({ n: 0, net: 0 })));
  for (let place = 0; place < r.length; place += 1) {
    const cell = cells[(r[place] as number) - 1]?.[(f[place] as number) - 1];
    if (!cell) continue;
    cell.n += 1;
    const amount = net[place] as number;
    if (!Number.isNaN(amount)) cell.net += amount;
  }
  return cells;
}
