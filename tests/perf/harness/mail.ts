import { type Bed, type RoundcubeTruth, readTruth, startRoundcube } from '../../e2e/harness/beds.ts';
import type { Devtools, Session } from './devtools.ts';
import { extensionIdOf, openPanel, shellWorld } from './extension.ts';
import { openTab, runIn, type Tab } from './tab.ts';

export interface Mailbox {
  readonly bed: Bed;
  readonly truth: RoundcubeTruth;
  /** Messages of the inbox with one customer or none, to switch between. */
  readonly messages: readonly { readonly uid: number; readonly customer: string }[];
}

/** The real Roundcube with its seeded mailbox. */
export async function startMailbox(): Promise<Mailbox> {
  const bed = await startRoundcube();
  const truth = await readTruth<RoundcubeTruth>(bed);
  const messages = truth.messages
    .filter(({ folder, customers }) => folder === 'INBOX' && customers.length <= 1)
    .map(({ uid, customers }) => ({ uid, customer: customers[0] ?? '' }));
  return { bed, truth, messages };
}

/** Logs in to Roundcube in a tab; gives it with the message list open. */
async function openMail(browser: Devtools, { bed }: Mailbox): Promise<Tab> {
  const tab = await openTab(browser, bed.url);
  const loaded = tab.session.once('Page.loadEventFired');
  await tab.run(
    (user, password) => {
      const fill = (id: string, text: string) => {
        (document.getElementById(id) as HTMLInputElement).value = text;
      };
      fill('rcmloginuser', user);
      fill('rcmloginpwd', password);
      document.getElementById('rcmloginsubmit')?.click();
    },
    [bed.user, bed.password] as const,
  );
  await loaded;
  await tab.until('the message list', () => document.querySelector('#messagelist tr.message') !== null, []);
  return tab;
}

/** Roundcube names a row by the UID in base64. */
export const rowSelector = (uid: number): string => `[id="rcmrow${btoa(String(uid)).replace(/=+$/, '')}"]`;

/** A state and the frames it was seen in, in ms since 1970 (sub-millisecond). */
interface Seen {
  readonly first: number;
  readonly last: number;
}
/** What the mailbox page shows: which message's header, and whether the panel can be seen. */
export interface PageState extends Seen {
  readonly uid: number | undefined;
  readonly isPanelSeen: boolean;
  /** DOMContentLoaded of the message's document; 0 while that is still to come: its header may be seen before. */
  readonly ready: number;
}
/** What the panel's document shows: the key of the customer it speaks of, or nobody; or that it is still loading. */
export interface PanelState extends Seen {
  readonly customer: string;
  readonly isLoading: boolean;
}

interface PageFollower {
  readonly states: PageState[];
  frames: number;
  clicked: number;
}
interface PanelFollower {
  readonly states: PanelState[];
}

/** The mailbox with the panel beside it, both followed frame by frame. */
export interface FollowedMail {
  readonly browser: Devtools;
  readonly tab: Tab;
  readonly panel: Session;
  page(): Promise<PageFollower>;
  shown(): Promise<PanelFollower>;
  /** Waits until message and person of a uid stand side by side, uncovered. */
  settled(uid: number, customer: string): Promise<void>;
  /** The least question of the panel to the worker and back, in ms: what the machine needs for it at this moment. */
  echo(): Promise<number>;
  /** Forgets the states up to now. */
  forget(): Promise<void>;
}

/** Opens the mailbox and follows what is on screen in it and in the panel. */
export async function followMail(browser: Devtools, mailbox: Mailbox): Promise<FollowedMail> {
  const tab = await openMail(browser, mailbox);
  const world = await shellWorld(tab, await extensionIdOf(browser));
  // Nothing to show a person for, and the panel stays closed until the first message.
  await tab.click(rowSelector(mailbox.messages[0]?.uid ?? 1));
  const panel = await openPanel(browser);
  await tab.until('the panel to be seen', followPage, [], world);
  const keys = Object.entries(mailbox.truth.customers).flatMap(([key, { emails }]) =>
    emails.map((email) => [email.toLowerCase(), key] as const),
  );
  await runIn(panel, followPanel, [keys]);

  const page = () => tab.run(() => (globalThis as unknown as { follower: PageFollower }).follower, [], world);
  const shown = () => runIn(panel, () => (globalThis as unknown as { follower: PanelFollower }).follower, []);
  return {
    browser,
    tab,
    panel,
    page,
    shown,
    async settled(uid, customer) {
      // The page first: once it has uncovered the panel for this message, what the panel shows is of it.
      await tab.run(untilLast, [{ uid, isPanelSeen: true }], world);
      await runIn(panel, untilLast, [{ customer, isLoading: false }]);
      // A wait for the panel may have outlived the message.
      await tab.run(untilLast, [{ uid, isPanelSeen: true }], world);
    },
    echo: () => runIn(panel, echo, []),
    async forget() {
      const reset = () => {
        const { follower } = globalThis as unknown as { follower: { states: unknown[]; frames?: number } };
        follower.states.splice(0, follower.states.length - 1);
        if (follower.frames !== undefined) follower.frames = 0;
      };
      await tab.run(reset, [], world);
      await runIn(panel, reset, []);
    },
  };
}

/** Runs beside a follower: resolves when its last state is like this, rejects when it is not for half a minute. */
function untilLast(wanted: Readonly<Record<string, unknown>>): Promise<void> {
  const { follower } = globalThis as unknown as { follower: { states: readonly Record<string, unknown>[] } };
  return new Promise((resolve, reject) => {
    const end = performance.now() + 30_000;
    const look = () => {
      const last = follower.states.at(-1);
      if (Object.entries(wanted).every(([name, value]) => last?.[name] === value)) resolve();
      else if (performance.now() > end) reject(new Error(`${JSON.stringify(last)}, not ${JSON.stringify(wanted)}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Runs in the shell's world of the mailbox page, where its closed root opens. True once it follows. */
function followPage(): boolean {
  const api = (globalThis as unknown as { chrome: { dom: { openOrClosedShadowRoot(element: Element): ShadowRoot } } })
    .chrome;
  const host = document.querySelector('[data-regulars-shell="panel"]');
  const root = host && api.dom.openOrClosedShadowRoot(host);
  const iframe = root?.querySelector('iframe');
  const veil = iframe?.nextElementSibling as HTMLElement | null | undefined;
  const box = iframe?.parentElement;
  if (!veil || !box || veil.style.display !== 'none') return false;

  const states: PageState[] = [];
  const follower = { states, frames: 0, clicked: 0 };
  Object.assign(globalThis, { follower });
  const moment = () => performance.timeOrigin + performance.now();
  document.addEventListener('mousedown', () => Object.assign(follower, { clicked: moment() }), { capture: true });
  const readyOf = (inner: Window | null | undefined) => {
    const [entry] = (inner?.performance.getEntriesByType('navigation') ?? []) as PerformanceNavigationTiming[];
    return inner && entry && entry.domContentLoadedEventStart > 0
      ? inner.performance.timeOrigin + entry.domContentLoadedEventStart
      : 0;
  };
  const look = () => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe#messagecontframe');
    const inner = frame?.contentDocument?.querySelector('#message-header') ? frame.contentWindow : undefined;
    const query = new URLSearchParams(inner?.location.search);
    const uid = query.has('_uid') ? Number(query.get('_uid')) : undefined;
    const isPanelSeen = veil.style.display === 'none' && box.style.display !== 'none';
    const at = moment();
    const last = states.at(-1);
    follower.frames++;
    const same = last && last.uid === uid && last.isPanelSeen === isPanelSeen ? last : undefined;
    const ready = same?.ready || readyOf(inner);
    if (same) Object.assign(same, { last: at, ready });
    else states.push({ first: at, last: at, uid, isPanelSeen, ready });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return true;
}

/** Runs in the panel: a connection that is refused, by name, at the worker's first look at it. */
function echo(): Promise<number> {
  const { runtime } = (
    globalThis as unknown as {
      chrome: {
        runtime: { connect(to: { name: string }): { onDisconnect: { addListener(listen: () => void): void } } };
      };
    }
  ).chrome;
  return new Promise((resolve) => {
    const start = performance.now();
    runtime.connect({ name: 'echo' }).onDisconnect.addListener(() => resolve(performance.now() - start));
  });
}

/** Runs in the panel. The person is told by the addresses it shows: two customers may share a name. */
function followPanel(keys: readonly (readonly [string, string])[]): void {
  const states: PanelState[] = [];
  Object.assign(globalThis, { follower: { states } });
  const app = document.getElementById('app') as HTMLElement;
  let hasChanged = true;
  new MutationObserver(() => {
    hasChanged = true;
  }).observe(app, { childList: true, subtree: true, characterData: true });
  let customer = '';
  let isLoading = true;
  const read = () => {
    hasChanged = false;
    const text = app.textContent?.toLowerCase() ?? '';
    customer = app.querySelector('h2') ? (keys.find(([email]) => text.includes(email))?.[1] ?? '') : '';
    // An empty panel waits, and so does one with a skeleton.
    isLoading = customer === '' && app.querySelector('h2, h3, p') === null;
  };
  const look = () => {
    if (hasChanged) read();
    const at = performance.timeOrigin + performance.now();
    const last = states.at(-1);
    if (last?.customer === customer && last.isLoading === isLoading) Object.assign(last, { last: at });
    else states.push({ first: at, last: at, customer, isLoading });
    requestAnimationFrame(look);
  };
  look();
}
