import type { Devtools } from './devtools.ts';

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Time the thread really ran, in microseconds: other processes on the same core do not count. */
  readonly tdur?: number;
  readonly args?: {
    data?: { url?: string; message?: string };
    fileName?: string;
    worldId?: number;
    worldName?: string;
  };
}

const CATEGORIES = ['devtools.timeline', 'blink.user_timing', 'toplevel', 'v8'];
const SCRIPT =
  /^(EvaluateScript|FunctionCall|v8\.run|v8\.callFunction|v8\.compile|v8\.compileModule|v8\.evaluateModule)$/;
const TASK = /^(RunTask|ThreadControllerImpl::RunTask)$/;
const LONG_US = 50_000;

/** Records what the whole browser does while `act` runs. */
export async function trace(
  browser: Devtools,
  act: () => Promise<void>,
  categories: readonly string[] = CATEGORIES,
): Promise<TraceEvent[]> {
  await browser.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'], recordMode: 'recordContinuously' },
  });
  await act();
  const complete = browser.once('Tracing.tracingComplete');
  await browser.send('Tracing.end');
  const { stream } = (await complete) as { stream: string };
  let text = '';
  for (;;) {
    const part = await browser.send<{ data: string; eof: boolean; base64Encoded?: boolean }>('IO.read', {
      handle: stream,
      size: 1 << 22,
    });
    text += part.base64Encoded ? Buffer.from(part.data, 'base64').toString('utf8') : part.data;
    if (part.eof) break;
  }
  await browser.send('IO.close', { handle: stream });
  return JSON.parse(text).traceEvents;
}

/** A moment that the build under test noted, and when: see `lib/platform/mark.ts`. */
export interface Moment {
  readonly name: string;
  readonly atMs: number;
}

/** The moments of a trace in their order; the processes of a browser share one clock. */
export async function moments(browser: Devtools, act: () => Promise<void>): Promise<Moment[]> {
  const events = await trace(browser, act, ['devtools.timeline']);
  return events
    .flatMap(({ name, ts, args }) => {
      const said = name === 'TimeStamp' ? /^regulars (.*)$/.exec(args?.data?.message ?? '')?.[1] : undefined;
      return said ? [{ name: said, atMs: ts / 1000 }] : [];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

export interface ScriptTime {
  /** Thread time of extension scripts on the page's main thread, in ms. */
  readonly scriptMs: number;
  /** Of which compiling and first running the file. */
  readonly evaluateMs: number;
  readonly calls: number;
  /** Tasks over 50 ms that would not be so long without the extension's part in them. */
  readonly longTasksAdded: number;
  /** The longest stretch of extension script in one task, in ms. */
  readonly longestMs: number;
}

/**
 * What the scripts of extensions cost a page's main thread, up to a mark that the page itself sets, from another one or
 * from the trace's beginning: a script that starts with the document starts before anything of the page's own.
 * Only outermost events count: what a script calls is in its own time already.
 */
export function extensionTime(events: readonly TraceEvent[], marks: { from?: string; to: string }): ScriptTime {
  const mark = (name: string) => events.find((event) => event.name === name && event.cat.includes('user_timing'));
  const to = mark(marks.to);
  const begin = marks.from === undefined ? to : mark(marks.from);
  if (!begin || !to) throw new Error(`the trace lacks the mark ${to ? marks.from : marks.to}`);
  const beginTs = marks.from === undefined ? 0 : begin.ts;
  const main = events
    .filter(({ pid, tid, ph, ts }) => pid === to.pid && tid === to.tid && ph === 'X' && ts >= beginTs && ts <= to.ts)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const ours: TraceEvent[] = [];
  let end = -1;
  for (const event of main) {
    if (!SCRIPT.test(event.name) || event.ts < end || !isExtension(event)) continue;
    end = event.ts + (event.dur ?? 0);
    ours.push(event);
  }
  const tasks = main.filter((event) => TASK.test(event.name));
  const inTasks = tasks.map((task) => ({
    total: task.dur ?? 0,
    own: threadUs(ours.filter((event) => event.ts >= task.ts && event.ts < task.ts + (task.dur ?? 0))),
  }));
  return {
    scriptMs: threadUs(ours) / 1000,
    evaluateMs: threadUs(ours.filter(({ name }) => /EvaluateScript|compile|v8\.run/.test(name))) / 1000,
    calls: ours.length,
    longTasksAdded: inTasks.filter(({ total, own }) => own > 0 && total >= LONG_US && total - own < LONG_US).length,
    longestMs: Math.max(0, ...inTasks.map(({ own }) => own / 1000)),
  };
}

// A listener that the extension API calls has no address in the trace; it has the name of its world.
const isExtension = ({ args }: TraceEvent): boolean =>
  (args?.data?.url ?? args?.fileName ?? '').startsWith('chrome-extension://') ||
  (args?.worldId !== undefined && args.worldId !== 0 && (args.worldName ?? '') !== '');
const threadUs = (events: readonly TraceEvent[]): number =>
  events.reduce((total, event) => total + (event.tdur ?? event.dur ?? 0), 0);
