import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startOverlay } from './overlay.ts';

// Brought into a document when its shell asks for it.
export default defineUnlistedScript(startOverlay);
