import { FEW_FOR_CHANCES } from '../../../domain/chances.ts';
import type { IdentityKind } from '../../../domain/identity.ts';
import type { CustomerId, OrderId } from '../../../domain/ids.ts';
import type { FewToday, TodayRow } from '../../../messaging/score-work.ts';
import { orderKind } from '../../../scoring/customer-stats.ts';
import type { Reader } from '../../../storage/reader.ts';
import type { RawFile } from '../raw-file.ts';
import type { ScoredShop } from '../score-shop.ts';
import { instantOf } from './model-report.ts';
import { calledOf } from './who.ts';

/** More people than this are not looked through one by one. */
const MOST_PEOPLE = 200;
/** Of each list so many are shown. */
const MOST = 5;

/**
 * Of a file with few buyers what their own records say: models and comparisons say little of them. Absent above 30 buyers or 200
 * people.
 * @param rowOf what Today says of somebody by their row
 */
export async function fewTodayOf(
  { raw, shop, timeZone }: { readonly raw: RawFile; readonly shop: ScoredShop; readonly timeZone: string | undefined },
  reader: Reader,
  rowOf: (row: number) => Promise<TodayRow>,
): Promise<FewToday | undefined> {
  const { figures, rows, head } = shop;
  if (head.model.counts.buyers >= FEW_FOR_CHANCES || raw.people.length > MOST_PEOPLE) return undefined;
  const at = (column: Float64Array | Int32Array | Uint32Array, row: number) => column[rows[row] as number] as number;
  const all = Array.from(rows, (_, row) => row);
  const latest = all.toSorted((a, b) => at(figures.lastDay, b) - at(figures.lastDay, a)).slice(0, MOST);
  const lately = await Promise.all(
    latest.map(async (row) => ({
      ...(await rowOf(row)),
      boughtAt: instantOf(at(figures.lastDay, row), timeZone),
      purchases: at(figures.n, row),
    })),
  );
  const { waiting, ...counts } = await lookThrough(raw, reader);
  const quietest = quietestOf(all, (row) => at(figures.sinceDays, row) / at(figures.riskDays, row));
  return {
    ...{ lately, waitingTotal: waiting.length, ...counts },
    ...(quietest === undefined ? {} : { quietest: await rowOf(quietest) }),
    waiting: await Promise.all(
      waiting
        .toSorted((a, b) => (a.placedAt ?? Number.MAX_VALUE) - (b.placedAt ?? Number.MAX_VALUE))
        .slice(0, MOST)
        .map(async (one) => ({ ...one, name: (await calledOf(reader, one.customerId)).name })),
    ),
    gaps: head.model.clock.closedGaps,
    warnings: head.warnings,
  };
}

/** Who of several, of those not at risk yet, is nearest to it; nobody where all bought just now. */
function quietestOf(all: readonly number[], late: (row: number) => number): number | undefined {
  if (all.length < 2) return undefined;
  const [first] = all.filter((row) => late(row) > 0 && late(row) <= 1).sort((a, b) => late(b) - late(a));
  return first;
}

/** Marks that many may have: they tell nobody apart. */
const UNSURE: readonly IdentityKind[] = ['masked-phone', 'order-number'];

/** What only the records themselves say: orders nobody paid for yet, and what is not on file of people and orders. */
async function lookThrough({ people }: RawFile, reader: Reader) {
  const waiting: { customerId: CustomerId; orderId: OrderId; number?: string; placedAt?: number }[] = [];
  let [paidOrders, withoutGoods, withoutContact] = [0, 0, 0];
  for (const { id } of people) {
    const customerId = id as CustomerId;
    const whole = await reader.whole(customerId);
    if (!whole.list('identities').some(({ kind }) => !UNSURE.includes(kind))) withoutContact += 1;
    const told = new Set<string>(whole.list('lines').map(({ orderId }) => orderId));
    for (const { id: orderId, number, placedAt, status, totalMinor, refundedMinor } of whole.list('orders')) {
      if (status === 'open')
        waiting.push({
          ...{ customerId, orderId },
          ...(number ? { number } : {}),
          ...(placedAt === undefined ? {} : { placedAt }),
        });
      if (orderKind(status, totalMinor ?? Number.NaN, refundedMinor ?? Number.NaN) !== 'purchase') continue;
      paidOrders += 1;
      if (!told.has(orderId)) withoutGoods += 1;
    }
  }
  return { waiting, paidOrders, withoutGoods, withoutContact };
}
