import { all } from './anchors.ts';
import { first, type PageSource } from './fits.ts';
import { findView, type Reading, readPage, stillShows } from './interpreter.ts';
import type { Recipe } from './recipe.ts';

const MIN_GAP_MS = 50;
const MAX_GAP_MS = 500;
/** A read may take this share of the time between reads, so that a page that never rests is hardly slowed. */
const GAP_PER_COST = 10;
/** A page that changes and changes and shows nothing new is asked half as often each time. */
const GAP_GROWTH = 2;

/** The page's own history of entries, where the browser has it (Chromium, Firefox 147). */
type WithNavigation = Window & { readonly navigation?: EventTarget };

/**
 * Follows one document: `onRead` with each new reading (undefined: nothing recognised), never twice the same, and always
 * once more after the last change; `onLeave` at once, in the task in which what was last read is no longer shown.
 * A change is read at once in a page at rest, and no later than `MAX_GAP_MS` in one that never rests, where the pause
 * grows with every read that finds nothing new; a leave or a new address ends that growth. Nothing polls. All ends with
 * the signal.
 */
export function watchPage(
  options: {
    recipe: Recipe;
    page: () => PageSource;
    onLeave: () => void;
    onRead: (reading: Reading | undefined) => void;
  },
  signal: AbortSignal,
): void {
  const { recipe, page, onLeave, onRead } = options;
  const { document } = page();
  const window = document.defaultView as WithNavigation | null;
  if (!window || signal.aborted) return;

  let shown: Reading | undefined;
  let told = false;
  let signature: string | undefined;
  let anchors: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restUntil = 0;
  /** The end of the pause that the cost of the last read asks for, whatever it found. */
  let soonest = 0;
  /** Reads in a row that found what was known already. */
  let idleReads = 0;
  let address = page().url;
  let observed: readonly Element[] | undefined;

  const leave = () => {
    if (!told) return;
    told = false;
    shown = undefined;
    signature = undefined;
    hurry();
    onLeave();
  };
  /** Something else is on its way: what the reads until now cost and gave says nothing of it. */
  const hurry = () => {
    idleReads = 0;
    restUntil = soonest;
    clearTimeout(timer);
    timer = undefined;
  };
  const changed = () => {
    if (page().url !== address) {
      address = page().url;
      hurry();
    }
    if (shown && !stillShows(shown, page())) leave();
    schedule();
  };
  const observer = new MutationObserver(changed);

  function schedule(): void {
    if (timer !== undefined || signal.aborted) return;
    const wait = restUntil - performance.now();
    if (wait <= 0) {
      idleReads = 0;
      read();
    } else timer = setTimeout(read, wait);
  }

  function read(): void {
    clearTimeout(timer);
    timer = undefined;
    if (signal.aborted) return;
    const start = performance.now();
    const reading = readPage(recipe, page());
    observe();
    const elements = reading ? [...reading.badges.map((badge) => badge.anchor), ...reading.keepClear] : [];
    const text = reading ? JSON.stringify(reading.sighting) : '';
    const news =
      text !== signature ||
      elements.length !== anchors.length ||
      elements.some((element, at) => element !== anchors[at]);
    shown = reading;
    anchors = elements;
    const end = performance.now();
    // Whoever has told nothing yet waits for the first person and goes on asking.
    idleReads = news || !told ? 0 : idleReads + 1;
    const gap = Math.max(MIN_GAP_MS, (end - start) * GAP_PER_COST);
    soonest = end + Math.min(MAX_GAP_MS, gap);
    restUntil = end + Math.min(MAX_GAP_MS, gap * GAP_GROWTH ** idleReads);
    if (!news) return;
    signature = text;
    told = reading !== undefined;
    onRead(reading);
  }

  // The containers of the view that fits by address; while one is missing, the document's body until it appears.
  function observe(): void {
    const current = page();
    const view = findView(recipe, current);
    const selectors = view ? view.watch : recipe.views.flatMap((other) => other.watch);
    const found = [...new Set(selectors)].flatMap((selector) => first(document, selector) ?? []);
    const containers = found.length > 0 ? found : [document.body ?? document.documentElement];
    followFrames();
    followInputs(view?.inputs ?? []);
    if (
      observed &&
      containers.length === observed.length &&
      containers.every((element, at) => element === observed?.[at])
    )
      return;
    observer.disconnect();
    observed = containers;
    for (const container of containers) {
      observer.observe(container, {
        childList: true,
        subtree: true,
        characterData: true,
        attributeFilter: ['title', 'href', 'class'],
      });
      // A container that is itself replaced says so only to those it stood in.
      for (let parent = container.parentNode; parent; parent = parent.parentNode)
        observer.observe(parent, { childList: true });
    }
  }

  const frames = [...new Set(recipe.views.flatMap((view) => view.frames ?? []))];
  // What the frame showed is gone, whatever this document itself shows; that is then told anew.
  function onFrameLeave(): void {
    told = true;
    leave();
    // The frame's next document has its own window to listen to; it is there once this task is over.
    setTimeout(() => {
      if (signal.aborted) return;
      followFrames();
      schedule();
    });
  }
  function followFrames(): void {
    if (!page().isTop) return;
    for (const frame of frames.flatMap((selector) => all(document, selector))) {
      frame.addEventListener('load', followFrames, { signal });
      try {
        (frame as HTMLIFrameElement).contentWindow?.addEventListener('pagehide', onFrameLeave, { signal });
      } catch {
        // Of another origin: nobody of ours is in it.
      }
    }
  }
  function followInputs(selectors: readonly string[]): void {
    for (const input of selectors.flatMap((selector) => all(document, selector))) {
      for (const type of ['input', 'change']) input.addEventListener(type, changed, { signal });
    }
  }

  const navigation = window.navigation;
  navigation?.addEventListener('currententrychange', changed, { signal });
  for (const type of ['popstate', 'hashchange', 'pageshow']) window.addEventListener(type, changed, { signal });
  window.addEventListener('pagehide', leave, { signal });
  document.addEventListener('DOMContentLoaded', changed, { signal });
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      clearTimeout(timer);
    },
    { once: true },
  );
  read();
}
