import { useId } from 'preact/hooks';
import { type FilterNode, type Group, isGroup, MATCHES } from '../../lib/domain/filter.ts';
import { MOST_DEPTH } from '../../lib/domain/filter-limits.ts';
import { matched, moved, type Path, removed } from '../../lib/view/segment-tree.ts';
import { isLost, nodeText } from '../filter/condition-text.ts';
import { Button } from '../ui/Button.tsx';
import { Plus } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './GroupBox.module.css';
import { nodeActions } from './node-actions.ts';
import type { TreeHands } from './tree-hands.ts';

interface Props {
  hands: TreeHands;
  group: Group;
  path: Path;
}

export const pathText = (path: Path): string => path.join('.');
/** As people count. */
const spoken = (path: Path): string => path.map((place) => place + 1).join('.');

/** A group of conditions with how they are taken together; groups stand in groups. */
export const GroupBox = ({ hands, group, path }: Props) => {
  const { t } = hands.naming.translator;
  const id = useId();
  const isRoot = path.length === 0;
  const name = isRoot ? t('segment.conditions') : t('segment.group.of', { place: spoken(path) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its choice
    <div role="group" aria-labelledby={id} class={`${styles.box} ${isRoot ? styles.root : ''}`}>
      <div class={styles.head}>
        <span id={id} class="sr-only">
          {name}
        </span>
        <Select
          label={t('segment.match')}
          hideLabel
          value={group.match}
          options={MATCHES.map((value) => ({ value, label: t(`segment.match.${value}`) }))}
          onValue={(match) => hands.onRoot(matched(hands.root, path, match), path)}
        />
        {!isRoot && <NodeMenu hands={hands} node={group} path={path} what={name} />}
      </div>
      {group.of.length === 0 && <p class={styles.empty}>{t(isRoot ? 'segment.root.empty' : 'segment.group.empty')}</p>}
      {group.of.length > 0 && (
        <ul class={styles.nodes}>
          {group.of.map((node, place) => (
            <li key={place} class={styles.node} data-join={place === 0 ? undefined : t(`segment.join.${group.match}`)}>
              {isGroup(node) ? (
                <GroupBox hands={hands} group={node} path={[...path, place]} />
              ) : (
                <ConditionRow hands={hands} node={node} path={[...path, place]} />
              )}
            </li>
          ))}
        </ul>
      )}
      <div class={styles.adds}>
        <Button
          icon={Plus}
          aria-label={t('segment.add.to', { group: name })}
          disabled={!hands.hasRoom}
          data-path={isRoot ? '' : undefined}
          onClick={() => hands.onAdd(path)}
        >
          {t('segment.add')}
        </Button>
        {path.length < MOST_DEPTH && (
          <Button
            icon={Plus}
            tone="ghost"
            aria-label={t('segment.add.group.to', { group: name })}
            onClick={() => hands.onAddGroup(path)}
          >
            {t('segment.add.group')}
          </Button>
        )}
      </div>
    </div>
  );
};

interface NodeProps<N extends FilterNode> {
  hands: TreeHands;
  node: N;
  path: Path;
}

const ConditionRow = ({ hands, node, path }: NodeProps<FilterNode>) => {
  const { naming, root } = hands;
  const { t } = naming.translator;
  const what = nodeText(naming, node);
  const isMarked = !isGroup(node) && isLost(naming, node);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') hands.onRoot(removed(root, path), path);
    else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = moved(root, path, event.key === 'ArrowDown' ? 1 : -1);
      hands.onRoot(next.root, next.path);
    } else return;
    event.preventDefault();
  };
  return (
    <div class={`${styles.condition} ${isMarked ? styles.gone : ''}`}>
      <button
        type="button"
        class={styles.what}
        data-path={pathText(path)}
        aria-label={t('segment.change', { what })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        onKeyDown={onKeyDown}
        onClick={() => hands.onEdit(path)}
      >
        <bdi>{what}</bdi>
      </button>
      <NodeMenu hands={hands} node={node} path={path} what={what} />
    </div>
  );
};

const NodeMenu = ({ hands, node, path, what }: NodeProps<FilterNode> & { what: string }) => {
  const { t } = hands.naming.translator;
  return (
    <span class={styles.menu} data-path={isGroup(node) ? pathText(path) : undefined}>
      <Menu label={t('segment.more', { what })} items={nodeActions(hands, node, path)} />
    </span>
  );
};
