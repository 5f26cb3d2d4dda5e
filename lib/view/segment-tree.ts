import { type FilterNode, type Group, isGroup, type Match } from '../domain/filter.ts';

/** Where in the tree something is: place by place from the root. The root itself is at `[]`. */
export type Path = readonly number[];

/** The conditions of a filter as one group, to be edited. */
export function rootOf(where: readonly FilterNode[]): Group {
  const [only, ...more] = where;
  if (only && isGroup(only) && more.length === 0) return only;
  return { match: 'all', of: [...where] };
}

/** What a filter asks for that is edited as one group. A plain list stays a plain list. */
export const whereOf = (root: Group): FilterNode[] => {
  if (root.of.length === 0) return [];
  const [only, ...more] = root.of;
  // A group of nothing but one that says "all" would be taken for the group itself when it is read again.
  const isSeeThrough = root.match === 'all' && only !== undefined && isGroup(only) && more.length === 0;
  return root.match === 'all' && !isSeeThrough ? root.of : [root];
};

export function nodeAt(root: Group, path: Path): FilterNode | undefined {
  let node: FilterNode | undefined = root;
  for (const place of path) node = node && isGroup(node) ? node.of[place] : undefined;
  return node;
}

const groupAt = (root: Group, path: Path): Group | undefined => {
  const node = nodeAt(root, path);
  return node && isGroup(node) ? node : undefined;
};

/** The tree with other nodes in the place of one; as it was where there is none. The root is not replaced. */
function replaced(root: Group, path: Path, by: readonly FilterNode[]): Group {
  const [place, ...rest] = path;
  const node = place === undefined ? undefined : root.of[place];
  if (place === undefined || node === undefined) return root;
  const next = rest.length === 0 ? by : isGroup(node) ? [replaced(node, rest, by)] : [node];
  return { ...root, of: [...root.of.slice(0, place), ...next, ...root.of.slice(place + 1)] };
}

/** At the end of a group. */
export function added(root: Group, group: Path, node: FilterNode): Group {
  if (group.length === 0) return { ...root, of: [...root.of, node] };
  const found = groupAt(root, group);
  return found ? replaced(root, group, [{ ...found, of: [...found.of, node] }]) : root;
}

export const changed = (root: Group, path: Path, node: FilterNode): Group => replaced(root, path, [node]);

export const removed = (root: Group, path: Path): Group => replaced(root, path, []);

export function matched(root: Group, path: Path, match: Match): Group {
  if (path.length === 0) return { ...root, match };
  const group = groupAt(root, path);
  return group ? replaced(root, path, [{ ...group, match }]) : root;
}

/** A group around a node. */
export function wrapped(root: Group, path: Path): Group {
  const node = nodeAt(root, path);
  return node && path.length > 0 ? replaced(root, path, [{ match: 'any', of: [node] }]) : root;
}

/** The same once more, after it. */
export function copied(root: Group, path: Path): Group {
  const node = nodeAt(root, path);
  return node && path.length > 0 ? replaced(root, path, [node, node]) : root;
}

/** A group's members in its place. */
export function dissolved(root: Group, path: Path): Group {
  const group = groupAt(root, path);
  return group && path.length > 0 ? replaced(root, path, group.of) : root;
}

const parentOf = (path: Path): Path => path.slice(0, -1);
const placeIn = (path: Path): number => path.at(-1) ?? 0;

/** One place up or down: into the group that is there, out of its own at the end of it. Gives where it is then. */
export function moved(root: Group, path: Path, by: 1 | -1): { readonly root: Group; readonly path: Path } {
  const node = nodeAt(root, path);
  const parent = groupAt(root, parentOf(path));
  if (!node || !parent || path.length === 0) return { root, path };
  const place = placeIn(path);
  const neighbour = parent.of[place + by];
  const without = removed(root, path);
  const put = (group: Path, at: number) => ({ root: inserted(without, group, at, node), path: [...group, at] });
  if (neighbour === undefined) {
    if (path.length === 1) return { root, path };
    const above = parentOf(path);
    return put(parentOf(above), placeIn(above) + (by > 0 ? 1 : 0));
  }
  if (!isGroup(neighbour)) return put(parentOf(path), place + by);
  // The neighbour below has moved up by one since this was taken out.
  const group = [...parentOf(path), by > 0 ? place : place - 1];
  return put(group, by > 0 ? 0 : neighbour.of.length);
}

function inserted(root: Group, group: Path, at: number, node: FilterNode): Group {
  const into = (found: Group): Group => ({ ...found, of: [...found.of.slice(0, at), node, ...found.of.slice(at)] });
  if (group.length === 0) return into(root);
  const found = groupAt(root, group);
  return found ? replaced(root, group, [into(found)]) : root;
}
