import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ActionId } from '../domain/ids.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Background } from '../messaging/background.ts';
import type { FoundBackup } from '../messaging/backup-work.ts';
import type { Failure } from '../messaging/contract.ts';
import type { FileWorkLine } from '../messaging/file-work.ts';
import { type BackupFailure, type Rehearsal, rehearse, runRestore } from './backup-run.ts';
import type { BackupMeasure } from './backup-store.ts';
import type { Clock } from './clock.ts';
import { createMeter } from './meter.ts';
import type { Unfinished } from './unfinished.ts';

export type RestoreStep =
  | { readonly step: 'start' }
  /** The backup asks for its passphrase. */
  | { readonly step: 'passphrase'; readonly isWrong: boolean }
  | { readonly step: 'checking'; readonly found?: FoundBackup; readonly measure: BackupMeasure }
  | { readonly step: 'checked'; readonly rehearsal: Rehearsal }
  | { readonly step: 'running'; readonly rehearsal: Rehearsal }
  | { readonly step: 'done'; readonly rehearsal: Rehearsal; readonly formerUntil: EpochMs };

/** A restore from the choice of a file to the report. Nothing on file changes before `run`. */
export interface RestoreStore {
  readonly step: ReadonlySignal<RestoreStep>;
  readonly file: ReadonlySignal<File | undefined>;
  readonly failure: ReadonlySignal<BackupFailure | undefined>;
  readonly isBusy: ReadonlySignal<boolean>;
  open(file: File, passphrase?: string): Promise<void>;
  /** Breaks the rehearsal off; nothing of it stays. */
  cancel(): void;
  run(): Promise<void>;
  /** Goes back to the file as it was before it was restored. */
  undo(): Promise<Failure | undefined>;
  reset(): void;
}

export interface RestoreStoreDeps {
  readonly background: Background;
  readonly clock: Clock;
  readonly unfinished: Unfinished;
  readonly startWork: () => FileWorkLine;
  /** The key of this browser's own backups, if it keeps one. */
  readonly key: () => Promise<CryptoKey | undefined>;
  /** Something has changed about the file. */
  readonly onDone: () => void;
  readonly stop: AbortSignal;
}

export function createRestoreStore({
  background,
  clock,
  unfinished,
  startWork,
  key,
  onDone,
  stop,
}: RestoreStoreDeps): RestoreStore {
  const step = signal<RestoreStep>({ step: 'start' });
  const file = signal<File | undefined>(undefined);
  const failure = signal<BackupFailure | undefined>(undefined);
  const isBusy = computed(() => step.value.step === 'checking' || step.value.step === 'running');
  let stopping = new AbortController();
  let actionId: ActionId | undefined;
  stop.addEventListener('abort', () => stopping.abort(), { once: true });

  const forget = () => {
    const now = step.peek();
    if (now.step === 'checked') void background.call('restore.close', { restoreId: now.rehearsal.restoreId });
    actionId = undefined;
  };

  return {
    ...{ step, file, failure, isBusy },
    async open(chosen, passphrase) {
      if (isBusy.peek()) return;
      forget();
      stopping = new AbortController();
      const { signal: stopped } = stopping;
      file.value = chosen;
      failure.value = undefined;
      step.value = { step: 'checking', measure: {} };
      const meter = createMeter(clock);
      meter.begin();
      const work = startWork();
      stopped.addEventListener('abort', work.close);
      const show = (part: Partial<Extract<RestoreStep, { step: 'checking' }>>) => {
        const now = step.peek();
        if (now.step === 'checking') step.value = { ...now, ...part };
      };
      const answer = await rehearse(
        { file: chosen, passphrase, key: passphrase === undefined ? await key() : undefined },
        {
          work,
          background,
          signal: stopped,
          onProgress: (done, total) => {
            const measure = meter.measure(done, total);
            if (measure) show({ measure: { ...measure, rateOf: 'bytes' } });
          },
        },
        (found) => show({ found }),
      );
      work.close();
      if (answer.ok) {
        step.value = { step: 'checked', rehearsal: answer.value };
        return;
      }
      const { type } = answer.error;
      if (type === 'needs-passphrase' || type === 'wrong-passphrase') {
        step.value = { step: 'passphrase', isWrong: type === 'wrong-passphrase' };
        return;
      }
      if (type !== 'cancelled') failure.value = answer.error;
      step.value = { step: 'start' };
    },
    cancel: () => stopping.abort(),
    async run() {
      const now = step.peek();
      if (now.step !== 'checked') return;
      const { rehearsal } = now;
      // Tried again after a failure it is the same action.
      actionId ??= background.newActionId();
      failure.value = undefined;
      step.value = { step: 'running', rehearsal };
      const action = actionId;
      const answer = await unfinished.during(
        { actionId: action, kind: 'restore', name: file.peek()?.name.slice(0, 200) },
        () => runRestore(rehearsal.restoreId, action, background),
      );
      if (!answer.ok) {
        failure.value = answer.error;
        step.value = answer.error.type === 'interrupted' ? { step: 'start' } : { step: 'checked', rehearsal };
        return;
      }
      actionId = undefined;
      step.value = { step: 'done', rehearsal, formerUntil: answer.value.formerUntil };
      onDone();
    },
    async undo() {
      const undoing = background.newActionId();
      const answer = await unfinished.during({ actionId: undoing, kind: 'restore-undo' }, () =>
        background.call('restore.undo', { actionId: undoing }),
      );
      if (!answer.ok) return answer.error;
      step.value = { step: 'start' };
      onDone();
      return undefined;
    },
    reset() {
      forget();
      failure.value = undefined;
      file.value = undefined;
      step.value = { step: 'start' };
    },
  };
}
