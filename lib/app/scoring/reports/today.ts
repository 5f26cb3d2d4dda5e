import { STAGES, TIERS } from '../../../domain/receipt.ts';
import { DAY_MS, dayNumber } from '../../../domain/time.ts';
import type { ContactOrder, Today, TodayRow } from '../../../messaging/score-work.ts';
import { isSaid } from '../../../scoring/chances.ts';
import { ALARM_REASONS } from '../../../scoring/figures.ts';
import type { Reader } from '../../../storage/reader.ts';
import { readMoves } from '../move-log.ts';
import type { OpenFile } from '../open-file.ts';
import { NEWS_DAYS } from '../score-head.ts';
import type { ScoredShop } from '../score-shop.ts';
import { fewTodayOf } from './few-today.ts';
import { instantOf } from './model-report.ts';
import { calledOf } from './who.ts';

/** Of each list so many are shown. */
const MOST = 50;

/** Whom to contact first, new alarms, silent customers, tier moves. */
export async function todayOf(file: OpenFile, shop: ScoredShop, reader: Reader, at: number): Promise<Today> {
  const { raw, settings, columns } = file;
  const { figures, rows, scored, head } = shop;
  const { model } = head;
  const isChanceSaid = isSaid(model);
  const stageAt = (row: number) => STAGES[(figures.stage[rows[row] as number] as number) - 1] ?? 'prospect';
  const bare = (row: number): Omit<TodayRow, 'name'> => {
    const place = rows[row] as number;
    const gap = figures.usualGapDays[place] as number;
    const [chance, loss] = [figures.pBuy[place] as number, figures.expectedLoss[place] as number];
    const tier = TIERS[scored.tier[row] as number];
    return {
      customerId: raw.people[place]?.id as TodayRow['customerId'],
      ...(tier ? { tier } : {}),
      stage: stageAt(row),
      sinceDays: figures.sinceDays[place] as number,
      ...(Number.isNaN(gap) ? {} : { usualGapDays: gap }),
      riskDays: figures.riskDays[place] as number,
      churnDays: figures.churnDays[place] as number,
      ...(Number.isNaN(chance) || !isChanceSaid ? {} : { churn: 1 - chance }),
      ...(Number.isNaN(loss) || model.money !== 'amounts' ? {} : { expectedLoss: Math.round(loss) }),
    };
  };
  const rowOf = async (row: number): Promise<TodayRow> => {
    const said = bare(row);
    return { ...said, ...(await calledOf(reader, said.customerId)) };
  };
  const named = (some: readonly number[]): Promise<TodayRow[]> => Promise.all(some.map(rowOf));

  const all = Array.from(rows, (_, row) => row);
  const at_ = (column: Float64Array, row: number) => column[rows[row] as number] as number;
  const of = (stage: (typeof STAGES)[number]) => all.filter((row) => stageAt(row) === stage);
  const [atRisk, churned] = [of('at-risk'), of('churned')];
  const { order, first } = whomFirst();
  /** By what is at stake where it is known; else by how far they are past their own rhythm; else who left last. */
  function whomFirst(): { readonly order: ContactOrder; readonly first: readonly number[] } {
    const by = (value: (row: number) => number) => (a: number, b: number) => value(b) - value(a);
    const loss = (row: number) => at_(figures.expectedLoss, row);
    const losing = all.filter((row) => loss(row) > 0).sort(by(loss));
    if (losing.length > 0) return { order: isChanceSaid ? 'loss' : 'clock', first: losing };
    const late = (row: number) => at_(figures.sinceDays, row) / at_(figures.riskDays, row);
    if (atRisk.length > 0) return { order: 'rhythm', first: atRisk.toSorted(by(late)) };
    return { order: churned.length > 0 ? 'gone' : 'nobody', first: churned.toSorted(by((row) => -late(row))) };
  }
  const alarms = all
    .filter((row) => figures.alarm[rows[row] as number] !== 0)
    .filter((row) => at_(figures.alarmDay, row) > model.asOfDay - NEWS_DAYS)
    .sort((a, b) => at_(figures.alarmDay, b) - at_(figures.alarmDay, a));
  const contactDay = (row: number) => {
    const when = raw.contactAt[rows[row] as number] as number;
    return Number.isNaN(when) ? Number.NEGATIVE_INFINITY : dayNumber(when, settings.timeZone);
  };
  const quietDays = (row: number) =>
    Math.min(at_(figures.sinceDays, row), model.asOfDay - contactDay(row)) - at_(figures.usualGapDays, row);
  const silent = all
    .filter((row) => stageAt(row) !== 'churned' && quietDays(row) > 0)
    .sort((a, b) => quietDays(b) - quietDays(a));
  const moves = (await readMoves(reader)).filter((move) => move.at > at - NEWS_DAYS * DAY_MS);

  const few = await fewTodayOf({ raw, shop, timeZone: settings.timeZone }, reader, rowOf);
  const alarmRows = await named(alarms.slice(0, MOST));
  const silentRows = await named(silent.slice(0, MOST));
  return {
    ...{ asOf: instantOf(model.asOfDay), currency: columns.currency },
    order,
    contactFirst: await named(first.slice(0, MOST)),
    alarms: alarmRows.map((row, index) => {
      const place = rows[alarms[index] as number] as number;
      const reason = ALARM_REASONS[(figures.alarm[place] as number) - 1];
      return {
        ...row,
        since: instantOf(figures.alarmDay[place] as number),
        reason: reason === 'overdue' ? 'at-risk' : 'half-as-likely',
      };
    }),
    silent: silentRows.map((row, index) => {
      const contactAt = raw.contactAt[rows[silent[index] as number] as number] as number;
      return { ...row, ...(Number.isNaN(contactAt) ? {} : { contactAt }) };
    }),
    moves: await Promise.all(
      moves.slice(0, MOST).map(async ({ customerId, at: when, from, to, reason }) => ({
        ...{ customerId, at: when, from, to, reason },
        ...(await calledOf(reader, customerId)),
      })),
    ),
    ...(few ? { few } : {}),
    totals: {
      ...{ buyers: all.length, atRisk: atRisk.length, churned: churned.length },
      ...{ contactFirst: first.length, alarms: alarms.length, silent: silent.length, moves: moves.length },
    },
  };
}
