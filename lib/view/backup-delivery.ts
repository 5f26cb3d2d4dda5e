import type { EpochMs } from '../domain/time.ts';
import type { FileWork } from '../messaging/file-work.ts';
import { BACKUP_TROUBLES, type BackupTrouble, type KnownBackup, madeAt, toKeep } from './backup-ledger.ts';
import type { BackupFolder, BackupPlaces } from './backup-places.ts';
import { type BackupFailure, checkBackup, type MadeBackup } from './backup-run.ts';

export type Delivered = Pick<KnownBackup, 'place' | 'checked' | 'downloadId'>;

/** Why no backup was made. */
export class BackupProblem extends Error {
  readonly failure: BackupFailure | { readonly type: BackupTrouble };
  constructor(failure: BackupFailure | BackupTrouble) {
    super();
    this.failure = typeof failure === 'string' ? { type: failure } : failure;
  }
  get type() {
    return this.failure.type;
  }
  /** In the words that are kept. */
  get trouble(): BackupTrouble {
    const known = BACKUP_TROUBLES.find((name) => name === this.failure.type);
    return known ?? (this.failure.type.startsWith('storage') ? 'storage' : 'interrupted');
  }
  /** What was thrown as a problem; absent for a defect of ours. */
  static of(error: unknown): BackupProblem | undefined {
    if (error instanceof BackupProblem) return error;
    if (!(error instanceof DOMException)) return undefined;
    if (error.name === 'QuotaExceededError') return new BackupProblem('place-full');
    if (error.name === 'NotFoundError') return new BackupProblem('folder-gone');
    if (error.name === 'NotAllowedError' || error.name === 'SecurityError') return new BackupProblem('folder-denied');
    return new BackupProblem('place-failed');
  }
}

/** Puts a backup where it belongs, and reads it back: from there, or where that cannot be done just before. */
export async function deliver(
  backup: MadeBackup & {
    readonly name: string;
    readonly place: KnownBackup['place'];
    readonly folder: BackupFolder | undefined;
    readonly key: CryptoKey | undefined;
  },
  deps: {
    readonly work: FileWork;
    readonly places: BackupPlaces;
    readonly signal: AbortSignal;
    readonly onPhase: (phase: 'handing-over' | 'checking') => (done: number, total: number) => void;
  },
): Promise<Delivered> {
  const { file, end, name, place, folder, key } = backup;
  const { places, onPhase } = deps;
  const check = async (written: Blob | undefined) => {
    const onProgress = onPhase('checking');
    const found = written && (await checkBackup({ file: written, key }, { ...deps, onProgress }));
    if (found?.ok && found.value.state === end.state) return;
    if (found && !found.ok && found.error.type === 'cancelled') throw new BackupProblem(found.error);
    throw new BackupProblem('not-readable-back');
  };
  if (place === 'folder' && folder) {
    onPhase('handing-over')(0, 0);
    await folder.write(name, file);
    try {
      await check(await folder.read(name));
    } catch (error) {
      // What cannot be read is no backup, and must not look like one.
      await folder.remove(name).catch(() => {});
      throw error;
    }
    return { place, checked: 'read-back' };
  }
  await check(file);
  onPhase('handing-over')(0, 0);
  if (place === 'saved') {
    places.saveFile(file, name);
    return { place, checked: 'before' };
  }
  const downloadId = await places.download(file, `Regulars/${name}`);
  if (downloadId === undefined) throw new BackupProblem('download-broken');
  if ((await places.downloadedBytes(downloadId)) !== file.size) throw new BackupProblem('download-broken');
  return { place: 'downloads', checked: 'before', downloadId };
}

/** The backups that lie in a folder, the newest first; nothing that is not ours. */
export async function folderBackups(folder: BackupFolder): Promise<{ name: string; at: EpochMs }[]> {
  const names = await folder.names();
  return names
    .flatMap((name) => {
      const at = madeAt(name);
      return at === undefined ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at - a.at);
}

/** How many of those saved by hand are remembered. */
const SAVED_KEPT = 10;

/** Deletes the backups of a place that are too many; gives those that are left. */
export async function prune(
  known: readonly KnownBackup[],
  place: KnownBackup['place'],
  { places, folder }: { readonly places: BackupPlaces; readonly folder: BackupFolder | undefined },
): Promise<KnownBackup[]> {
  const here = known.filter((backup) => backup.place === place);
  const others = known.filter((backup) => backup.place !== place);
  if (place === 'saved') return [...here.slice(0, SAVED_KEPT), ...others].sort(newestFirst);
  const keep = new Set<string>();
  if (place === 'folder' && folder) {
    const there = await folderBackups(folder);
    for (const { name } of toKeep(there)) keep.add(name);
    for (const { name } of there) if (!keep.has(name)) await folder.remove(name).catch(() => {});
  } else {
    for (const { name } of toKeep(here)) keep.add(name);
    for (const { name, downloadId } of here)
      if (!keep.has(name) && downloadId !== undefined) await places.removeDownload(downloadId);
  }
  return [...here.filter(({ name }) => keep.has(name)), ...others].sort(newestFirst);
}

const newestFirst = (a: KnownBackup, b: KnownBackup) => b.at - a.at;
