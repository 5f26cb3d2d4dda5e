import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { SavedFilter } from '../domain/filter.ts';
import type { GroupNames } from '../domain/score.ts';
import { withShopNames } from '../i18n/shop-names.ts';
import type { Background } from '../messaging/background.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * The settings of a page on which RFM groups and segments are called as the shop calls them. It follows the rules until the
 * signal aborts; `load` brings the names first.
 */
export function createNamingSettings(
  background: Background,
  settings: SettingsStore,
  saved: ReadonlySignal<readonly SavedFilter[]>,
  stop: AbortSignal,
) {
  const groups = signal<GroupNames>({});
  const load = async () => {
    const answer = await background.call('rules.names', {});
    if (answer.ok) groups.value = answer.value;
  };
  background.subscribe((push) => {
    if (push.event === 'changed' && push.tables.includes('scoreRules')) void load();
  }, stop);
  const segments = computed(() => new Map(saved.value.map(({ id, name }) => [id as string, name])));
  const naming: SettingsStore = {
    ...settings,
    translator: computed(() =>
      withShopNames(settings.translator.value, { groups: groups.value, segments: segments.value }),
    ),
  };
  return { settings: naming, load };
}
