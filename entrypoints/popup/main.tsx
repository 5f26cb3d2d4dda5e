import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import './popup.css';
import { connectBackground } from '../../lib/messaging/connect.ts';
import { extensionUrl } from '../../lib/platform/browser.ts';
import { after, now } from '../../lib/platform/clock.ts';
import { onGrantsChanged, requestSite } from '../../lib/platform/permissions.ts';
import { openSidePanel, tabInFront } from '../../lib/platform/tabs.ts';
import { mountPopup } from './mount-popup.tsx';

const root = document.getElementById('app');
const [connected, tabId] = await Promise.all([connectBackground({ name: 'popup' }), tabInFront()]);
if (root && connected.ok) {
  await mountPopup({
    background: connected.value,
    clock: { now, after },
    root,
    languages: navigator.languages,
    tabId,
    dashboardUrl: extensionUrl('dashboard.html'),
    request: requestSite,
    openSidePanel: () => (tabId === undefined ? Promise.resolve() : openSidePanel(tabId)),
    close: () => window.close(),
    onGrantsChanged,
    stop: new AbortController().signal,
  });
}
