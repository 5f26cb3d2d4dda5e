import duplicateWorkerUrl from '../../entrypoints/dashboard/duplicate-worker/duplicate-worker.ts?worker&url';
import fileWorkerUrl from '../../entrypoints/dashboard/file-worker/file-worker.ts?worker&url';
import { askDuplicateWork, type DuplicateWork } from '../../lib/messaging/duplicate-work.ts';
import { askFileWork, type FileWorkLine } from '../../lib/messaging/file-work.ts';
import { startWorker } from '../../lib/platform/worker-line.ts';

/** The dashboard's own workers, as the pages start them. */
export const startFileWork = (): FileWorkLine => askFileWork(startWorker(fileWorkerUrl));
export const startDuplicateWork = (): DuplicateWork => askDuplicateWork(startWorker(duplicateWorkerUrl));
