/** What a function is at a point: its value, gradient, and second derivatives row by row. */
export interface Quadratic {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** False at the edge of where parameters may go, and when the steps ran out. */
  readonly converged: boolean;
}

const MAX_STEPS = 120;
// In logarithms: no step takes a parameter further than a factor of e².
const MAX_STEP = 2;
/** A fall this small is the rounding of a sum. */
const SLACK = 4e-15;
/** What the next step would still gain, in nats and as a share of the value, when it is the last. */
const ENOUGH = 1e-13;
const ROUNDING = 1e-17;
/** A ridge: this many steps that together gained less than this end at no minimum. */
const PATIENCE = 12;
const LEAST_GAIN = 1e-6;
/** Of a minimum that rounding hides the next step is this short, in logarithms; on a ridge it is long. */
const HIDDEN = 1e-5;

/**
 * The least point of a smooth function by Newton's method with Levenberg's damping, within a box. It ends with a full Newton step
 * from a point whose next gain is below 1e-13, so that parameters are right to their last few digits and not only the value.
 * @param at where it starts
 * @param edges the least and the greatest of every parameter
 */
export function minimise(
  evaluate: (at: Float64Array) => Quadratic,
  from: readonly number[],
  edges: readonly [number, number],
): Minimum {
  const [low, high] = edges;
  let at = Float64Array.from(from, (value) => Math.min(high, Math.max(low, value)));
  let here = evaluate(at);
  let damping = 0;
  let [before, steps] = [here.value, 0];
  for (let iterations = 1; iterations <= MAX_STEPS; iterations += 1) {
    const last = stepWithin(here, at, 0, edges);
    // So near that the value no longer tells: the last step goes by the derivatives alone.
    if (last && gainOf(last, here) < ENOUGH + ROUNDING * Math.abs(here.value)) {
      const end = at.map((value, k) => snapped(value + (last[k] ?? 0), edges));
      const converged = end.every((value) => value > low && value < high);
      return { at: end, value: evaluate(end).value, iterations, converged };
    }
    const step = damping === 0 ? last : stepWithin(here, at, damping, edges);
    if (!step) {
      damping = Math.max(1e-3, damping * 10);
      continue;
    }
    const scale = shareWithin(step, at, edges);
    const next = at.map((value, k) => snapped(value + scale * (step[k] ?? 0), edges));
    const there = evaluate(next);
    const isLower = there.value <= here.value + SLACK * Math.abs(here.value);
    if (isLower) {
      at = next;
      here = there;
      steps += 1;
      if (steps % PATIENCE === 0) {
        if (before - here.value < LEAST_GAIN)
          return { at, value: here.value, iterations, converged: isHiddenMinimum(here, at, edges) };
        before = here.value;
      }
      damping = damping < 1e-6 ? 0 : damping / 10;
    } else {
      if (damping > 1e12) return { at, value: here.value, iterations, converged: false };
      damping = Math.max(1e-3, damping * 10);
    }
  }
  return { at, value: here.value, iterations: MAX_STEPS, converged: false };
}

/**
 * The damped Newton step in which whatever is at an edge, and drawn or taken past it, stays, while the others go as is best
 * without it.
 */
function stepWithin(
  here: Quadratic,
  at: Float64Array,
  damping: number,
  [low, high]: readonly [number, number],
): number[] | undefined {
  const isPast = (by: number, k: number) => (by > 0 ? (at[k] as number) >= high : by < 0 && (at[k] as number) <= low);
  const free = Array.from(here.gradient, (slope, k) => !isPast(-slope, k));
  for (;;) {
    const step = solve(here, free, damping);
    if (!step?.some(isPast)) return step;
    step.forEach((by, k) => {
      if (isPast(by, k)) free[k] = false;
    });
  }
}

/** Whether it goes no lower because sums are rounded: those of thousands of purchases a customer hide the last gains. */
function isHiddenMinimum(here: Quadratic, at: Float64Array, edges: readonly [number, number]): boolean {
  const [low, high] = edges;
  const step = stepWithin(here, at, 0, edges);
  return step?.every((by) => Math.abs(by) < HIDDEN) === true && at.every((value) => value > low && value < high);
}

/** What comes this near to an edge is at it. */
const NEAR = 1e-9;
const snapped = (value: number, [low, high]: readonly [number, number]): number =>
  value < low + NEAR ? low : value > high - NEAR ? high : value;

/**
 * How much of a step may be taken: no parameter further than its longest, and none past an edge while others go on, since along
 * a ridge they only make sense together.
 */
function shareWithin(step: readonly number[], at: Float64Array, [low, high]: readonly [number, number]): number {
  let share = 1;
  step.forEach((by, k) => {
    const from = at[k] as number;
    const room = by > 0 ? high - from : from - low;
    const most = room > 0 ? Math.min(MAX_STEP, room) : MAX_STEP;
    if (Math.abs(by) > most) share = Math.min(share, most / Math.abs(by));
  });
  return share;
}

/**
 * Where to begin when there is very much to add up: at the minimum for a few of the data, where there is one. The few only save
 * steps: the minimum that is then found is that of all.
 */
export function nearMinimum(
  evaluateFew: (at: Float64Array) => Quadratic,
  from: readonly number[],
  edges: readonly [number, number],
): readonly number[] {
  const { at, converged } = minimise(evaluateFew, from, edges);
  return converged ? Array.from(at) : from;
}

const gainOf = (step: readonly number[], { gradient }: Quadratic): number =>
  -step.reduce((sum, part, k) => sum + part * (gradient[k] ?? 0), 0) / 2;

/** The damped Newton step by Cholesky; nothing where the damped matrix is not positive definite. */
function solve({ gradient, hessian }: Quadratic, free: readonly boolean[], damping: number): number[] | undefined {
  const size = gradient.length;
  const index = free.flatMap((isFree, k) => (isFree ? [k] : []));
  const lower: number[][] = [];
  const forward: number[] = [];
  for (const [i, row] of index.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const column = index[j] ?? 0;
      let sum = hessian[row * size + column] ?? 0;
      if (i === j) sum += damping * (1 + Math.abs(sum));
      for (let k = 0; k < j; k += 1) sum -= (line[k] ?? 0) * ((i === j ? line : lower[j])?.[k] ?? 0);
      if (i === j) {
        if (!(sum > 1e-300)) return undefined;
        line.push(Math.sqrt(sum));
      } else line.push(sum / (lower[j]?.[j] ?? 1));
    }
    lower.push(line);
    let rest = -(gradient[row] ?? 0);
    for (let k = 0; k < i; k += 1) rest -= (line[k] ?? 0) * (forward[k] ?? 0);
    forward.push(rest / (line[i] ?? 1));
  }
  const step = new Array<number>(size).fill(0);
  for (let i = index.length - 1; i >= 0; i -= 1) {
    let rest = forward[i] ?? 0;
    for (let k = i + 1; k < index.length; k += 1) rest -= (lower[k]?.[i] ?? 0) * (step[index[k] ?? 0] ?? 0);
    step[index[i] ?? 0] = rest / (lower[i]?.[i] ?? 1);
  }
  return step;
}
