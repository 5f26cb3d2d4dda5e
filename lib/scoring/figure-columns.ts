import { STAGES } from '../domain/receipt.ts';
import { ABC_CLASSES } from './abc.ts';
import { ALARM_REASONS, type CustomerFigures, VALUE_BASES } from './figures.ts';
import type { Quintile } from './rfm.ts';
import { RFM_GROUPS } from './rfm-group.ts';

/** Numbers of a customer; NaN where absent. */
export const NUMBER_FIGURES = [
  'n',
  'x',
  'tx',
  'T',
  'firstDay',
  'lastDay',
  'sinceDays',
  'usualGapDays',
  'riskDays',
  'churnDays',
  'net',
  'z',
  'pAlive',
  'pBuy',
  'dayAfterPBuy',
  'expected12m',
  'clv12',
  'valueRank',
  'q10',
  'q50',
  'q90',
  'alarmDay',
  'expectedLoss',
] as const;
/**
 * Small codes of a customer, 0 where absent: quintiles as they are; `group`, `abc`, `stage`, `valueBasis`, `alarm` one more than the
 * index into their list; `provisional` and `wonBack` 1 for yes.
 */
export const CODE_FIGURES = [
  'r',
  'f',
  'm',
  'group',
  'abc',
  'stage',
  'valueBasis',
  'alarm',
  'provisional',
  'wonBack',
] as const;

type NumberFigure = (typeof NUMBER_FIGURES)[number];
type CodeFigure = (typeof CODE_FIGURES)[number];

/** Everybody's figures, customer by customer, in arrays that can be handed from worker to worker. */
export type FigureColumns = { readonly count: number } & Readonly<Record<NumberFigure, Float64Array>> &
  Readonly<Record<CodeFigure, Uint8Array>>;

export function newFigureColumns(count: number): FigureColumns {
  const numbers = NUMBER_FIGURES.map((name) => [name, new Float64Array(count).fill(Number.NaN)]);
  const codes = CODE_FIGURES.map((name) => [name, new Uint8Array(count)]);
  return { count, ...Object.fromEntries([...numbers, ...codes]) } as FigureColumns;
}

/** One customer's figures out of the columns. */
export function figuresAt(columns: FigureColumns, i: number): CustomerFigures {
  const number = (name: NumberFigure): number => columns[name][i] as number;
  const code = (name: CodeFigure): number => columns[name][i] as number;
  const given = <Name extends NumberFigure>(...names: Name[]) =>
    Object.fromEntries(names.flatMap((name) => (Number.isNaN(number(name)) ? [] : [[name, number(name)]]))) as {
      [Key in Name]?: number;
    };
  const [group, abc, basis, reason] = [
    RFM_GROUPS[code('group') - 1],
    ABC_CLASSES[code('abc') - 1],
    VALUE_BASES[code('valueBasis') - 1],
    ALARM_REASONS[code('alarm') - 1],
  ];
  const quintiles = (['r', 'f', 'm'] as const).flatMap((name) => (code(name) ? [[name, code(name)]] : []));
  return {
    n: number('n'),
    x: number('x'),
    tx: number('tx'),
    T: number('T'),
    ...given('firstDay', 'lastDay', 'sinceDays', 'usualGapDays', 'riskDays', 'churnDays', 'net', 'z'),
    ...(Object.fromEntries(quintiles) as { r?: Quintile; f?: Quintile; m?: Quintile }),
    ...(group ? { group } : {}),
    ...(abc ? { abc } : {}),
    stage: STAGES[code('stage') - 1] ?? 'prospect',
    provisional: code('provisional') === 1,
    wonBack: code('wonBack') === 1,
    ...given('pAlive', 'pBuy', 'dayAfterPBuy', 'expected12m', 'clv12', 'valueRank', 'expectedLoss'),
    ...(basis ? { valueBasis: basis } : {}),
    ...(Number.isNaN(number('q50'))
      ? {}
      : { nextWindow: { q10: number('q10'), q50: number('q50'), q90: number('q90') } }),
    ...(reason ? { alarm: { reason, day: number('alarmDay') } } : {}),
  };
}
