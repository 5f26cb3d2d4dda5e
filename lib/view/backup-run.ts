import type { BackupEnd, BackupErrorType, BackupHead } from '../backup/format.ts';
import type { ActionId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { BackupToOpen, FoundBackup, NewBackup, Secret } from '../messaging/backup-work.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import { type FileWork, FileWorkEnded } from '../messaging/file-work.ts';
import { Cancelled, orCancelled } from './or-cancelled.ts';

/** Why a backup could not be made or read. Nothing on file has changed then. */
export type BackupFailure =
  | Failure
  | { readonly type: BackupErrorType }
  /** The background was stopped half way; begun anew it may well work. */
  | { readonly type: 'interrupted' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'reader-stopped' };

export interface BackupRunDeps {
  readonly work: FileWork;
  readonly background: Background;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface MadeBackup {
  readonly file: Blob;
  readonly end: BackupEnd;
  readonly head: NewBackup['head'];
}

const MOST_SET_ASIDE = 10_000;

/** Writes everything on file into a backup. The next lines are fetched while the last are written. */
export function makeBackup(
  how: { readonly app: string; readonly isPacked: boolean; readonly secret?: Secret | undefined },
  { work, background, signal, onProgress }: BackupRunDeps,
): Promise<Result<MadeBackup, BackupFailure>> {
  return guarded(signal, async () => {
    const opened = await orCancelled(background.call('backup.open', {}), signal);
    if (!opened.ok) return opened;
    const { backupId, device, at, holds, total } = opened.value;
    const ask = (piece: number) => background.call('backup.next', { backupId, piece });
    try {
      const head = { createdAt: at, app: how.app, ...(device ? { device } : {}), holds };
      await orCancelled(work.beginBackup({ head, isPacked: how.isPacked, secret: how.secret }), signal);
      let coming = ask(0);
      for (let piece = 1; ; piece += 1) {
        const answer = await orCancelled(coming, signal);
        if (!answer.ok) return interrupted(answer.error);
        const { lines, done, isLast } = answer.value;
        if (!isLast) coming = ask(piece);
        await orCancelled(work.putBackup(lines), signal);
        onProgress(done, total);
        if (isLast) break;
      }
      return ok({ ...(await orCancelled(work.endBackup(), signal)), head });
    } finally {
      void background.call('backup.close', { backupId });
    }
  });
}

/** Reads a backup to its end and says whether it is whole. */
export function checkBackup(
  file: BackupToOpen,
  { work, signal, onProgress }: Omit<BackupRunDeps, 'background'>,
): Promise<Result<BackupEnd, BackupFailure>> {
  return guarded(signal, async () => {
    const opened = await orCancelled(work.openBackup(file), signal);
    if (!opened.ok) return opened;
    for (;;) {
      const { bytesRead, verdict } = await orCancelled(work.nextLines(), signal);
      onProgress(bytesRead, opened.value.sizeBytes);
      if (verdict) return verdict;
    }
  });
}

/** A backup laid out beside the file, and what came of it. */
export interface Rehearsal {
  readonly restoreId: string;
  readonly head: BackupHead;
  readonly isSealed: boolean;
  /** This browser made it. */
  readonly isOwn: boolean;
  readonly found: ReplyOf<'restore.check'>;
  /** What could not be read, as lines of JSON. */
  readonly setAside: readonly string[];
  /** The file is not whole: only what could be read is in it. */
  readonly fault?: 'truncated' | 'damaged' | undefined;
}

/** Lays a backup out beside the file without touching that. A file that is not whole is laid out as far as it goes. */
export function rehearse(
  given: BackupToOpen,
  { work, background, signal, onProgress }: BackupRunDeps,
  onOpened: (found: FoundBackup) => void = () => {},
): Promise<Result<Rehearsal, BackupFailure>> {
  return guarded(signal, async () => {
    const opened = await orCancelled(work.openBackup(given), signal);
    if (!opened.ok) return opened;
    const { head, isSealed, sizeBytes } = opened.value;
    onOpened(opened.value);
    const begun = await orCancelled(
      background.call('restore.open', head.device ? { device: head.device } : {}),
      signal,
    );
    if (!begun.ok) return begun;
    const { restoreId, isOwn } = begun.value;
    let isKept = false;
    try {
      const setAside: string[] = [];
      let fault: Rehearsal['fault'];
      let coming = work.nextLines();
      for (let piece = 0; ; piece += 1) {
        const { lines, bytesRead, verdict } = await orCancelled(coming, signal);
        if (!verdict) coming = work.nextLines();
        if (lines !== '') {
          const answer = await orCancelled(background.call('restore.put', { restoreId, piece, lines }), signal);
          if (!answer.ok) return interrupted(answer.error);
          setAside.push(...answer.value.setAside);
        }
        onProgress(bytesRead, sizeBytes);
        if (setAside.length > MOST_SET_ASIDE) return err({ type: 'damaged' });
        if (!verdict) continue;
        if (!verdict.ok) {
          const { type } = verdict.error;
          if (type !== 'truncated' && type !== 'damaged') return verdict;
          fault = type;
        }
        break;
      }
      const checked = await orCancelled(background.call('restore.check', { restoreId }), signal);
      if (!checked.ok) return interrupted(checked.error);
      isKept = true;
      return ok({ restoreId, head, isSealed, isOwn, found: checked.value, setAside, ...(fault ? { fault } : {}) });
    } finally {
      if (!isKept) void background.call('restore.close', { restoreId });
    }
  });
}

/** Puts a rehearsed file in the place of the present one. */
export async function runRestore(
  restoreId: string,
  actionId: ActionId,
  background: Background,
): Promise<Result<ReplyOf<'restore.run'>, BackupFailure>> {
  const answer = await background.call('restore.run', { actionId, restoreId });
  return answer.ok ? answer : interrupted(answer.error);
}

/** A background that has never heard of it was stopped meanwhile. */
const interrupted = (failure: Failure) =>
  err<BackupFailure>(failure.type === 'not-found' ? { type: 'interrupted' } : failure);

async function guarded<T>(
  signal: AbortSignal,
  run: () => Promise<Result<T, BackupFailure>>,
): Promise<Result<T, BackupFailure>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Cancelled) return err({ type: 'cancelled' });
    if (error instanceof FileWorkEnded) return err({ type: signal.aborted ? 'cancelled' : 'reader-stopped' });
    throw error;
  }
}
