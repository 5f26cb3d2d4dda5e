// Shows one state of the panel, named in the address: ?state=certain&language=en&theme=dark&person=weber
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountPanel } from '../../components/panel/mount-panel.tsx';
import { backgroundOf, panelStates } from '../view/panel-states.ts';
import { li, NOW, weber } from '../view/sample-file.ts';

const query = new URLSearchParams(location.search);
const states = panelStates(query.get('person') === 'weber' ? weber : li);
const state = states[query.get('state') ?? 'certain'];
const root = document.getElementById('app');
if (!state || !root) throw new Error('no such state');
await mountPanel({
  background: backgroundOf(state, (query.get('language') ?? 'en') as 'en', (query.get('theme') ?? 'light') as 'light'),
  clock: {
    now: () => NOW,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  },
  root,
  languages: ['en'],
  stop: new AbortController().signal,
});
document.documentElement.dataset.ready = Object.keys(states).join(' ');
