/** A: the few who bring four fifths of the revenue; B up to 95 %; C the rest. */
export const ABC_CLASSES = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC_CLASSES)[number];

/** The least net that is still A, and still B. */
export interface AbcCuts {
  readonly aFrom: number;
  readonly bFrom: number;
}

/**
 * Where the classes begin: A while the share of revenue *before* the customer is below 80 %, B below 95 %, the largest first and
 * equal revenue in one class (Pareto, Dickie 1951). Whoever brought nothing is C and adds nothing to the whole.
 * @param ascending nets in whole minor units
 */
export function abcCuts(ascending: Float64Array): AbcCuts {
  let total = 0;
  for (const net of ascending) total += Math.max(0, net);
  let [aFrom, bFrom] = [Number.MAX_VALUE, Number.MAX_VALUE];
  let before = 0;
  for (let i = ascending.length - 1; i >= 0; ) {
    const net = ascending[i] as number;
    if (net <= 0) break;
    // In whole numbers, so that exactly 80 % is exactly that.
    if (5 * before < 4 * total) aFrom = net;
    if (20 * before < 19 * total) bFrom = net;
    else break;
    for (; i >= 0 && ascending[i] === net; i -= 1) before += net;
  }
  return { aFrom, bFrom };
}

/** The class of a net; none where it is not known (`NaN`), as in a currency without a rate. */
export function abcOf(net: number, { aFrom, bFrom }: AbcCuts): AbcClass | undefined {
  if (Number.isNaN(net)) return undefined;
  if (net <= 0) return 'C';
  if (net >= aFrom) return 'A';
  return net >= bFrom ? 'B' : 'C';
}
