import { batch, computed, signal } from '@preact/signals';
import type { ActionId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import { FileWorkEnded, type FileWorkLine, type OpenRequest, type Preview } from '../messaging/file-work.ts';
import type { Clock } from './clock.ts';
import {
  type Defaults,
  firstChoices,
  type ImportChoices,
  jobOf,
  obstacleTo,
  planOf,
  toRemember,
  withPreset,
} from './import-choices.ts';
import { type HandedOver, handOver, previewImport, type RunDeps, runImport } from './import-run.ts';
import type { FileInHand, ImportStep, ImportStore, OpenFailure } from './import-step.ts';
import type { MappingMemory } from './mapping-memory.ts';
import { createProgress, type Progress } from './progress.ts';
import type { Unfinished } from './unfinished.ts';

export interface ImportStoreDeps {
  readonly background: Background;
  readonly clock: Clock;
  readonly startWork: () => FileWorkLine;
  readonly memory: MappingMemory;
  readonly unfinished: Unfinished;
  readonly defaults: () => Defaults;
  /** The file chosen is a backup: it is restored, not imported. */
  readonly onBackup?: (file: File) => void;
  readonly stop: AbortSignal;
}

export function createImportStore(deps: ImportStoreDeps): ImportStore {
  const { background, clock, memory, unfinished, stop } = deps;
  const step = signal<ImportStep>({ step: 'start' });
  const file = signal<FileInHand | undefined>(undefined);
  const name = signal<string | undefined>(undefined);
  const choices = signal<ImportChoices | undefined>(undefined);
  const preview = signal<Preview | undefined>(undefined);
  const failure = signal<OpenFailure | undefined>(undefined);
  const progress = signal<Progress | undefined>(undefined);
  const isUndoing = signal(false);
  const isBusy = computed(() => step.value.step === 'checking' || step.value.step === 'running');
  const obstacle = computed(
    () => file.value && choices.value && obstacleTo(choices.value, file.value.found, preview.value?.conventions),
  );

  let line: FileWorkLine | undefined;
  let source: File | undefined;
  let handed: HandedOver | undefined;
  let actionId: ActionId | undefined;
  let stopping = new AbortController();
  let runningId: string | undefined;
  // Counts up with everything that makes answers on their way those of yesterday.
  let turn = 0;

  const work = () => {
    line ??= deps.startWork();
    return line;
  };
  const endWork = () => {
    line?.close();
    line = undefined;
  };
  stop.addEventListener('abort', () => {
    stopping.abort();
    endWork();
  });
  background.subscribe((push) => {
    if (push.event === 'import' && push.importId === runningId) meter.show(push.done, push.total);
  }, stop);
  const meter = createProgress(progress, clock);

  const forgetHanded = () => {
    if (handed) void background.call('imports.close', { importId: handed.importId });
    handed = undefined;
    actionId = undefined;
  };

  async function openWith(
    how: Pick<OpenRequest, 'encoding' | 'sheet'>,
  ): Promise<Result<unknown, OpenFailure> | undefined> {
    if (!source) return undefined;
    turn += 1;
    const mine = turn;
    const { name: fileName } = source;
    try {
      const opened = await work().open({ file: source, ...how });
      if (mine !== turn) return undefined;
      if (!opened.ok) return opened;
      const found = opened.value;
      if (found.kind === 'backup') {
        if (!deps.onBackup) return { ok: false, error: { type: 'is-backup' } };
        step.value = { step: 'start' };
        deps.onBackup(source);
        return undefined;
      }
      const remembered = found.kind === 'table' ? await memory.find(found.headers) : undefined;
      const listed = await background.call('fields.list', {});
      if (mine !== turn) return undefined;
      const fields = listed.ok ? listed.value : [];
      batch(() => {
        file.value = { name: fileName, found, fields };
        choices.value = firstChoices(found, remembered, { ...deps.defaults(), fields });
        preview.value = undefined;
        failure.value = undefined;
        step.value = { step: 'choose' };
      });
      void refresh();
      return opened;
    } catch (error) {
      if (!(error instanceof FileWorkEnded)) throw error;
      endWork();
      return mine === turn ? { ok: false, error: { type: 'reader-stopped' } } : undefined;
    }
  }

  let isRefreshing = false;
  let isStale = false;
  /** Works out the first rows anew; of several wishes meanwhile the last one counts. */
  async function refresh(): Promise<void> {
    isStale = true;
    if (isRefreshing) return;
    isRefreshing = true;
    try {
      while (isStale) {
        isStale = false;
        const [inHand, chosen, mine] = [file.peek(), choices.peek(), turn];
        if (!inHand || !chosen) return;
        const answer = await work().preview(planOf(chosen, inHand.found));
        if (mine === turn && !isStale) preview.value = answer.ok ? answer.value : undefined;
      }
    } catch (error) {
      if (!(error instanceof FileWorkEnded)) throw error;
    } finally {
      isRefreshing = false;
    }
  }

  const depsOfRun = (): RunDeps => ({
    work: work(),
    background,
    signal: stopping.signal,
    onRead: ({ rowsRead, bytesRead, sizeBytes }) => meter.show(bytesRead, sizeBytes, rowsRead),
  });
  const job = () => {
    const [inHand, chosen] = [file.peek(), choices.peek()];
    return inHand && chosen && jobOf(chosen, inHand.found, inHand.name);
  };
  const failed = (error: OpenFailure, to: ImportStep) => {
    batch(() => {
      failure.value = error.type === 'cancelled' ? undefined : error;
      progress.value = undefined;
      step.value = to;
    });
  };

  return {
    ...{ step, file, name, choices, preview, failure, obstacle, progress, isBusy, isUndoing },
    async open(chosen) {
      if (isBusy.peek()) return;
      forgetHanded();
      source = chosen;
      batch(() => {
        file.value = undefined;
        choices.value = undefined;
        failure.value = undefined;
        name.value = chosen.name;
        step.value = { step: 'opening', name: chosen.name };
      });
      const answer = await openWith({});
      if (answer && !answer.ok) failed(answer.error, { step: 'start' });
    },
    async reopen(how) {
      const before = file.peek()?.found;
      const answer = await openWith(how);
      if (!answer || answer.ok) return;
      // The file as it could be read stays in hand.
      const found = before?.kind === 'table' ? before : undefined;
      await openWith({ encoding: found?.encoding, sheet: found?.sheet });
      failure.value = answer.error;
    },
    choose(part) {
      const before = choices.peek();
      if (!before) return;
      choices.value = { ...before, ...part };
      failure.value = undefined;
      void refresh();
    },
    usePreset(isUsed) {
      const [inHand, chosen] = [file.peek(), choices.peek()];
      if (!chosen || inHand?.found.kind !== 'table') return;
      choices.value = withPreset(chosen, inHand.found, isUsed);
      void refresh();
    },
    async forgetRemembered() {
      const found = file.peek()?.found;
      if (found?.kind !== 'table') return;
      await memory.forget(found.headers);
      choices.value = firstChoices(found, undefined, deps.defaults());
      void refresh();
    },
    async check() {
      const [wanted, inHand, chosen] = [job(), file.peek(), choices.peek()];
      if (!wanted || !inHand || !chosen || obstacle.peek() || isBusy.peek()) return;
      forgetHanded();
      stopping = new AbortController();
      failure.value = undefined;
      step.value = { step: 'checking' };
      meter.begin('reading');
      if (inHand.found.kind === 'table') void memory.keep(toRemember(chosen, inHand.found));
      const runDeps = depsOfRun();
      const over = await handOver(wanted, runDeps);
      if (!over.ok) {
        failed(over.error, { step: 'choose' });
        return;
      }
      meter.begin('comparing', over.value.totals);
      const answer = await previewImport(wanted, over.value, runDeps);
      if (!answer.ok) {
        handed = over.value;
        forgetHanded();
        failed(answer.error, { step: 'choose' });
        return;
      }
      handed = answer.value.handed;
      const { counts } = answer.value;
      batch(() => {
        progress.value = undefined;
        step.value = { step: 'checked', counts, totals: answer.value.handed.totals };
      });
    },
    async run() {
      const [wanted, current, before] = [job(), handed, step.peek()];
      if (!wanted || !current || before.step !== 'checked') return;
      stopping = new AbortController();
      // Tried again after a failure it is the same action: what was done stays done once.
      actionId ??= background.newActionId();
      failure.value = undefined;
      step.value = { step: 'running' };
      meter.begin('writing', current.totals);
      const action = actionId;
      const onRun = (importId: string) => {
        runningId = importId;
        meter.begin('writing', current.totals);
      };
      const answer = await unfinished.during(
        { actionId: action, kind: 'import', name: wanted.options.file.slice(0, 200) },
        () => runImport(wanted, current, action, { ...depsOfRun(), onRun }),
      );
      runningId = undefined;
      if (!answer.ok) {
        failed(answer.error, before);
        return;
      }
      handed = undefined;
      actionId = undefined;
      const report = answer.value;
      batch(() => {
        progress.value = undefined;
        step.value = { step: 'done', report, totals: current.totals };
      });
    },
    cancel() {
      const { step: now } = step.peek();
      stopping.abort();
      const importId = runningId ?? handed?.importId;
      if (importId !== undefined && now === 'running') void background.call('imports.close', { importId });
      if (now !== 'opening') return;
      turn += 1;
      // It may be deep in a large file: ended, not asked.
      endWork();
      step.value = { step: 'start' };
    },
    back() {
      forgetHanded();
      failure.value = undefined;
      step.value = { step: 'choose' };
    },
    async undo() {
      const done = step.peek();
      if (done.step !== 'done' || isUndoing.peek()) return undefined;
      isUndoing.value = true;
      const undoing = background.newActionId();
      const answer = await unfinished.during(
        { actionId: undoing, kind: 'import-undo', name: name.peek()?.slice(0, 200) },
        () => background.call('history.undo', { actionId: undoing, undo: done.report.undoId }),
      );
      isUndoing.value = false;
      if (!answer.ok) return answer.error;
      step.value = { ...done, undone: { kept: answer.value?.kept ?? 0 } };
      return undefined;
    },
    rejected: (words) =>
      work()
        .rejected(words)
        .catch(() => undefined),
    reset() {
      turn += 1;
      forgetHanded();
      endWork();
      source = undefined;
      batch(() => {
        file.value = undefined;
        choices.value = undefined;
        preview.value = undefined;
        failure.value = undefined;
        step.value = { step: 'start' };
      });
    },
  };
}
