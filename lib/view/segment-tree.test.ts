import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, conditionsIn, type FilterNode, type Group, isGroup, MATCHES } from '../domain/filter.ts';
import {
  added,
  changed,
  copied,
  dissolved,
  matched,
  moved,
  nodeAt,
  type Path,
  removed,
  rootOf,
  whereOf,
  wrapped,
} from './segment-tree.ts';

let nth = 0;
const condition = fc.constant(0).map((): Condition => {
  nth += 1;
  return { attribute: 'tag', is: 'any-of', values: [`t${nth}`] };
});
const node: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.record({ match: fc.constantFrom(...MATCHES), of: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
})).node;
const root: fc.Arbitrary<Group> = fc.record({
  match: fc.constantFrom(...MATCHES),
  of: fc.array(node, { maxLength: 4 }),
});

function* pathsOf(group: Group, above: Path = []): Iterable<Path> {
  for (const [place, one] of group.of.entries()) {
    const path = [...above, place];
    yield path;
    if (isGroup(one)) yield* pathsOf(one, path);
  }
}
const said = (of: Group) => conditionsIn([of]).map((one) => JSON.stringify(one));
const withPath = root.chain((of) => {
  const paths = [...pathsOf(of)];
  return fc.record({ of: fc.constant(of), path: fc.constantFrom<Path>(...(paths.length > 0 ? paths : [[]])) });
});

describe('the tree of a segment', () => {
  it('says the same as a filter and as a tree again', () => {
    fc.assert(
      fc.property(root, (of) => {
        const again = rootOf(whereOf(of));
        if (of.of.length === 0) expect(again).toEqual({ match: 'all', of: [] });
        else expect(again).toEqual(of);
        expect(whereOf(rootOf(whereOf(of)))).toEqual(whereOf(of));
      }),
    );
  });

  it('keeps every condition when things are moved, put into a group or taken out of one', () => {
    fc.assert(
      fc.property(withPath, fc.constantFrom(1 as const, -1 as const), ({ of, path }, by) => {
        const before = said(of).sort();
        const next = moved(of, path, by);
        expect(said(next.root).sort()).toEqual(before);
        expect(nodeAt(next.root, next.path)).toEqual(nodeAt(of, path));
        expect(said(wrapped(of, path)).sort()).toEqual(before);
        expect(said(dissolved(of, path)).sort()).toEqual(before);
        if (path.length > 0) expect(dissolved(wrapped(of, path), path)).toEqual(of);
      }),
    );
  });

  it('moves everything from top to bottom and back, one step at a time, through every group', () => {
    fc.assert(
      fc.property(root, (of) => {
        if (of.of.length === 0) return;
        let here: { root: Group; path: Path } = { root: of, path: [0] };
        const trail = [here];
        for (let step = 0; step < 60; step += 1) {
          const next = moved(here.root, here.path, 1);
          if (next.root === here.root) break;
          here = next;
          trail.push(here);
        }
        expect(here.path).toEqual([of.of.length - 1]);
        for (const before of trail.reverse().slice(1)) {
          here = moved(here.root, here.path, -1);
          expect(here).toEqual(before);
        }
      }),
    );
  });

  it('adds, changes, copies and removes exactly what is meant', () => {
    fc.assert(
      fc.property(withPath, condition, ({ of, path }, one) => {
        expect(said(added(of, [], one))).toEqual([...said(of), JSON.stringify(one)]);
        expect(matched(of, [], 'any').match).toBe('any');
        if (path.length === 0) return;
        expect(nodeAt(changed(of, path, one), path)).toBe(one);
        const target = nodeAt(of, path) as FilterNode;
        expect(said(removed(of, path)).length).toBe(said(of).length - conditionsIn([target]).length);
        expect(said(copied(of, path)).length).toBe(said(of).length + conditionsIn([target]).length);
        if (isGroup(target)) {
          expect(nodeAt(added(of, path, one), [...path, target.of.length])).toBe(one);
          expect((nodeAt(matched(of, path, 'none'), path) as Group).match).toBe('none');
        }
      }),
    );
  });
});
