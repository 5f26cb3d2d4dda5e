import { STAGES, TIERS } from '../../../domain/receipt.ts';
import { ABC, GROUPS } from '../../../domain/score.ts';
import type { ScoreRow } from '../../../messaging/score-work.ts';
import type { OpenFile } from '../open-file.ts';
import type { ScoredShop } from '../score-shop.ts';

/** Everybody's numbers, one row a customer, in the order of the file. */
export function scoreRows({ raw }: OpenFile, shop: ScoredShop, from: number, limit: number): ScoreRow[] {
  const { figures, rows, scored } = shop;
  const rowOf = new Int32Array(raw.people.length).fill(-1);
  rows.forEach((place, row) => {
    rowOf[place] = row;
  });
  const given = <K extends keyof ScoreRow>(name: K, value: number) => (Number.isNaN(value) ? {} : { [name]: value });
  const fifth = <K extends keyof ScoreRow>(name: K, value: number) => (value === 0 ? {} : { [name]: value });
  return raw.people.slice(from, from + limit).map(({ id }, index): ScoreRow => {
    const place = from + index;
    const number = (name: 'x' | 'tx' | 'T' | 'pAlive' | 'pBuy' | 'expected12m' | 'clv12') =>
      figures[name][place] as number;
    const row = rowOf[place] as number;
    const [abc, group] = [ABC[(figures.abc[place] as number) - 1], GROUPS[(figures.group[place] as number) - 1]];
    const tier = row < 0 ? undefined : TIERS[scored.tier[row] as number];
    return {
      ...{ id, x: number('x'), tx: number('tx'), T: number('T') },
      ...fifth('r', figures.r[place] as number),
      ...fifth('f', figures.f[place] as number),
      ...fifth('m', figures.m[place] as number),
      ...(abc ? { abc } : {}),
      ...(group ? { group } : {}),
      stage: STAGES[(figures.stage[place] as number) - 1] ?? 'prospect',
      ...(tier ? { tier, score: scored.score[row] as number } : {}),
      ...given('pAlive', number('pAlive')),
      ...given('pBuy', number('pBuy')),
      ...given('expected', number('expected12m')),
      ...given('clv12', number('clv12')),
      ...given('loss', figures.expectedLoss[place] as number),
    };
  });
}
