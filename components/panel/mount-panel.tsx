import { render } from 'preact';
import { loadPanelTranslator } from '../../lib/i18n/load-panel-translator.ts';
import type { Background } from '../../lib/messaging/background.ts';
import { createAppView } from '../../lib/view/app-view.ts';
import type { Clock } from '../../lib/view/clock.ts';
import { flushOnLeave } from '../../lib/view/draft-store.ts';
import { createPageStore } from '../../lib/view/page-store.ts';
import { applyAppearance } from '../../lib/view/settings-store.ts';
import { AppProvider } from '../app/app-context.ts';
import { Panel } from './Panel.tsx';

export interface PanelOptions {
  readonly background: Background;
  readonly clock: Clock;
  /** Empty until now, and so it stays until the language is known. */
  readonly root: HTMLElement;
  /** BCP 47, most wanted first. */
  readonly languages: readonly string[];
  readonly onGrant?: (origin: string) => void;
  /** For the side panel, which outlives the tab it stands beside: calls back when another one comes in front. */
  readonly onTurn?: (turned: () => void) => void;
  /** Ends everything the panel started. */
  readonly stop: AbortSignal;
}

/** Starts the panel on a connection that the background has confirmed. */
export async function mountPanel(options: PanelOptions): Promise<void> {
  const { background, clock, root, languages, onGrant, onTurn, stop } = options;
  const app = createAppView(background, clock, languages, stop, loadPanelTranslator);
  const page = createPageStore(background, clock, stop);
  onTurn?.(() => void page.turn());
  const started = page.start();
  await app.settings.load();
  applyAppearance(app.settings, document.documentElement, stop);
  flushOnLeave(app.drafts, window, stop);
  render(
    <AppProvider value={app}>
      <Panel page={page} {...(onGrant === undefined ? {} : { onGrant })} />
    </AppProvider>,
    root,
  );
  stop.addEventListener('abort', () => render(null, root), { once: true });
  await started;
}
