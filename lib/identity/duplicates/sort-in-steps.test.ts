import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortInSteps } from './sort-in-steps.ts';

function sorted<T>(items: Iterable<T>, compare: (a: T, b: T) => number): { result: T[]; steps: number } {
  const sorting = sortInSteps(items, compare);
  for (let steps = 0; ; steps++) {
    const step = sorting.next();
    if (step.done) return { result: step.value, steps };
  }
}

it('sorts as sorting does, and leaves equal ones in their order', () => {
  const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat()), { maxLength: 60 });
  fc.assert(
    fc.property(pairs, fc.constantFrom(1, 200, 900), (some, times) => {
      const items = Array.from({ length: times }, () => some).flat();
      const compare = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0];
      expect(sorted(items, compare).result).toEqual([...items].sort(compare));
    }),
    { numRuns: 40 },
  );
});

it('pauses many times in a long list', () => {
  const items = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021);
  const { result, steps } = sorted(items, (a, b) => a - b);
  expect(steps).toBeGreaterThanOrEqual(15);
  expect(result).toEqual(items.toSorted((a, b) => a - b));
});
