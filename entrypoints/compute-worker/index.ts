import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { computeMethods } from '../../lib/app/scoring/compute.ts';
import { serveCompute } from '../../lib/messaging/compute-work.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import { lineToPage } from '../../lib/platform/worker-line.ts';
import { openCurrent } from '../../lib/storage/place.ts';

export default defineUnlistedScript(() => {
  async function open() {
    const opened = await openCurrent({ onClosed: () => {} });
    if (!opened.ok) throw opened.error;
    return opened.value;
  }
  serveCompute(lineToPage(), computeMethods({ open, pace: createPace }));
});
