import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountPanel } from '../../components/panel/mount-panel.tsx';
import { connectBackground } from '../../lib/messaging/connect.ts';
import { after, now } from '../../lib/platform/clock.ts';

// The token is good once: it leaves the address before anything else can read it there.
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

const root = document.getElementById('app');
const connected = await connectBackground({ name: 'panel', token });
// Refused, the frame was made by a stranger: it stays blank.
if (root && connected.ok) {
  await mountPanel({
    background: connected.value,
    clock: { now, after },
    root,
    languages: navigator.languages,
    stop: new AbortController().signal,
  });
}
