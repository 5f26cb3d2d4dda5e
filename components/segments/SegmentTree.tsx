import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { conditionsIn, type FilterNode, type Group, isGroup } from '../../lib/domain/filter.ts';
import { MOST_CONDITIONS, MOST_DEPTH } from '../../lib/domain/filter-limits.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { added, changed, nodeAt, type Path, rootOf, whereOf } from '../../lib/view/segment-tree.ts';
import { useTranslator } from '../app/app-context.ts';
import { FilterEditor } from '../filter/FilterEditor.tsx';
import { useNaming } from '../filter/use-naming.ts';
import { GroupBox, pathText } from './GroupBox.tsx';
import styles from './SegmentEditor.module.css';
import type { TreeHands } from './tree-hands.ts';

interface Props {
  filters: FiltersStore;
  where: readonly FilterNode[];
  onWhere: (where: FilterNode[]) => void;
}

/** Conditions and groups of them, as deep as is needed; each is reached, changed and moved by key. */
export const SegmentTree = ({ filters, where, onWhere }: Props) => {
  const { t } = useTranslator();
  const naming = useNaming(filters, where);
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<Path | undefined>(undefined);
  const [editing, setEditing] = useState<{ path: Path; isNew: boolean }>();
  // A group of no conditions says nothing and is not kept among them: which way it takes them is remembered here.
  const [bare, setBare] = useState<Group['match']>('all');
  const root: Group = where.length === 0 ? { match: bare, of: [] } : rootOf(where);

  useLayoutEffect(() => {
    const path = wanted.current;
    if (!path || !box.current) return;
    wanted.current = undefined;
    focusNear(box.current, path);
  });
  const onRoot = (next: Group, focus: Path) => {
    wanted.current = focus;
    if (next.of.length === 0) setBare(next.match);
    onWhere(whereOf(next));
  };
  const hands: TreeHands = {
    ...{ root, naming, onRoot },
    hasRoom: conditionsIn(where).length < MOST_CONDITIONS,
    onEdit: (path) => setEditing({ path, isNew: false }),
    onAdd: (path) => setEditing({ path, isNew: true }),
    onAddGroup: (path) => {
      const place = (path.length === 0 ? root : (nodeAt(root, path) as Group)).of.length;
      onRoot(added(root, path, { match: 'any', of: [] }), [...path, place]);
    },
  };
  const edited = editing && !editing.isNew ? nodeAt(root, editing.path) : undefined;
  return (
    <div ref={box} class={styles.tree}>
      <GroupBox hands={hands} group={root} path={[]} />
      {!hands.hasRoom && (
        <p role="status" class={styles.limit}>
          {t('segment.too-many', { n: MOST_CONDITIONS })}
        </p>
      )}
      {depthOf(root.of) >= MOST_DEPTH && <p class={styles.limit}>{t('segment.too-deep', { n: MOST_DEPTH })}</p>}
      {editing && (
        <FilterEditor
          filters={filters}
          condition={edited && !isGroup(edited) ? edited : undefined}
          onClose={() => setEditing(undefined)}
          onApply={(condition) => {
            const { path, isNew } = editing;
            setEditing(undefined);
            if (!isNew) return onRoot(changed(root, path, condition), path);
            const group = path.length === 0 ? root : nodeAt(root, path);
            const place = group && isGroup(group) ? group.of.length : 0;
            return onRoot(added(root, path, condition), [...path, place]);
          }}
        />
      )}
    </div>
  );
};

const depthOf = (nodes: readonly FilterNode[]): number =>
  nodes.reduce((deepest, node) => (isGroup(node) ? Math.max(deepest, 1 + depthOf(node.of)) : deepest), 0);

/** Puts the focus on what is at a path now, or on what is nearest to where it was. */
function focusNear(box: HTMLElement, path: Path): void {
  const at = (wanted: Path) => {
    const found = box.querySelector<HTMLElement>(`[data-path="${pathText(wanted)}"]`);
    return found?.matches('button') ? found : found?.querySelector<HTMLElement>('button');
  };
  const last = path.at(-1) ?? 0;
  const group = path.slice(0, -1);
  const target = at(path) ?? (last > 0 ? at([...group, last - 1]) : undefined) ?? at(group) ?? at([]);
  target?.focus();
}
