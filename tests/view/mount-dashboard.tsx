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
import { type DashboardState, dashboardBackground } from './dashboard-states.ts';
import type { FakeBackground } from './fake-background.ts';
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
  } = {},
): Promise<Standing & { api: ConsoleApi; memory: Map<string, string> }> {
  const { language = 'en', theme = 'light', persist = async () => false } = options;
  const { root, controller } = stage();
  history.replaceState(null, '', state.hash);
  const background = options.background ?? dashboardBackground(state, language, theme);
  const clock = createManualClock();
  const memory = new Map<string, string>();
  if (state.sample) memory.set('sample', JSON.stringify({ actionId: id(1), customerIds: [id(1)] }));
  let grantsChanged = () => {};
  const api = await mountDashboard({
    background,
    clock,
    root,
    languages: [language],
    memory: {
      get: (key) => memory.get(key),
      set: (key, value) => void (value === undefined ? memory.delete(key) : memory.set(key, value)),
    },
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
  return { root, background, clock, api, memory, grantsChanged: () => grantsChanged() };
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
