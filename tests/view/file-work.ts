import fileWorkerUrl from '../../entrypoints/dashboard/file-worker/file-worker.ts?worker&url';
import { askFileWork, type FileWorkLine } from '../../lib/messaging/file-work.ts';
import { startWorker } from '../../lib/platform/worker-line.ts';

/** The dashboard's own worker, as the pages start it. */
export const startFileWork = (): FileWorkLine => askFileWork(startWorker(fileWorkerUrl));
