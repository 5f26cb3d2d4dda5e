import type { Group } from '../../lib/domain/filter.ts';
import type { Path } from '../../lib/view/segment-tree.ts';
import type { Naming } from '../filter/condition-text.ts';

/** What the tree can be asked for. */
export interface TreeHands {
  readonly root: Group;
  readonly naming: Naming;
  /** Whether there is room for one more condition. */
  readonly hasRoom: boolean;
  /** Another tree; the focus goes to what is at the path then. */
  readonly onRoot: (root: Group, focus: Path) => void;
  /** Asks for a condition to be changed, or for a new one in a group. */
  readonly onEdit: (path: Path) => void;
  readonly onAdd: (group: Path) => void;
  readonly onAddGroup: (group: Path) => void;
}
