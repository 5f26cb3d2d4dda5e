import type { LoadTranslator } from '../i18n/load-translator.ts';
import type { Background } from '../messaging/background.ts';
import { type Actions, createActions } from './actions.ts';
import type { Clock } from './clock.ts';
import { createDraftStore, type DraftStore } from './draft-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import { createToastStore, type ToastStore } from './toast-store.ts';

/** What every page of the extension has in hand. */
export interface AppView {
  readonly background: Background;
  readonly clock: Clock;
  readonly settings: SettingsStore;
  readonly drafts: DraftStore;
  readonly toasts: ToastStore;
  readonly actions: Actions;
  /** Ends every store when it aborts. */
  readonly stop: AbortSignal;
}

/** Makes the stores that all pages share. Nothing is asked of the background yet. */
export function createAppView(
  background: Background,
  clock: Clock,
  preferredLanguages: readonly string[],
  stop: AbortSignal,
  loadTranslator: LoadTranslator,
): AppView {
  const settings = createSettingsStore(background, preferredLanguages, stop, loadTranslator);
  const toasts = createToastStore(clock);
  return {
    background,
    clock,
    settings,
    toasts,
    drafts: createDraftStore(background, clock),
    actions: createActions(background, toasts, () => settings.translator.peek()),
    stop,
  };
}
