import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrdering, firstOf } from './order.ts';

interface One {
  readonly value: number | string | undefined;
  readonly group: string;
  readonly name: string;
}

const rests = { isDue: () => false, rest: async () => {} };
const go = new AbortController().signal;
const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const names = fc.constantFrom('', 'a', 'b', 'c');
const group = fc.constantFrom('CNY', 'EUR');
const numbered = fc.record({
  value: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
  group,
  name: names,
});
const worded = fc.record({
  value: fc.option(fc.constantFrom('x', 'y', 'z', 'xx'), { nil: undefined }),
  group,
  name: names,
});

/** As the rule says: unknown last, groups by name, values either way, equal ones by name, then by place. */
function expected(all: readonly (One | undefined)[], hasGroups: boolean, descending: boolean): number[] {
  const places = [...all.keys()].filter((place) => all[place]);
  return places.sort((a, b) => {
    const [one, other] = [all[a] as One, all[b] as One];
    const none = Number(one.value === undefined) - Number(other.value === undefined);
    const byName = compareTexts(one.name, other.name) || a - b;
    if (none !== 0 || one.value === undefined || other.value === undefined) return none || byName;
    if (hasGroups && one.group !== other.group) return compareTexts(one.group, other.group);
    const order = one.value < other.value ? -1 : one.value > other.value ? 1 : 0;
    return (descending ? -order : order) || byName;
  });
}

function orderingOf(all: (One | undefined)[], hasGroups: boolean, isText: boolean) {
  return createOrdering(
    {
      size: () => all.length,
      isThere: (place) => all[place] !== undefined,
      byName: (a, b) => compareTexts(all[a]?.name ?? '', all[b]?.name ?? ''),
    },
    {
      read: (place) => all[place]?.value,
      ...(hasGroups ? { group: (place: number) => all[place]?.group ?? '' } : {}),
      ...(isText ? { compareTexts } : {}),
    },
  );
}

const laws = (people: fc.Arbitrary<One>, hasGroups: boolean, isText: boolean) =>
  fc.asyncProperty(
    fc.array(people, { maxLength: 30 }),
    fc.array(fc.tuple(fc.nat(40), fc.option(people, { nil: undefined })), { maxLength: 8 }),
    fc.boolean(),
    async (first, changes, descending) => {
      const all: (One | undefined)[] = [...first];
      const ordering = orderingOf(all, hasGroups, isText);
      const places = [...all.keys()];
      expect(ordering.walk(descending)).toBeUndefined();
      expect(firstOf(places, ordering.compare(descending), 5)).toEqual(
        expected(all, hasGroups, descending).slice(0, 5),
      );
      await ordering.prepare(rests, go);
      expect([...(ordering.walk(descending) ?? [])]).toEqual(expected(all, hasGroups, descending));
      for (const [at, next] of changes) {
        const place = Math.min(at, all.length);
        ordering.takeOut(new Set([place]));
        all[place] = next;
        ordering.put(place);
      }
      for (const turned of [descending, !descending])
        expect([...(ordering.walk(turned) ?? [])]).toEqual(expected(all, hasGroups, turned));
    },
  );

describe('everybody in order', () => {
  it('is the same picked out, laid out and kept up, either way round: by numbers', async () => {
    await fc.assert(laws(numbered, false, false));
  });
  it('… by amounts of several currencies', async () => {
    await fc.assert(laws(numbered, true, false));
  });
  it('… by texts', async () => {
    await fc.assert(laws(worded, false, true));
  });
});
