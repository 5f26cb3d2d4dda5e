import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import { AppProvider } from '../../components/app/app-context.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { DuplicateWork } from '../../lib/messaging/duplicate-work.ts';
import type { FileWorkLine } from '../../lib/messaging/file-work.ts';
import { createAppView } from '../../lib/view/app-view.ts';
import { createLedgerMemory } from '../../lib/view/backup-ledger.ts';
import type { BackupPlaces } from '../../lib/view/backup-places.ts';
import { createBackupStore } from '../../lib/view/backup-store.ts';
import { createBulkStore } from '../../lib/view/bulk-store.ts';
import type { Clock } from '../../lib/view/clock.ts';
import { createCustomerListStore } from '../../lib/view/customer-list-store.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { flushOnLeave } from '../../lib/view/draft-store.ts';
import { createDuplicatesStore } from '../../lib/view/duplicates-store.ts';
import { createExportStore } from '../../lib/view/export-store.ts';
import { createFiltersStore } from '../../lib/view/filters-store.ts';
import { createImportStore } from '../../lib/view/import-store.ts';
import { type ChoiceMemory, createMappingMemory } from '../../lib/view/mapping-memory.ts';
import { createProfileStore, createSlowSignal } from '../../lib/view/profile-store.ts';
import { createQualityStore } from '../../lib/view/quality-store.ts';
import { createQuestionsStore } from '../../lib/view/questions-store.ts';
import { createRehearsalStore } from '../../lib/view/rehearsal-store.ts';
import { createRestoreStore } from '../../lib/view/restore-store.ts';
import { createSampleStore, type Memory } from '../../lib/view/sample-store.ts';
import { createScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { createScoreStores } from '../../lib/view/score-stores.ts';
import { createSegmentStore } from '../../lib/view/segment-store.ts';
import { createSelectionStore } from '../../lib/view/selection-store.ts';
import { applyAppearance } from '../../lib/view/settings-store.ts';
import { createNamingSettings } from '../../lib/view/shop-names-store.ts';
import { createSitesStore } from '../../lib/view/sites-store.ts';
import { createUnfinished, type TabMemory } from '../../lib/view/unfinished.ts';
import { createWorkListStore } from '../../lib/view/work-list-store.ts';
import { App } from './app.tsx';
import { type ConsoleApi, createConsoleApi } from './console-api.ts';

export interface DashboardOptions {
  readonly background: Background;
  readonly clock: Clock;
  readonly root: HTMLElement;
  /** BCP 47, most wanted first. */
  readonly languages: readonly string[];
  readonly memory: Memory;
  /** What this tab keeps for itself. */
  readonly tabMemory: TabMemory;
  /** What is kept on this device of choices that were made. */
  readonly choices: ChoiceMemory;
  /** Starts a worker that reads and writes files. */
  readonly startFileWork: () => FileWorkLine;
  /** Starts a worker that finds duplicates. */
  readonly startDuplicateWork: () => DuplicateWork;
  readonly saveFile: (file: Blob, name: string) => void;
  /** Where backups can go. */
  readonly backupPlaces: BackupPlaces;
  /** Has the browser ask before the page is left, until the signal aborts. */
  readonly askBeforeLeaving: (stop: AbortSignal) => void;
  /** IANA zone of this computer. */
  readonly timeZone: string;
  readonly persist: () => Promise<boolean>;
  readonly version: string;
  /** Calls back when a site was granted or revoked. */
  readonly onGrantsChanged: (listener: () => void, stop: AbortSignal) => void;
  /** Ends everything the dashboard started. */
  readonly stop: AbortSignal;
}

/** Starts the dashboard; gives the console API over the same connection. */
export async function mountDashboard(options: DashboardOptions): Promise<ConsoleApi> {
  const { background, clock, root, languages, memory, tabMemory, persist, version, onGrantsChanged, stop } = options;
  const { choices, startFileWork, startDuplicateWork, saveFile, askBeforeLeaving, timeZone, backupPlaces } = options;
  const view = createAppView(background, clock, languages, stop, loadTranslator);
  const filters = createFiltersStore(background, stop);
  const naming = createNamingSettings(background, view.settings, filters.saved, stop);
  const app = { ...view, settings: naming.settings };
  const profiles = createProfileStore(background, stop);
  const isAwaited = computed(
    () =>
      profiles.customerId.value !== undefined &&
      profiles.profile.value === undefined &&
      profiles.failure.value === undefined,
  );
  const sites = createSitesStore(background, clock, stop);
  const unfinished = createUnfinished({
    ...{ background, memory: tabMemory, toasts: app.toasts, actions: app.actions },
    translator: () => app.settings.translator.peek(),
  });
  const long = { background, clock, unfinished, stop };
  const imports = createImportStore({
    ...long,
    startWork: startFileWork,
    memory: createMappingMemory(choices),
    onBackup: (file) => {
      location.hash = hashOf({ page: 'backup' });
      void restore.open(file);
    },
    defaults: () => ({ timeZone, region: app.settings.settings.peek().region }),
  });
  const backups = createBackupStore({
    ...{ background, clock, version, stop },
    startWork: startFileWork,
    places: backupPlaces,
    ledger: createLedgerMemory(choices),
  });
  const restore = createRestoreStore({
    ...long,
    startWork: startFileWork,
    key: async () => (await backupPlaces.secret())?.key,
    onDone: () => void backups.load().catch(() => {}),
  });
  const bulk = createBulkStore(long);
  const duplicates = createDuplicatesStore(long, startDuplicateWork);
  const exports = createExportStore(background, clock, startFileWork, stop);
  const stopAsking = effect(() => {
    const isWriting =
      imports.isBusy.value || restore.isBusy.value || bulk.running.value || duplicates.merging.running.value;
    const isBusy = isWriting || exports.running.value || backups.running.value;
    if (!isBusy) return undefined;
    const asking = new AbortController();
    askBeforeLeaving(asking.signal);
    return () => asking.abort();
  });
  stop.addEventListener('abort', stopAsking, { once: true });
  const list = createCustomerListStore(background, clock, stop);
  const dashboard = {
    list,
    selection: createSelectionStore(list),
    filters,
    segments: createSegmentStore(background, clock, memory, filters.saved, stop),
    work: createWorkListStore(background, memory),
    quality: createQualityStore(background, clock, stop),
    scores: createScoreStores(background, clock, stop),
    place: { top: 0, active: 0 },
    profiles,
    isProfileSlow: createSlowSignal(isAwaited, clock, stop),
    sites,
    sample: createSampleStore(background, memory, stop),
    questions: createQuestionsStore(background, clock, stop),
    scoreRules: createScoreRulesStore(background, clock, choices, stop),
    rehearsals: createRehearsalStore(background, stop),
    ...{ bulk, duplicates, imports, exports, backups, restore, saveFile, timeZone, persist, version },
  };
  onGrantsChanged(() => void sites.load(), stop);
  await Promise.all([app.settings.load(), naming.load()]);
  void unfinished.tell().catch(() => {});
  applyAppearance(app.settings, document.documentElement, stop);
  flushOnLeave(app.drafts, window, stop);
  render(
    <AppProvider value={app}>
      <App dashboard={dashboard} />
    </AppProvider>,
    root,
  );
  stop.addEventListener('abort', () => render(null, root), { once: true });
  return createConsoleApi(background, () => app.settings.translator.peek().t, {
    startFileWork,
    startDuplicateWork,
    timeZone,
    version,
  });
}
