import { ABC, GROUPS } from '../../domain/score.ts';
import { isSaid } from '../../scoring/chances.ts';
import { type CohortPlace, cohortPlaceOf } from '../../scoring/cohort-place.ts';
import type { PurchaseColumns } from '../../scoring/columns.ts';
import type { FigureColumns } from '../../scoring/figure-columns.ts';
import type { CustomerFigures } from '../../scoring/figures.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';

/**
 * What filters can ask of the models, a column each: amounts are minor units of the base currency, `group` and `abc` one
 * more than the place of their word, fifths 1..5, `cohort` and `again` as `CohortPlace` has them. The wide ones first, so
 * that each begins where its kind may.
 */
const COLUMNS = {
  net: Float64Array,
  clv12: Float64Array,
  loss: Float64Array,
  pBuy: Float32Array,
  purchases: Uint32Array,
  again: Uint32Array,
  cohort: Int16Array,
  recency: Uint8Array,
  frequency: Uint8Array,
  monetary: Uint8Array,
  group: Uint8Array,
  abc: Uint8Array,
} as const;

export type ToldFigure = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ToldFigure[];

/** Numbers of everybody by name; of one customer plain numbers. */
export type ToldColumns = { readonly [F in ToldFigure]: InstanceType<(typeof COLUMNS)[F]> };
export type ToldFigures = Readonly<Record<ToldFigure, number>>;

/** What a customer's take when they are written down. */
const TOLD_BYTES = NAMES.reduce((sum, name) => sum + COLUMNS[name].BYTES_PER_ELEMENT, 0);

/** Columns over some bytes, one after the other. */
function viewsOf({ buffer, byteOffset }: Uint8Array, count: number): ToldColumns {
  let from = byteOffset;
  const entries = NAMES.map((name) => {
    const view = new COLUMNS[name](buffer as ArrayBuffer, from, count);
    from += view.byteLength;
    return [name, view] as const;
  });
  return Object.fromEntries(entries) as unknown as ToldColumns;
}

/** Some rows of the columns as they are stored. */
export function toldChunk(all: ToldColumns, rows: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(rows.length * TOLD_BYTES);
  const views = viewsOf(bytes, rows.length);
  for (const name of NAMES) {
    const [from, to] = [all[name], views[name]];
    for (let at = 0; at < rows.length; at += 1) to[at] = from[rows[at] as number] as number;
  }
  return bytes;
}

/** The columns of a stored chunk; absent when it is not what it should be. */
export const readToldChunk = (bytes: Uint8Array | undefined, count: number): ToldColumns | undefined =>
  // What the database gives may begin anywhere in its buffer.
  bytes?.length === count * TOLD_BYTES ? viewsOf(bytes.slice(), count) : undefined;

/** The columns of those who bought something, in their order. */
export function toldColumns(
  figures: FigureColumns,
  rows: Uint32Array,
  columns: PurchaseColumns,
  model: ShopModel,
): ToldColumns {
  const told = viewsOf(new Uint8Array(rows.length * TOLD_BYTES), rows.length);
  const isChanceSaid = isSaid(model);
  const history = historyOf(model);
  rows.forEach((place, row) => {
    const cohort = cohortPlaceOf(columns, place, model.asOfDay, history);
    told.net[row] = figures.net[place] as number;
    told.clv12[row] = figures.clv12[place] as number;
    told.loss[row] = figures.expectedLoss[place] as number;
    told.pBuy[row] = isChanceSaid ? (figures.pBuy[place] as number) : Number.NaN;
    told.purchases[row] = figures.n[place] as number;
    told.again[row] = cohort.again;
    told.cohort[row] = codeOf(cohort);
    told.recency[row] = figures.r[place] as number;
    told.frequency[row] = figures.f[place] as number;
    told.monetary[row] = figures.m[place] as number;
    told.group[row] = figures.group[place] as number;
    told.abc[row] = figures.abc[place] as number;
  });
  return told;
}

/** The same of one customer, scored alone. @param columns of them alone */
export function toldOfOne(figures: CustomerFigures, columns: PurchaseColumns, model: ShopModel): ToldFigures {
  const cohort = cohortPlaceOf(columns, 0, model.asOfDay, historyOf(model));
  const { net, clv12, expectedLoss, pBuy, n, r, f, m, group, abc } = figures;
  return {
    net: net ?? Number.NaN,
    clv12: clv12 ?? Number.NaN,
    loss: expectedLoss ?? Number.NaN,
    pBuy: isSaid(model) && pBuy !== undefined ? Math.fround(pBuy) : Number.NaN,
    purchases: n,
    again: cohort.again,
    cohort: codeOf(cohort),
    ...{ recency: r ?? 0, frequency: f ?? 0, monetary: m ?? 0 },
    group: group ? GROUPS.indexOf(group) + 1 : 0,
    abc: abc ? ABC.indexOf(abc) + 1 : 0,
  };
}

/** Whoever is told of bought something, so that they have a month, or came before the months there are. */
const codeOf = ({ month }: CohortPlace): number => month ?? -1;

const historyOf = ({ historyStartDay, clock }: ShopModel) =>
  historyStartDay === undefined ? undefined : { startDay: historyStartDay, silenceDays: clock.g95 };
