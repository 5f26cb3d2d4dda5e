import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import type { AttributeColumn, AttributeColumns } from './attribute-columns.ts';
import { BASE_SCORE, clampScore, type RuleMeans } from './evaluate.ts';
import { shareOf, shareOfNumbers } from './share.ts';

export interface ColumnScores {
  readonly score: Float64Array;
  /** Before they were kept within 0..100. */
  readonly unclamped: Float64Array;
  readonly means: RuleMeans;
  /** Of each rule by its id: of how many customers its attribute is known. */
  readonly known: ReadonlyMap<string, number>;
}

/**
 * Everybody's score: the same numbers, bit for bit, as `evaluate` gives of each one.
 * @param means those of another moment, as when few are scored again; these customers' own when absent
 */
export function scoreColumns(
  { rules }: Pick<RuleSet, 'rules'>,
  columns: AttributeColumns,
  means?: RuleMeans,
): ColumnScores {
  const { n } = columns;
  const unclamped = new Float64Array(n).fill(BASE_SCORE);
  const used = new Map<string, number>();
  const known = new Map<string, number>();
  const shares = new Float64Array(n);
  for (const rule of rules) {
    const column = columns.column(rule.attribute);
    const own = column ? sharesOf(rule, column, shares) : { known: 0, mean: Number.NaN };
    known.set(rule.id, own.known);
    const mean = means ? means.get(rule.id) : own.known > 0 ? own.mean : undefined;
    if (mean !== undefined) used.set(rule.id, mean);
    if (own.known === 0 || mean === undefined) continue;
    const weight = rule.points;
    for (let i = 0; i < n; i += 1) {
      const share = shares[i] as number;
      if (!Number.isNaN(share)) unclamped[i] = (unclamped[i] as number) + weight * (share - mean);
    }
  }
  return { score: unclamped.map(clampScore), unclamped, means: used, known };
}

/** Everybody's share of each rule, NaN where unknown. */
export function sharesByRule({ rules }: Pick<RuleSet, 'rules'>, columns: AttributeColumns): Float64Array[] {
  return rules.map((rule) => {
    const shares = new Float64Array(columns.n);
    const column = columns.column(rule.attribute);
    if (column) sharesOf(rule, column, shares);
    else shares.fill(Number.NaN);
    return shares;
  });
}

/** Mean shares over the customers of whom each attribute is known. */
export function meansOf({ rules }: Pick<RuleSet, 'rules'>, columns: AttributeColumns): RuleMeans {
  const shares = new Float64Array(columns.n);
  const means = new Map<string, number>();
  for (const rule of rules) {
    const column = columns.column(rule.attribute);
    const own = column ? sharesOf(rule, column, shares) : undefined;
    if (own && own.known > 0) means.set(rule.id, own.mean);
  }
  return means;
}

/** Fills `shares` with everybody's share of a rule, NaN where unknown. */
function sharesOf(rule: ScoreRule, column: AttributeColumn, shares: Float64Array): { known: number; mean: number } {
  const n = shares.length;
  if (column.kind === 'number') {
    const shareAt = shareOfNumbers(rule.shape);
    for (let i = 0; i < n; i += 1) {
      const value = column.values[i] as number;
      shares[i] = Number.isFinite(value) ? shareAt(value) : Number.NaN;
    }
  } else if (column.kind === 'choice') {
    const byWord = column.words.map((word) => shareOf(rule, word) ?? Number.NaN);
    for (let i = 0; i < n; i += 1) shares[i] = byWord[column.at[i] as number] ?? Number.NaN;
  } else fillFromLists(rule, column, shares);
  let known = 0;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const share = shares[i] as number;
    if (Number.isNaN(share)) continue;
    known += 1;
    sum += share;
  }
  return { known, mean: sum / known };
}

/** Of somebody with several words, the first case that any of them is in. */
function fillFromLists(
  { shape }: ScoreRule,
  { words, starts, at, known }: Extract<AttributeColumn, { kind: 'choices' }>,
  shares: Float64Array,
): void {
  if (shape.type === 'linear') {
    shares.fill(Number.NaN);
    return;
  }
  const { cases, otherwise } = shape;
  const caseByWord = words.map((word) => {
    const found = cases.findIndex(({ when }) => when.is === 'any-of' && when.values.includes(word));
    return found < 0 ? cases.length : found;
  });
  for (let i = 0; i < shares.length; i += 1) {
    if (known && !known[i]) {
      shares[i] = Number.NaN;
      continue;
    }
    let first = cases.length;
    const end = starts[i + 1] as number;
    for (let j = starts[i] as number; j < end; j += 1)
      first = Math.min(first, caseByWord[at[j] as number] ?? cases.length);
    shares[i] = cases[first]?.share ?? otherwise;
  }
}
