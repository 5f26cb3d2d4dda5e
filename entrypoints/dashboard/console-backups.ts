import { backupFailureText } from '../../components/backup/backup-words.ts';
import type { Holds } from '../../lib/domain/holds.ts';
import type { Result } from '../../lib/domain/result.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { FileWorkLine } from '../../lib/messaging/file-work.ts';
import {
  type BackupFailure,
  checkBackup,
  makeBackup,
  type Rehearsal,
  rehearse,
  runRestore,
} from '../../lib/view/backup-run.ts';

export interface ConsoleRestoreReport {
  /** When the backup was made, epoch milliseconds. */
  readonly createdAt: number;
  /** What is in it. */
  readonly holds: Holds;
  /** What was on file before. */
  readonly before: Holds;
  /** Lines of the backup that could not be read and were left out. */
  readonly setAside: readonly string[];
  /** Until then `regulars.undoRestore()` brings the former file back; absent after a dry run. */
  readonly formerUntil?: number;
}

export interface ConsoleBackups {
  backup(options?: { readonly passphrase?: string; readonly packed?: boolean }): Promise<Blob>;
  restore(
    file: Blob | string,
    options?: { readonly passphrase?: string; readonly dryRun?: boolean },
  ): Promise<ConsoleRestoreReport>;
  undoRestore(): Promise<void>;
}

export interface ConsoleBackupDeps {
  readonly startFileWork: () => FileWorkLine;
  readonly version: string;
}

/** Backups for the console: the interface's own way, without its steps. */
export function createConsoleBackups(
  background: Background,
  translate: () => Translate,
  { startFileWork, version }: ConsoleBackupDeps,
): ConsoleBackups {
  const unwrap = <T>(answer: Result<T, BackupFailure>): T => {
    if (answer.ok) return answer.value;
    const { what, todo } = backupFailureText(translate(), answer.error);
    throw Object.assign(new Error(`${what} ${todo}`), { name: answer.error.type });
  };
  async function withWork<T>(run: (work: FileWorkLine) => Promise<T>): Promise<T> {
    const work = startFileWork();
    try {
      return await run(work);
    } finally {
      work.close();
    }
  }
  const depsOf = (work: FileWorkLine) => ({
    ...{ work, background },
    signal: new AbortController().signal,
    onProgress: () => {},
  });

  return {
    backup: ({ passphrase, packed = false } = {}) =>
      withWork(async (work) => {
        const secret = passphrase === undefined ? undefined : await work.makeSecret(passphrase);
        const made = unwrap(await makeBackup({ app: version, isPacked: packed, secret }, depsOf(work)));
        unwrap(await checkBackup({ file: made.file, key: secret?.key }, depsOf(work)));
        return made.file;
      }),
    restore: (file, { passphrase, dryRun = false } = {}) =>
      withWork(async (work) => {
        const blob = typeof file === 'string' ? new Blob([file]) : file;
        const rehearsal = unwrap(await rehearse({ file: blob, passphrase }, depsOf(work)));
        const { restoreId, fault } = rehearsal;
        if (dryRun || fault) await background.call('restore.close', { restoreId });
        // What is not whole is put in place by a person who has seen what is missing, not by a script.
        if (fault) return unwrap({ ok: false, error: { type: fault } });
        if (dryRun) return reportOf(rehearsal);
        const { formerUntil } = unwrap(await runRestore(restoreId, background.newActionId(), background));
        return { ...reportOf(rehearsal), formerUntil };
      }),
    async undoRestore() {
      const answer = await background.call('restore.undo', { actionId: background.newActionId() });
      unwrap(answer);
    },
  };
}

const reportOf = ({ head, found, setAside }: Rehearsal): ConsoleRestoreReport => ({
  createdAt: head.createdAt,
  holds: found.holds,
  before: found.present.holds,
  setAside,
});
