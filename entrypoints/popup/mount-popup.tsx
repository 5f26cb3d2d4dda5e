import { render } from 'preact';
import { AppProvider } from '../../components/app/app-context.ts';
import { Popup, type PopupProps } from '../../components/popup/Popup.tsx';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import type { Background } from '../../lib/messaging/background.ts';
import { createAppView } from '../../lib/view/app-view.ts';
import type { Clock } from '../../lib/view/clock.ts';
import { createPopupStore } from '../../lib/view/popup-store.ts';
import { applyAppearance } from '../../lib/view/settings-store.ts';

export interface PopupOptions extends Omit<PopupProps, 'store'> {
  readonly background: Background;
  readonly clock: Clock;
  readonly root: HTMLElement;
  /** BCP 47, most wanted first. */
  readonly languages: readonly string[];
  /** The tab in front. */
  readonly tabId: number | undefined;
  /** Calls back when a site was granted or revoked. */
  readonly onGrantsChanged: (listener: () => void, stop: AbortSignal) => void;
  /** Ends everything the popup started. */
  readonly stop: AbortSignal;
}

/** Starts the popup; it is drawn once the tab's site is known, so that nothing jumps. */
export async function mountPopup(options: PopupOptions): Promise<void> {
  const { background, clock, root, languages, tabId, onGrantsChanged, stop, ...props } = options;
  const app = createAppView(background, clock, languages, stop, loadTranslator);
  const store = createPopupStore(background, tabId, stop);
  onGrantsChanged(() => void store.load(), stop);
  await Promise.all([app.settings.load(), store.load()]);
  applyAppearance(app.settings, document.documentElement, stop);
  render(
    <AppProvider value={app}>
      <Popup store={store} {...props} />
    </AppProvider>,
    root,
  );
  stop.addEventListener('abort', () => render(null, root), { once: true });
}
