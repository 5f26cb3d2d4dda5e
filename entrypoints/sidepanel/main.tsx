import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountPanel } from '../../components/panel/mount-panel.tsx';
import { connectBackground } from '../../lib/messaging/connect.ts';
import { after, now } from '../../lib/platform/clock.ts';
import { requestSite } from '../../lib/platform/permissions.ts';
import { onTabTurn, ownWindow } from '../../lib/platform/tabs.ts';

const root = document.getElementById('app');
const windowId = await ownWindow();
const connected = await connectBackground({ name: 'sidepanel', windowId });
if (root && connected.ok) {
  await mountPanel({
    background: connected.value,
    clock: { now, after },
    root,
    languages: navigator.languages,
    onGrant: (origin) => void requestSite(origin),
    onTurn: (turned) => onTabTurn(windowId, turned),
    stop: new AbortController().signal,
  });
}
