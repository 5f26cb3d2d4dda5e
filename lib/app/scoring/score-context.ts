import type { RuleSet } from '../../domain/score.ts';
import type { Store } from '../../storage/store.ts';
import { readSettings } from '../settings.ts';
import { type RuleSegment, ruleSegments } from './rule-segments.ts';
import { activeRules } from './score-rules.ts';
import { type ScoreSettings, scoreSettingsOf } from './score-settings.ts';

/** What everybody is scored under. */
export interface ScoreContext {
  readonly settings: ScoreSettings;
  readonly rules: RuleSet;
  /** Those that the rules ask for. */
  readonly segments: readonly RuleSegment[];
}

export const readContext = (store: Store): Promise<ScoreContext> =>
  store.read(async (reader) => {
    const rules = await activeRules(reader);
    const segments = await ruleSegments(reader, rules);
    return { settings: scoreSettingsOf(await readSettings(reader)), rules, segments };
  });
