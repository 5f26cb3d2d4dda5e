import type { ComponentType } from 'preact';
import type { Selection } from '../../lib/domain/filter.ts';
import type { BulkStore } from '../../lib/view/bulk-store.ts';
import type { ExportStore } from '../../lib/view/export-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import { Download, type IconNode, Pencil, Tag, Trash2, X } from '../ui/icons.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { SetFieldDialog } from './SetFieldDialog.tsx';
import { TagDialog, UntagDialog } from './TagDialog.tsx';

/** What a dialog over the chosen customers is given. */
export interface BulkDialogProps {
  of: Selection;
  count: number;
  bulk: BulkStore;
  filters: FiltersStore;
  exports: ExportStore;
  saveFile: (file: Blob, name: string) => void;
  timeZone: string;
  onClose: () => void;
  /** It was done: the selection is no longer needed. */
  onDone: () => void;
}

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
