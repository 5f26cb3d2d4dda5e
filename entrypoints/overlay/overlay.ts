import type { Sighting } from '../../lib/domain/sighting.ts';
import type { Setup } from '../../lib/messaging/shell-contract.ts';
import { mark } from '../../lib/platform/mark.ts';
import type { Reading } from '../../lib/sites/interpreter.ts';
import type { Recipe } from '../../lib/sites/recipe.ts';
import { readSource } from '../../lib/sites/source.ts';
import { watchPage } from '../../lib/sites/watch.ts';
import type { Tab } from '../shell/tab.ts';
import { type Overlay, type Shell, world } from '../shell/world.ts';
import { createBadges } from './badges.ts';
import { createPanelFrame } from './panel-frame.ts';

/** What a message's raw headers may weigh; the rest of the source is not read. */
const SOURCE_CAP = 64 * 1024;

/** Joins the shell of this document; where there is none, or it has gone meanwhile, nothing happens. */
export function startOverlay(): void {
  const shell = world.regularsShell;
  shell?.join((setup, tab) => createOverlay(shell, setup, tab));
}

/** Reads the page by a recipe, sends what is seen, shows what the background says. */
function createOverlay(shell: Shell, setup: Setup, tab: Tab | undefined): Overlay {
  const { signal, page } = shell;
  mark('overlay: begins');
  let latest: Reading | undefined;
  let rev = 0;
  let reads = false;
  const badges = createBadges(document, setup.words, signal);
  const frame =
    tab &&
    createPanelFrame({ document, setup, tab, send: shell.send, keepClear: () => latest?.keepClear ?? [] }, signal);

  function watch(recipe: Recipe): void {
    let reading = new AbortController();
    watchPage(
      {
        recipe,
        page,
        onLeave() {
          reading.abort();
          latest = undefined;
          shell.unsay();
          shell.send({ type: 'left', veil: frame?.veil() ?? 0 });
        },
        onRead(read) {
          reading.abort();
          reading = new AbortController();
          latest = read;
          rev += 1;
          frame?.arrange(read !== undefined);
          if (!read) {
            shell.say(null, true, rev);
            return;
          }
          const hasSource = read.view.source !== undefined && read.sighting.message !== undefined;
          shell.say(read.sighting, !hasSource, rev);
          if (hasSource) void complete(recipe, read, rev, reading.signal);
        },
      },
      signal,
    );
    signal.addEventListener('abort', () => reading.abort(), { once: true });
  }

  async function complete(recipe: Recipe, read: Reading, at: number, until: AbortSignal): Promise<void> {
    const sighting: Sighting = await readSource(recipe, read.sighting, page(), fetchStart, until);
    if (!until.aborted) shell.say(sighting, true, at);
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'recipe':
          if (reads) return;
          reads = true;
          // Checked against the schema when it was built in or taken on.
          watch(message.recipe as Recipe);
          return;
        case 'rows':
          if (latest && message.rev === rev) badges.draw(latest.badges, message.badges);
          return;
        case 'setup':
          badges.speak(message.words);
          frame?.receive(message);
          return;
        default:
          frame?.receive(message);
      }
    },
  };
}

/** The first part of a text on the page's own origin, with the user's own session. */
async function fetchStart(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, credentials: 'same-origin', redirect: 'error' });
  const reader = response.body?.getReader();
  if (!response.ok || !reader) throw new Error('no source');
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < SOURCE_CAP && !/\r?\n\r?\n/.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
