import type { Secret } from '../../lib/messaging/backup-work.ts';
import type { BackupFolder, BackupPlaces } from '../../lib/view/backup-places.ts';

export interface FakePlaces extends BackupPlaces {
  /** What lies in the folder, by name. */
  readonly files: Map<string, Blob>;
  readonly downloads: Map<number, { readonly name: string; readonly bytes: number }>;
  readonly saved: { readonly file: Blob; readonly name: string }[];
  permission: 'granted' | 'prompt' | 'denied';
  /** What goes wrong at the next write; a name of a DOMException. */
  fault?: string;
  mayManage: boolean;
}

/** A folder, downloads and a key in memory. */
export function createFakePlaces(options: { hasFolders?: boolean; isChosen?: boolean } = {}): FakePlaces {
  const files = new Map<string, Blob>();
  let secret: Secret | undefined;
  let chosen = options.isChosen ?? false;
  let lastId = 0;
  const folder: BackupFolder = {
    name: '备份 backups',
    permission: async () => places.permission,
    ask: async () => {
      places.permission = 'granted';
      return true;
    },
    names: async () => [...files.keys(), 'holiday.jpg'],
    read: async (name) => {
      const file = files.get(name);
      return file && new File([file], name);
    },
    write: async (name, file) => {
      if (places.fault) throw new DOMException('no', places.fault);
      files.set(name, file);
    },
    remove: async (name) => void files.delete(name),
  };
  const places: FakePlaces = {
    files,
    downloads: new Map(),
    saved: [],
    permission: 'granted',
    mayManage: false,
    hasFolders: options.hasFolders ?? true,
    chooseFolder: async () => {
      chosen = true;
      return folder;
    },
    keptFolder: async () => (chosen ? folder : undefined),
    mayDownload: async () => places.mayManage,
    askToDownload: async () => {
      places.mayManage = true;
      return true;
    },
    download: async (file, name) => {
      lastId += 1;
      places.downloads.set(lastId, { name, bytes: file.size });
      return lastId;
    },
    downloadedBytes: async (id) => places.downloads.get(id)?.bytes,
    removeDownload: async (id) => void places.downloads.delete(id),
    saveFile: (file, name) => void places.saved.push({ file, name }),
    secret: async () => secret,
    keepSecret: async (next) => {
      secret = next;
    },
    alone: (run) => run(),
    persist: async () => true,
  };
  return places;
}
