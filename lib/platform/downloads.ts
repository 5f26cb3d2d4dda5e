import { browser } from './browser.ts';

interface Item {
  readonly id: number;
  readonly state: 'in_progress' | 'interrupted' | 'complete';
  readonly exists: boolean;
  readonly fileSize: number;
}
interface Downloads {
  download(options: { url: string; filename: string; saveAs: boolean; conflictAction: 'uniquify' }): Promise<number>;
  search(query: { id: number }): Promise<Item[]>;
  removeFile(id: number): Promise<void>;
  erase(query: { id: number }): Promise<number[]>;
  readonly onChanged: {
    addListener(listener: (change: { id: number; state?: { current?: string } }) => void): void;
    removeListener(listener: (change: { id: number; state?: { current?: string } }) => void): void;
  };
}
// There only once the person has allowed it.
const downloads = (): Downloads | undefined => (browser as unknown as { downloads?: Downloads }).downloads;
const WHAT = { permissions: ['downloads'] } as unknown as Parameters<typeof browser.permissions.request>[0];

export const mayDownload = async (): Promise<boolean> =>
  (await browser.permissions.contains(WHAT)) && downloads() !== undefined;

/** Asks the person; must be called straight from a click. */
export const askToDownload = (): Promise<boolean> => browser.permissions.request(WHAT);

/** Puts a file into the browser's downloads without asking where; its id, or nothing when the browser broke it off. */
export async function download(file: Blob, name: string): Promise<number | undefined> {
  const api = downloads();
  if (!api) return undefined;
  const url = URL.createObjectURL(file);
  try {
    const id = await api.download({ url, filename: name, saveAs: false, conflictAction: 'uniquify' });
    return (await ended(api, id)) ? id : undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function ended(api: Downloads, id: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const tell = (state: string | undefined) => {
    if (state === 'complete' || state === 'interrupted') resolve(state === 'complete');
  };
  const heard = (change: { id: number; state?: { current?: string } }) => {
    if (change.id === id) tell(change.state?.current);
  };
  api.onChanged.addListener(heard);
  tell((await api.search({ id }))[0]?.state);
  try {
    return await promise;
  } finally {
    api.onChanged.removeListener(heard);
  }
}

/** How long a downloaded file is; absent when it is no longer there, as far as the browser knows. */
export async function downloadedBytes(id: number): Promise<number | undefined> {
  const [item] = (await downloads()?.search({ id })) ?? [];
  return item?.state === 'complete' && item.exists ? item.fileSize : undefined;
}

/** Deletes a downloaded file, and the browser's word of it. */
export async function removeDownload(id: number): Promise<void> {
  // It may have been moved or deleted by hand.
  await downloads()
    ?.removeFile(id)
    .catch(() => {});
  await downloads()
    ?.erase({ id })
    .catch(() => []);
}
