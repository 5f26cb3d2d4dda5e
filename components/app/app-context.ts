import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { EpochMs } from '../../lib/domain/time.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { AppView } from '../../lib/view/app-view.ts';

const AppContext = createContext<AppView | undefined>(undefined);

/** Gives every component below it the stores of its page. */
export const AppProvider = AppContext.Provider;

/** The stores of the page this component stands on. */
export function useApp(): AppView {
  const app = useContext(AppContext);
  if (!app) throw new Error('no AppProvider above this component');
  return app;
}

/** The translator of the chosen language; the component is drawn again when it changes. */
export function useTranslator(): Translator & { now: () => EpochMs } {
  const app = useApp();
  return { ...app.settings.translator.value, now: () => app.clock.now() };
}
