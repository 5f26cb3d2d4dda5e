import { browser } from './browser.ts';

/** What a grant for a site covers. Firefox knows no ports in patterns, so it is the host with all its ports. */
function sitePattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/**
 * Asks the browser, and through it the person, for one site. Must be called straight from a click: after an await the
 * browser no longer takes it for the person's wish. False when they said no.
 */
export function requestSite(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [sitePattern(origin)] });
}

/** Calls back whenever a grant was given or taken, whoever did it, until the signal aborts. */
export function onGrantsChanged(listener: () => void, stop: AbortSignal): void {
  const heard = () => listener();
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(heard);
  onRemoved.addListener(heard);
  stop.addEventListener(
    'abort',
    () => {
      onAdded.removeListener(heard);
      onRemoved.removeListener(heard);
    },
    { once: true },
  );
}
