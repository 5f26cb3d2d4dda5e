import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { connectBackground } from '../../lib/messaging/connect.ts';
import { askDuplicateWork } from '../../lib/messaging/duplicate-work.ts';
import { askFileWork } from '../../lib/messaging/file-work.ts';
import { backupPlaces } from '../../lib/platform/backup-places.ts';
import { after, now } from '../../lib/platform/clock.ts';
import { askToPersist } from '../../lib/platform/disk.ts';
import { askBeforeLeaving } from '../../lib/platform/leaving.ts';
import { localMemory } from '../../lib/platform/local-memory.ts';
import { version } from '../../lib/platform/manifest.ts';
import { pageMemory, tabMemory } from '../../lib/platform/page-memory.ts';
import { onGrantsChanged } from '../../lib/platform/permissions.ts';
import { saveFile } from '../../lib/platform/save-file.ts';
import { startWorker } from '../../lib/platform/worker-line.ts';
import type { BackupPlaces } from '../../lib/view/backup-places.ts';
import duplicateWorkerUrl from './duplicate-worker/duplicate-worker.ts?worker&url';
import fileWorkerUrl from './file-worker/file-worker.ts?worker&url';
import { mountDashboard } from './mount-dashboard.tsx';

const root = document.getElementById('app');
const connected = await connectBackground({ name: 'dashboard' });
if (root && connected.ok) {
  const regulars = await mountDashboard({
    background: connected.value,
    clock: { now, after },
    root,
    languages: navigator.languages,
    memory: pageMemory,
    tabMemory,
    choices: localMemory,
    startFileWork: () => askFileWork(startWorker(fileWorkerUrl)),
    startDuplicateWork: () => askDuplicateWork(startWorker(duplicateWorkerUrl)),
    saveFile,
    backupPlaces: backupPlaces as BackupPlaces,
    askBeforeLeaving,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    persist: askToPersist,
    version: version(),
    onGrantsChanged,
    stop: new AbortController().signal,
  });
  Object.assign(globalThis, { regulars });
}
