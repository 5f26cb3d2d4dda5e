import { render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import type { PopupProps } from '../../components/popup/Popup.tsx';
import type { ConsoleApi } from '../../entrypoints/dashboard/console-api.ts';
import { mountDashboard } from '../../entrypoints/dashboard/mount-dashboard.tsx';
import { mountPopup } from '../../entrypoints/popup/mount-popup.tsx';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { Language } from '../../lib/domain/settings.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { TabMemory } from '../../lib/view/unfinished.ts';
import { type DashboardState, dashboardBackground, dashboardStates } from './dashboard-states.ts';
import type { FakeBackground } from './fake-background.ts';
import { createFakePlaces, type FakePlaces } from './fake-places.ts';
import { startDuplicateWork, startFileWork } from './file-work.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { painted, type ThemeName } from './mount.tsx';
import { popupBackground } from './popup-states.ts';
import { id } from './sample-file.ts';

interface Standing {
  readonly root: HTMLElement;
  readonly background: FakeBackground;
  readonly clock: ManualClock;
  /** Tells the page that grants changed. */
  readonly grantsChanged: () => void;
}

interface StandingDashboard extends Standing {
  readonly api: ConsoleApi;
  readonly memory: Map<string, string>;
  /** What this tab keeps for itself. */
  readonly tab: Map<string, string>;
  readonly choices: Map<string, unknown>;
  readonly places: FakePlaces;
  /** What was handed to the browser's downloads. */
  readonly saved: { readonly file: Blob; readonly name: string }[];
  /** Whether the browser would ask before this page is left. */
  readonly asksBeforeLeaving: () => boolean;
}

const standing = new Set<() => void>();

/** Takes down whatever a test left standing, and leaves the address as it was. */
export function unmountPages(): void {
  for (const stop of standing) stop();
  standing.clear();
  history.replaceState(null, '', location.pathname + location.search);
}

function stage(): { root: HTMLElement; controller: AbortController } {
  const root = document.createElement('div');
  document.body.append(root);
  const controller = new AbortController();
  standing.add(() => {
    controller.abort();
    render(null, root);
    root.remove();
  });
  return { root, controller };
}

/** The whole dashboard in one of its states. */
export async function mountDashboardState(
  state: DashboardState,
  options: {
    readonly language?: Language;
    readonly theme?: ThemeName;
    readonly background?: FakeBackground;
    readonly persist?: () => Promise<boolean>;
    readonly places?: FakePlaces;
    /** What is kept of choices; a test gives the same again to come back later. */
    readonly choices?: Map<string, unknown>;
    /** What the tab kept for itself before it was reloaded. */
    readonly tab?: Map<string, string>;
  } = {},
): Promise<StandingDashboard> {
  const { language = 'en', theme = 'light', persist = async () => false } = options;
  const { root, controller } = stage();
  history.replaceState(null, '', state.hash);
  const background = options.background ?? dashboardBackground(state, language, theme);
  const clock = createManualClock();
  const memory = new Map<string, string>();
  const tab = options.tab ?? new Map<string, string>();
  const inMap = (map: Map<string, string>): TabMemory => ({
    get: (key) => map.get(key),
    set: (key, value) => void (value === undefined ? map.delete(key) : map.set(key, value)),
  });
  const choices = options.choices ?? new Map<string, unknown>();
  const saved: StandingDashboard['saved'] = [];
  const asking = new Set<AbortSignal>();
  const places = options.places ?? createFakePlaces();
  if (state.ledger && !choices.has('backups')) choices.set('backups', state.ledger);
  if (state.sample) memory.set('sample', JSON.stringify({ actionId: id(1), customerIds: [id(1)] }));
  let grantsChanged = () => {};
  const api = await mountDashboard({
    background,
    clock,
    root,
    languages: [language],
    ...{ memory: inMap(memory), tabMemory: inMap(tab) },
    choices: {
      get: async (key) => choices.get(key),
      set: async (key, value) => void choices.set(key, value),
    },
    startFileWork,
    startDuplicateWork,
    backupPlaces: places,
    saveFile: (file, name) => void saved.push({ file, name }),
    askBeforeLeaving: (signal) => void asking.add(signal),
    timeZone: 'Asia/Shanghai',
    persist,
    version: '0.1.0',
    onGrantsChanged: (listener) => {
      grantsChanged = listener;
    },
    stop: controller.signal,
  });
  await painted();
  clock.advance(200);
  await painted();
  const asksBeforeLeaving = () => [...asking].some((signal) => !signal.aborted);
  return {
    ...{ root, background, clock, api, places, memory, tab, choices, saved, asksBeforeLeaving },
    grantsChanged: () => grantsChanged(),
  };
}

/** The full pages in one of their states, by its name. */
export async function openDashboard(
  name: string,
  language: Language = 'en',
  theme: ThemeName = 'light',
): Promise<StandingDashboard> {
  const state = dashboardStates[name];
  if (!state) throw new Error(name);
  return mountDashboardState(state, { language, theme });
}

/** The popup over a tab of such a site. */
export async function mountPopupState(
  site: PageContext['site'] | Failure,
  language: Language = 'en',
  theme: ThemeName = 'light',
  props: Partial<PopupProps> = {},
): Promise<Standing> {
  const { root, controller } = stage();
  const background = popupBackground(site, language, theme);
  const clock = createManualClock();
  let grantsChanged = () => {};
  await mountPopup({
    background,
    clock,
    root,
    languages: [language],
    tabId: 7,
    dashboardUrl: 'dashboard.html',
    request: async () => true,
    openSidePanel: async () => {},
    close: () => {},
    ...props,
    onGrantsChanged: (listener) => {
      grantsChanged = listener;
    },
    stop: controller.signal,
  });
  await painted();
  return { root, background, clock, grantsChanged: () => grantsChanged() };
}
