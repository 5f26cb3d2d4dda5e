import type { Tab } from './tab.ts';

const SWITCHES = 500;
/** What is compiled and cached in the first few is no growth. */
const FIRST = 20;
/** Time for what one switch sets off; longer than the shortest pause between two reads. */
const REST_MS = 60;
const MB = 1024 * 1024;

interface HeapUsage {
  readonly usedSize: number;
  /** Of the browser's own objects behind the page's: nodes, observers, listeners. */
  readonly embedderHeapUsedSize?: number;
}

/** Bytes in use by the page's main thread, all worlds and same-process frames together, after all garbage is gone. */
async function heapBytes(tab: Tab): Promise<number> {
  // The second takes what the first one's finalisers let go.
  for (let round = 0; round < 2; round++) await tab.session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = await tab.session.send<HeapUsage & Record<string, unknown>>(
    'Runtime.getHeapUsage',
  );
  return usedSize + embedderHeapUsedSize;
}

/** By how much a page's heap grows over 500 switches, in MB. */
export async function growthMb(tab: Tab, url: string, switches: typeof switchInPage): Promise<number> {
  await tab.open(url);
  await tab.session.send('HeapProfiler.enable');
  await tab.run(switches, [FIRST, REST_MS]);
  const before = await heapBytes(tab);
  await tab.run(switches, [SWITCHES, REST_MS]);
  const after = await heapBytes(tab);
  await tab.session.send('HeapProfiler.disable');
  return (after - before) / MB;
}

/** Runs in the page: goes to another address of it, without a load, and shows something else there. */
export async function switchInPage(count: number, restMs: number): Promise<void> {
  const main = document.querySelector('main') as HTMLElement;
  const rows = [...main.children];
  for (let turn = 0; turn < count; turn++) {
    const address = new URL(location.href);
    address.searchParams.set('section', String(turn));
    history.replaceState({}, '', address);
    main.replaceChildren(
      ...Array.from({ length: 60 }, (_, at) => (rows[(turn + at) % rows.length] as Element).cloneNode(true)),
    );
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  main.replaceChildren(...rows);
}

/** Runs in the page: opens one message after another in the preview frame. */
export async function switchFrame(count: number, restMs: number): Promise<void> {
  const frame = document.querySelector('iframe#messagecontframe') as HTMLIFrameElement;
  for (let turn = 0; turn < count; turn++) {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.contentWindow?.location.replace(
      `/?_task=mail&_action=preview&_mbox=INBOX&_uid=${1 + (turn % 50)}&from=sender${turn % 50}@example.test`,
    );
    await loaded;
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
  const emptied = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.contentWindow?.location.replace('about:blank');
  await emptied;
}
