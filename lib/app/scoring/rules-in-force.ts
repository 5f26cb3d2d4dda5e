import type { RuleSet } from '../../domain/score.ts';
import { DEFAULT_RULES } from '../../scoring/rules/default-rules.ts';
import type { Reader } from '../../storage/reader.ts';

/** The rules that count now. */
export const activeRules = async (_reader: Reader): Promise<RuleSet> => DEFAULT_RULES;
