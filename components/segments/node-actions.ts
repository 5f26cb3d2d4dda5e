import { type FilterNode, isGroup } from '../../lib/domain/filter.ts';
import { filterFault } from '../../lib/domain/filter-limits.ts';
import { copied, dissolved, moved, type Path, removed, whereOf, wrapped } from '../../lib/view/segment-tree.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import type { TreeHands } from './tree-hands.ts';

/** What can be done with a condition or a group where it stands; what there is no room for is not offered. */
export function nodeActions(hands: TreeHands, node: FilterNode, path: Path): readonly MenuItem[] {
  const { root, onRoot, onEdit } = hands;
  const { t } = hands.naming.translator;
  const items: MenuItem[] = [];
  const offer = (label: string, next: { readonly root: typeof root; readonly path: Path }) => {
    if (next.root === root || filterFault(whereOf(next.root)) !== undefined) return;
    items.push({ label, run: () => onRoot(next.root, next.path) });
  };
  if (!isGroup(node)) items.push({ label: t('segment.edit'), run: () => onEdit(path) });
  offer(t('segment.up'), moved(root, path, -1));
  offer(t('segment.down'), moved(root, path, 1));
  offer(t('segment.copy'), { root: copied(root, path), path: [...path.slice(0, -1), (path.at(-1) ?? 0) + 1] });
  offer(t('segment.wrap'), { root: wrapped(root, path), path });
  if (isGroup(node)) offer(t('segment.dissolve'), { root: dissolved(root, path), path });
  items.push({ label: t('segment.remove'), tone: 'danger', run: () => onRoot(removed(root, path), path) });
  return items;
}
