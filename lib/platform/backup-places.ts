import { askToPersist } from './disk.ts';
import { askToDownload, download, downloadedBytes, mayDownload, removeDownload } from './downloads.ts';
import { chooseFolder, hasFolders, keptFolder } from './folder.ts';
import { keepsakes } from './keepsakes.ts';
import { saveFile } from './save-file.ts';

const SECRET = 'backup-secret';

/** Where backups can go in this browser, and what it keeps for making them. */
export const backupPlaces = {
  hasFolders: hasFolders(),
  ...{ chooseFolder, keptFolder, mayDownload, askToDownload, download, downloadedBytes, removeDownload, saveFile },
  secret: () => keepsakes.get(SECRET),
  keepSecret: (secret: unknown) => keepsakes.set(SECRET, secret),
  alone: <T>(run: () => Promise<T>): Promise<T | undefined> =>
    navigator.locks.request('regulars-backup', { ifAvailable: true }, (lock) => (lock ? run() : undefined)) as Promise<
      T | undefined
    >,
  persist: askToPersist,
};
