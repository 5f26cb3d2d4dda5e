import { serveFileWork } from '../../../lib/messaging/file-work.ts';
import { lineToPage } from '../../../lib/platform/worker-line.ts';
import { createBackups } from './backups.ts';
import { createReading } from './reading.ts';
import { createWriting } from './writing.ts';

// The one place in the pages where files are read and written: everything long happens here, off the page's thread.
serveFileWork(lineToPage(), { ...createReading(), ...createWriting(), ...createBackups() });
