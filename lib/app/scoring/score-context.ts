import type { RuleSet } from '../../domain/score.ts';
import type { Store } from '../../storage/store.ts';
import { activeRules } from '../score-rules.ts';
import { readSettings } from '../settings.ts';
import { type ScoreSettings, scoreSettingsOf } from './score-settings.ts';

/** What everybody is scored under. */
export interface ScoreContext {
  readonly settings: ScoreSettings;
  readonly rules: RuleSet;
}

export const readContext = (store: Store): Promise<ScoreContext> =>
  store.read(async (reader) => ({
    settings: scoreSettingsOf(await readSettings(reader)),
    rules: await activeRules(reader),
  }));
