import { computed, signal } from '@preact/signals';
import type { GroupNames } from '../domain/score.ts';
import { withGroupNames } from '../i18n/group-names.ts';
import type { Background } from '../messaging/background.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * The settings of a page on which RFM groups are called as the shop calls them. It follows the rules until the signal
 * aborts; `load` brings the names first.
 */
export function createNamingSettings(background: Background, settings: SettingsStore, stop: AbortSignal) {
  const names = signal<GroupNames>({});
  const load = async () => {
    const answer = await background.call('rules.names', {});
    if (answer.ok) names.value = answer.value;
  };
  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('scoreRules')) void load();
  }, stop);
  const naming: SettingsStore = {
    ...settings,
    translator: computed(() => withGroupNames(settings.translator.value, names.value)),
  };
  return { settings: naming, load };
}
