import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Language, Settings } from '../domain/settings.ts';
import { resolveLanguage } from '../i18n/languages.ts';
import type { LoadTranslator } from '../i18n/load-translator.ts';
import { createTranslator, type Translator } from '../i18n/translator.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';

const DEFAULTS: Settings = {
  language: 'system',
  theme: 'system',
  badges: true,
  singleKeys: true,
  ownAddresses: [],
  neverList: [],
};

/** The settings, and what follows from them for the interface. */
export interface SettingsStore {
  readonly settings: ReadonlySignal<Settings>;
  readonly translator: ReadonlySignal<Translator>;
  /** Brings the settings and the texts of their language; before that nothing can be said. */
  load(): Promise<void>;
  /** Saves some of them; the failure when that did not work. */
  set(part: Partial<Settings>): Promise<Failure | undefined>;
}

/**
 * Makes the settings store. Where the settings cannot be had it follows the browser.
 * @param preferred the browser's languages, most wanted first
 * @param loadTranslator brings the texts that the page needs
 */
export function createSettingsStore(
  background: Background,
  preferred: readonly string[],
  stop: AbortSignal,
  loadTranslator: LoadTranslator,
): SettingsStore {
  const settings = signal<Settings>(DEFAULTS);
  const language = () => resolveLanguage(settings.peek().language, preferred);
  // Has the formats but no words until `load`.
  const translator = signal<Translator>(createTranslator(language(), {}));
  let spoken: Language | undefined;

  // A language is spoken once its texts are there, and only if it is still the one wanted.
  const speak = async () => {
    const wanted = language();
    if (wanted === spoken) return;
    const loaded = await loadTranslator(wanted);
    if (wanted !== language()) return;
    spoken = wanted;
    translator.value = loaded;
  };

  const load = async () => {
    const answer = await background.call('settings.get', {});
    if (answer.ok) settings.value = answer.value;
    await speak();
  };
  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('settings')) void load();
  }, stop);

  return {
    settings,
    translator,
    load,
    set: async (part) => {
      const before = settings.peek();
      settings.value = { ...before, ...part };
      await speak();
      const answer = await background.call('settings.set', { actionId: background.newActionId(), settings: part });
      if (answer.ok) return undefined;
      settings.value = before;
      await speak();
      return answer.error;
    },
  };
}

/** Keeps the document's language and colours as the settings say. */
export function applyAppearance(store: SettingsStore, root: HTMLElement, stop: AbortSignal): void {
  const dispose = effect(() => {
    root.lang = store.translator.value.language;
    root.dataset.theme = store.settings.value.theme;
  });
  stop.addEventListener('abort', dispose, { once: true });
}
