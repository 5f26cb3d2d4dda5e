import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startShell } from './shell.ts';

// Not a content script of the manifest: registered at run time, and only for the origins the user granted.
export default defineUnlistedScript(startShell);
