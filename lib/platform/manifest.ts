import { browser } from './browser.ts';

/** The version of this build, as the manifest says. */
export const version = (): string => browser.runtime.getManifest().version;
