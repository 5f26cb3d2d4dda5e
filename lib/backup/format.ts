import * as z from 'zod/mini';
import { Holds } from '../domain/holds.ts';

// docs/backup.md says it in words.

/** How every backup begins that is not packed. */
export const BACKUP_START = '{"format":"regulars-backup"';
/** Of the format. A file of a higher one is refused. */
export const BACKUP_VERSION = 1;

/** The first line: what the file is, when and where it was made. */
export const BackupHead = z.object({
  format: z.literal('regulars-backup'),
  version: z.int(),
  createdAt: z.int(),
  /** Of the product that wrote it, for the eye. */
  app: z.string(),
  /** The browser's own id; absent where nothing was ever written. */
  device: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  holds: Holds,
});
export type BackupHead = z.infer<typeof BackupHead>;

/** The last line: what tells a whole file from a cut or changed one. */
export const BackupEnd = z.object({
  lines: z.int(),
  /** SHA-256 of all lines, each with its line end: equal for equal states. */
  state: z.string(),
  /** SHA-256 of the first line followed by `state`. */
  seal: z.string(),
});
export type BackupEnd = z.infer<typeof BackupEnd>;

/** The first line of a file with a passphrase; what follows is sealed. */
export const SealedHead = z.object({
  format: z.literal('regulars-backup'),
  version: z.int(),
  sealed: z.object({
    cipher: z.literal('AES-256-GCM'),
    kdf: z.object({
      name: z.literal('argon2id'),
      memoryKiB: z.int(),
      passes: z.int(),
      lanes: z.int(),
      salt: z.string(),
    }),
    salt: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    check: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
});
export type SealedHead = z.infer<typeof SealedHead>;

/** Why a backup cannot be read, or not to its end. Every type has a sentence of its own. */
export const BACKUP_ERRORS = [
  /** It is something else. */
  'not-a-backup',
  'newer-version',
  /** It has a passphrase, and none was given. */
  'needs-passphrase',
  'wrong-passphrase',
  /** It ends before its end. */
  'truncated',
  /** Bytes of it have changed. */
  'damaged',
  /** The browser could not read it: it was moved, or the disk failed. */
  'unreadable',
] as const;
export type BackupErrorType = (typeof BACKUP_ERRORS)[number];
export interface BackupError {
  readonly type: BackupErrorType;
}
