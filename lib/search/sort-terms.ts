const SMALL = 12;

/**
 * Term numbers in the order of their code units (multikey quicksort, Bentley & Sedgewick 1997).
 * @param units all terms one after another @param starts where each begins; one more, for the end
 */
export function sortTerms(units: Uint16Array, starts: Uint32Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let term = 0; term < count; term++) order[term] = term;

  // 0 past the end: shorter is first.
  const unit = (term: number, depth: number): number => {
    const at = (starts[term] as number) + depth;
    return at < (starts[term + 1] as number) ? (units[at] as number) + 1 : 0;
  };
  const isBefore = (a: number, b: number, from: number): boolean => {
    for (let depth = from; ; depth++) {
      const left = unit(a, depth);
      const right = unit(b, depth);
      if (left !== right) return left < right;
      if (left === 0) return false;
    }
  };
  const swap = (a: number, b: number): void => {
    const kept = order[a] as number;
    order[a] = order[b] as number;
    order[b] = kept;
  };

  const stack: number[] = [0, count, 0];
  while (stack.length > 0) {
    const depth = stack.pop() as number;
    const to = stack.pop() as number;
    const from = stack.pop() as number;
    if (to - from < SMALL) {
      for (let at = from + 1; at < to; at++)
        for (let back = at; back > from && isBefore(order[back] as number, order[back - 1] as number, depth); back--)
          swap(back, back - 1);
      continue;
    }
    const pivot = middle(
      unit(order[from] as number, depth),
      unit(order[(from + to) >> 1] as number, depth),
      unit(order[to - 1] as number, depth),
    );
    let less = from;
    let more = to;
    for (let at = from; at < more; ) {
      const here = unit(order[at] as number, depth);
      if (here < pivot) swap(less++, at++);
      else if (here > pivot) swap(at, --more);
      else at += 1;
    }
    stack.push(from, less, depth, more, to, depth);
    if (pivot > 0) stack.push(less, more, depth + 1);
  }
  return order;
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
