/** A few words that pages of ours keep for themselves on this device, beside the database. */
export interface PageMemory {
  get(key: string): string | undefined;
  /** Absent forgets. */
  set(key: string, value: string | undefined): void;
}

const memoryIn = (storage: () => Storage): PageMemory => ({
  get: (key) => storage().getItem(key) ?? undefined,
  set: (key, value) => (value === undefined ? storage().removeItem(key) : storage().setItem(key, value)),
});

export const pageMemory = memoryIn(() => localStorage);

/** The same for one tab: it outlives a reload, not the tab. */
export const tabMemory = memoryIn(() => sessionStorage);
