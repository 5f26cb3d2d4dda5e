import { exp } from './numeric/exact.ts';
import type { Minimum } from './numeric/newton.ts';

/** One fitted model. `logLikelihood` is of the data alone, without any prior. */
export interface Fit<Params> {
  readonly params: Params;
  readonly logLikelihood: number;
  /** False when the parameters ran to the end of where they may go: the data do not hold them. */
  readonly converged: boolean;
  readonly iterations: number;
}

/** How far a parameter's logarithm may go: from a millionth to a million. */
export const LOG_EDGES = [-14, 14] as const;

/** The fit at a minimum found in logarithms, its parameters named in that order. */
export function fitAt<Name extends string>(
  minimum: Minimum,
  names: readonly Name[],
  logLikelihood: number,
): Fit<Readonly<Record<Name, number>>> {
  const params = Object.fromEntries(names.map((name, k) => [name, exp(minimum.at[k] ?? 0)])) as Record<Name, number>;
  return { params, logLikelihood, converged: minimum.converged, iterations: minimum.iterations };
}
