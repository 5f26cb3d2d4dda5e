/** Has the browser ask before this page is left, until the signal aborts. The sentence is the browser's own. */
export function askBeforeLeaving(stop: AbortSignal): void {
  addEventListener('beforeunload', (event) => event.preventDefault(), { signal: stop });
}
