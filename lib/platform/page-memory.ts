/** A few words that pages of ours keep for themselves on this device, beside the database. */
export interface PageMemory {
  get(key: string): string | undefined;
  /** Absent forgets. */
  set(key: string, value: string | undefined): void;
}

export const pageMemory: PageMemory = {
  get: (key) => localStorage.getItem(key) ?? undefined,
  set: (key, value) => (value === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, value)),
};
