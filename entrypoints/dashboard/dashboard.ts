import type { ReadonlySignal } from '@preact/signals';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import type { BulkStore } from '../../lib/view/bulk-store.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { DuplicatesStore } from '../../lib/view/duplicates-store.ts';
import type { ExportStore } from '../../lib/view/export-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import type { ImportStore } from '../../lib/view/import-step.ts';
import type { ProfileStore } from '../../lib/view/profile-store.ts';
import type { QualityStore } from '../../lib/view/quality-store.ts';
import type { QuestionsStore } from '../../lib/view/questions-store.ts';
import type { RehearsalStore } from '../../lib/view/rehearsal-store.ts';
import type { RestoreStore } from '../../lib/view/restore-store.ts';
import type { SampleStore } from '../../lib/view/sample-store.ts';
import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import type { ScoreStores } from '../../lib/view/score-stores.ts';
import type { SelectionStore } from '../../lib/view/selection-store.ts';
import type { SitesStore } from '../../lib/view/sites-store.ts';

/** What the dashboard's pages share; it outlives the page shown, so that a list is found as it was left. */
export interface Dashboard {
  readonly list: CustomerListStore;
  readonly selection: SelectionStore;
  readonly filters: FiltersStore;
  readonly bulk: BulkStore;
  readonly quality: QualityStore;
  readonly scores: ScoreStores;
  /** Where in the list one was. */
  readonly place: { top: number; active: number };
  readonly profiles: ProfileStore;
  /** The profile has been awaited long enough for a skeleton. */
  readonly isProfileSlow: ReadonlySignal<boolean>;
  readonly sites: SitesStore;
  readonly sample: SampleStore;
  readonly duplicates: DuplicatesStore;
  readonly questions: QuestionsStore;
  readonly imports: ImportStore;
  readonly exports: ExportStore;
  readonly backups: BackupStore;
  readonly restore: RestoreStore;
  readonly scoreRules: ScoreRulesStore;
  readonly rehearsals: RehearsalStore;
  /** Hands a file to the browser's downloads. */
  readonly saveFile: (file: Blob, name: string) => void;
  /** IANA zone of this computer. */
  readonly timeZone: string;
  /** Asks the browser to keep the data; its answer. */
  readonly persist: () => Promise<boolean>;
  readonly version: string;
}
