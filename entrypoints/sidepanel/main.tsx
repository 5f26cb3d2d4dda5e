import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountPanel } from '../../components/panel/mount-panel.tsx';
import { connectBackground } from '../../lib/messaging/connect.ts';
import { browser } from '../../lib/platform/browser.ts';
import { after, now } from '../../lib/platform/clock.ts';

const root = document.getElementById('app');
const connected = await connectBackground({ name: 'sidepanel' });
if (root && connected.ok) {
  await mountPanel({
    background: connected.value,
    clock: { now, after },
    root,
    languages: navigator.languages,
    onGrant: (origin) => void browser.permissions.request({ origins: [patternOf(origin)] }),
    onTurn: (turned) => browser.tabs.onActivated.addListener(turned),
    stop: new AbortController().signal,
  });
}

/** Firefox knows no ports in patterns, so a grant covers a host. */
function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
