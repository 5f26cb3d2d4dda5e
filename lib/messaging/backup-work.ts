import type { BackupEnd, BackupError, BackupHead } from '../backup/format.ts';
import type { KdfParams } from '../crypto/passphrase.ts';
import type { Result } from '../domain/result.ts';

/** A passphrase's key with how it was made. The key itself cannot be read out. */
export interface Secret {
  readonly key: CryptoKey;
  readonly kdf: KdfParams;
}

export interface NewBackup {
  readonly head: Omit<BackupHead, 'format' | 'version'>;
  readonly isPacked: boolean;
  readonly secret?: Secret | undefined;
}

export interface BackupToOpen {
  readonly file: Blob;
  readonly passphrase?: string | undefined;
  readonly key?: CryptoKey | undefined;
}

export interface FoundBackup {
  readonly head: BackupHead;
  readonly isSealed: boolean;
  readonly sizeBytes: number;
}

export interface BackupLines {
  /** JSON values, each with a line end. */
  readonly lines: string;
  readonly bytesRead: number;
  /** Given with the last ones: the file's end, or why there is none. */
  readonly verdict?: Result<BackupEnd, BackupError> | undefined;
}

/** The work with backup files, in the worker that does the rest of the work with files. One is written and one read at a time. */
export interface BackupWork {
  /** A key for a new passphrase; takes some seconds. */
  makeSecret(passphrase: string): Promise<Secret>;
  beginBackup(request: NewBackup): Promise<null>;
  /** @param lines JSON values, each with a line end */
  putBackup(lines: string): Promise<null>;
  endBackup(): Promise<{ readonly file: Blob; readonly end: BackupEnd }>;
  openBackup(request: BackupToOpen): Promise<Result<FoundBackup, BackupError>>;
  /** The next lines of the open one. */
  nextLines(): Promise<BackupLines>;
}

export const BACKUP_WORK = [
  'makeSecret',
  'beginBackup',
  'putBackup',
  'endBackup',
  'openBackup',
  'nextLines',
] as const satisfies readonly (keyof BackupWork)[];
