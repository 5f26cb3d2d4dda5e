/**
 * A moment on the way from the page to the painted person, for the browser's tracing to show beside everything else. Only
 * in the build that the tests drive: any other holds none of it. No page can see it, unlike an entry of `performance`.
 */
export function mark(moment: string): void {
  if (import.meta.env.MODE === 'e2e') console.timeStamp(`regulars ${moment}`);
}
