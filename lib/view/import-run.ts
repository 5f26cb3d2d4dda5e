import type { ActionId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ImportCounts, ImportOptions, ImportReport } from '../messaging/contract.ts';
import {
  type FileWork,
  FileWorkEnded,
  type PlanError,
  type ReadPlan,
  type ReadTotals,
} from '../messaging/file-work.ts';
import type { TransferError } from '../transfer/transfer-error.ts';
import { Cancelled, orCancelled } from './or-cancelled.ts';

/** Why an import came to nothing. Nothing of it is on file then. */
export type ImportFailure = Failure | TransferError | PlanError | { readonly type: 'reader-stopped' };

export interface ImportJob {
  readonly plan: ReadPlan;
  readonly options: ImportOptions;
}

export interface ReadProgress {
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly sizeBytes: number;
}

/** A file that the background has whole, not yet on file. */
export interface HandedOver {
  readonly importId: string;
  readonly totals: ReadTotals;
}

export interface RunDeps {
  readonly work: FileWork;
  readonly background: Background;
  readonly signal: AbortSignal;
  readonly onRead: (progress: ReadProgress) => void;
}

const cancelled = err<ImportFailure>({ type: 'cancelled' });

/** The background may be stopped under an import; more often than this it is not by chance. */
const MAX_TRIES = 4;

/**
 * Reads the open file to its end into a new import of the background. The next rows are read while the last travel. A
 * background that was stopped meanwhile is handed the file from its beginning.
 */
export async function handOver(job: ImportJob, deps: RunDeps): Promise<Result<HandedOver, ImportFailure>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await handOverOnce(job, deps);
    if (answer.ok || answer.error.type !== 'not-found' || tries === MAX_TRIES) return answer;
  }
}

async function handOverOnce(job: ImportJob, deps: RunDeps): Promise<Result<HandedOver, ImportFailure>> {
  const { work, background, signal, onRead } = deps;
  const opened = await background.call('imports.open', { options: job.options });
  if (!opened.ok) return opened;
  const { importId } = opened.value;
  const fail = (failure: Result<never, ImportFailure>): Result<never, ImportFailure> => {
    void background.call('imports.close', { importId });
    return failure;
  };
  try {
    const started = await work.start(job.plan);
    if (!started.ok) return fail(started);
    let coming = work.next();
    for (let piece = 0; ; piece += 1) {
      const batch = await orCancelled(coming, signal);
      if (!batch.ok) return fail(batch);
      const { rows, totals, ...progress } = batch.value;
      if (!totals) coming = quiet(work.next());
      if (rows !== '') {
        const added = await orCancelled(background.call('imports.add', { importId, piece, rows }), signal);
        if (!added.ok) return fail(added);
      }
      onRead(progress);
      if (totals) return ok({ importId, totals });
    }
  } catch (error) {
    if (error instanceof Cancelled) return fail(cancelled);
    if (error instanceof FileWorkEnded) return fail(signal.aborted ? cancelled : err({ type: 'reader-stopped' }));
    throw error;
  }
}

/** A promise that may be left standing when the one before it fails. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** What the import would do. A background that was stopped meanwhile is handed the file again. */
export function previewImport(
  job: ImportJob,
  handed: HandedOver,
  deps: RunDeps,
): Promise<Result<{ counts: ImportCounts; handed: HandedOver }, ImportFailure>> {
  return again(job, handed, deps, async (current) => {
    const asked = deps.background.call('imports.preview', { importId: current.importId });
    const answer = await orCancelled(asked, deps.signal).catch((error: unknown) => {
      if (error instanceof Cancelled) return cancelled;
      throw error;
    });
    return answer.ok ? ok({ counts: answer.value, handed: current }) : answer;
  });
}

/** Puts it on file, all of it or nothing; with the same action id twice is once. */
export function runImport(
  job: ImportJob,
  handed: HandedOver,
  actionId: ActionId,
  deps: RunDeps & { readonly onRun: (importId: string) => void },
): Promise<Result<ImportReport, ImportFailure>> {
  return again(job, handed, deps, ({ importId }) => {
    deps.onRun(importId);
    return deps.background.call('imports.run', { importId, actionId });
  });
}

/** The background forgets an import when the browser stops it: the file is still here to be read again. */
async function again<T>(
  job: ImportJob,
  handed: HandedOver,
  deps: RunDeps,
  step: (handed: HandedOver) => Promise<Result<T, ImportFailure>>,
): Promise<Result<T, ImportFailure>> {
  const { signal } = deps;
  for (let [current, tries] = [handed, 1]; ; tries += 1) {
    const answer = await step(current);
    if (signal.aborted) return answer.ok ? answer : cancelled;
    if (answer.ok || answer.error.type !== 'not-found' || tries === MAX_TRIES) return answer;
    const anew = await handOver(job, deps);
    if (!anew.ok) return anew;
    current = anew.value;
  }
}

/** Rows that a person has to know of: lines of the exporter's own are not missed by anybody. */
export const countRejected = ({ rejected }: Pick<ReadTotals, 'rejected'>): number =>
  Object.entries(rejected).reduce((sum, [reason, of]) => (reason === 'not-data' ? sum : sum + (of?.count ?? 0)), 0);
