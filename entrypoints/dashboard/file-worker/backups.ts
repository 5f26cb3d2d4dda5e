import { type OpenedBackup, openBackup } from '../../../lib/backup/read-file.ts';
import { type BackupFile, createBackupFile } from '../../../lib/backup/write-file.ts';
import { kdfWith, keyFromPassphrase } from '../../../lib/crypto/passphrase.ts';
import { err, ok } from '../../../lib/domain/result.ts';
import type { BackupLines, BackupWork } from '../../../lib/messaging/backup-work.ts';
import { randomHex } from '../../../lib/platform/random.ts';

/** Writes and reads backup files as their lines come and go. */
export function createBackups(): BackupWork {
  let writing: BackupFile | undefined;
  let reading: ReturnType<OpenedBackup['pieces']> | undefined;
  let bytesRead = 0;

  return {
    async makeSecret(passphrase) {
      const kdf = kdfWith(randomHex(16));
      const key = await keyFromPassphrase(passphrase, kdf);
      if (!key.ok) throw new Error(key.error.type);
      return { key: key.value, kdf };
    },
    async beginBackup(request) {
      writing = await createBackupFile(request);
      return null;
    },
    async putBackup(lines) {
      await writing?.put(lines);
      return null;
    },
    async endBackup() {
      if (!writing) throw new Error('no backup was begun');
      const written = await writing.finish();
      writing = undefined;
      return written;
    },
    async openBackup({ file, passphrase, key }) {
      reading = undefined;
      const opened = await openBackup(file, { passphrase, key });
      if (!opened.ok) return opened;
      const { head, isSealed, pieces } = opened.value;
      reading = pieces();
      bytesRead = 0;
      return ok({ head, isSealed, sizeBytes: file.size });
    },
    async nextLines(): Promise<BackupLines> {
      if (!reading) return { lines: '', bytesRead, verdict: err({ type: 'unreadable' }) };
      const next = await reading.next();
      if (next.done) return { lines: '', bytesRead, verdict: next.value };
      ({ bytesRead } = next.value);
      return next.value;
    },
  };
}
