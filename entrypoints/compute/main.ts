import { hostWorker } from '../../lib/platform/compute-host.ts';

hostWorker(() => globalThis.close());
