import type { Selection } from '../../lib/domain/filter.ts';
import type { BulkStore } from '../../lib/view/bulk-store.ts';
import type { ExportStore } from '../../lib/view/export-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';

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
