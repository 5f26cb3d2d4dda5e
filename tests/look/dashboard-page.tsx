// Shows one state of the dashboard or the popup, named in the address: ?state=customers&language=en&theme=dark
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountDashboard } from '../../entrypoints/dashboard/mount-dashboard.tsx';
import { mountPopup } from '../../entrypoints/popup/mount-popup.tsx';
import { dashboardBackground, dashboardStates } from '../view/dashboard-states.ts';
import { createFakePlaces } from '../view/fake-places.ts';
import { startDuplicateWork, startFileWork } from '../view/file-work.ts';
import { popupBackground, popupStates } from '../view/popup-states.ts';
import { id, NOW } from '../view/sample-file.ts';

const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'customers';
const language = (query.get('language') ?? 'en') as 'en';
const theme = (query.get('theme') ?? 'light') as 'light';
const root = document.getElementById('app');
const site = popupStates[name];
const state = dashboardStates[name];
if (!root || (!site && !state)) throw new Error('no such state');
const shared = {
  clock: {
    now: () => NOW,
    after: (delayMs: number, run: () => void) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  },
  root,
  languages: ['en'],
  onGrantsChanged: () => {},
  stop: new AbortController().signal,
};
if (site) {
  await import('../../entrypoints/popup/popup.css');
  await mountPopup({
    ...shared,
    background: popupBackground(site, language, theme),
    tabId: 1,
    dashboardUrl: '#',
    request: async () => false,
    openSidePanel: async () => {},
    close: () => {},
  });
} else if (state) {
  location.hash = state.hash;
  const kept = state.sample ? JSON.stringify({ actionId: id(1), customerIds: [id(1)] }) : undefined;
  await mountDashboard({
    ...shared,
    background: dashboardBackground(state, language, theme),
    memory: { get: () => kept, set: () => {} },
    tabMemory: { get: () => undefined, set: () => {} },
    choices: { get: async (key) => (key === 'backups' ? state.ledger : undefined), set: async () => {} },
    backupPlaces: createFakePlaces({ isChosen: true }),
    startFileWork,
    startDuplicateWork,
    saveFile: () => {},
    askBeforeLeaving: () => {},
    timeZone: 'Asia/Shanghai',
    persist: async () => false,
    version: '0.1.0',
  });
}
document.documentElement.dataset.ready = [...Object.keys(dashboardStates), ...Object.keys(popupStates)].join(' ');
