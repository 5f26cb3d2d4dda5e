import type { ComponentType } from 'preact';
import { Download, type IconNode, Pencil, Tag, Trash2, X } from '../ui/icons.ts';
import type { BulkDialogProps } from './bulk-dialog-props.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { SetFieldDialog } from './SetFieldDialog.tsx';
import { TagDialog, UntagDialog } from './TagDialog.tsx';

export interface BulkAction {
  /** Also the word on its button: `bulk.ID`. */
  readonly id: 'tag' | 'untag' | 'set' | 'export' | 'remove';
  readonly icon: IconNode;
  readonly tone: 'plain' | 'danger';
  /** With fewer customers there is nothing to do. */
  readonly least: number;
  readonly Dialog: ComponentType<BulkDialogProps>;
}

/** What can be done with several customers at once, in the order of its buttons. An action is a dialog and a line here. */
export const bulkActions: readonly BulkAction[] = [
  { id: 'tag', icon: Tag, tone: 'plain', least: 1, Dialog: TagDialog },
  { id: 'untag', icon: X, tone: 'plain', least: 1, Dialog: UntagDialog },
  { id: 'set', icon: Pencil, tone: 'plain', least: 1, Dialog: SetFieldDialog },
  { id: 'export', icon: Download, tone: 'plain', least: 1, Dialog: ExportDialog },
  { id: 'remove', icon: Trash2, tone: 'danger', least: 1, Dialog: RemoveDialog },
];
