import { keepsakes } from './keepsakes.ts';

type Permission = 'granted' | 'prompt' | 'denied';
const WRITE = { mode: 'readwrite' } as const;

/** What the standard's own types lack of a folder handle. */
interface FolderHandle extends FileSystemDirectoryHandle {
  queryPermission?(what: typeof WRITE): Promise<Permission>;
  requestPermission?(what: typeof WRITE): Promise<Permission>;
}
type Picker = (options: typeof WRITE & { id: string }) => Promise<FolderHandle>;

/** A folder the person chose. */
export interface Folder {
  readonly name: string;
  permission(): Promise<Permission>;
  /** Asks the person; must be called straight from a click. */
  ask(): Promise<boolean>;
  names(): Promise<string[]>;
  /** The file of this name; absent when there is none. */
  read(name: string): Promise<File | undefined>;
  /** Writes it whole or not at all. */
  write(name: string, file: Blob): Promise<void>;
  remove(name: string): Promise<void>;
}

const KEY = 'backup-folder';
const picker = (): Picker | undefined => (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;

/** Whether this browser lets a page write into a folder at all. */
export const hasFolders = (): boolean => picker() !== undefined;

/** Lets the person choose a folder, and keeps it. Absent when they chose none. Straight from a click only. */
export async function chooseFolder(): Promise<Folder | undefined> {
  let handle: FolderHandle | undefined;
  try {
    handle = await picker()?.({ ...WRITE, id: 'regulars' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
  if (!handle) return undefined;
  await keepsakes.set(KEY, handle);
  return folderOf(handle);
}

/** The folder chosen before; absent when there is none. */
export async function keptFolder(): Promise<Folder | undefined> {
  const handle = (await keepsakes.get(KEY)) as FolderHandle | undefined;
  return handle && folderOf(handle);
}

function folderOf(handle: FolderHandle): Folder {
  const fileOf = async (name: string) => {
    try {
      return await handle.getFileHandle(name);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
      throw error;
    }
  };
  return {
    name: handle.name,
    permission: async () => (await handle.queryPermission?.(WRITE)) ?? 'granted',
    ask: async () => ((await handle.requestPermission?.(WRITE)) ?? 'granted') === 'granted',
    async names() {
      const names: string[] = [];
      for await (const name of handle.keys()) names.push(name);
      return names;
    },
    read: async (name) => (await fileOf(name))?.getFile(),
    async write(name, file) {
      const made = await handle.getFileHandle(name, { create: true });
      // The browser writes beside the file and puts it in its place when it is closed.
      const writable = await made.createWritable();
      try {
        await writable.write(file);
        await writable.close();
      } catch (error) {
        await writable.abort().catch(() => {});
        throw error;
      }
    },
    remove: (name) => handle.removeEntry(name),
  };
}
