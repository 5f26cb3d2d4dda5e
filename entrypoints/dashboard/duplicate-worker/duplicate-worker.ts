import { lineToPage } from '../../../lib/platform/worker-line.ts';
import { serveDuplicateWork } from './find.ts';

serveDuplicateWork(lineToPage(), () => performance.now());
