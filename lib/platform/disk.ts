/** Asks the browser to keep our data even when the disk runs low. True when it promised. */
export const askToPersist = (): Promise<boolean> => navigator.storage.persist();
