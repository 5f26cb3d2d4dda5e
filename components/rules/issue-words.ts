import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { ScoreRule } from '../../lib/domain/score.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { RuleIssue } from '../../lib/scoring/rules/rule-issue.ts';
import { aboutText, choiceText } from './rules-words.ts';

/** What is the matter, and what to do about it, in a sentence. */
export function issueText(
  translator: Translator,
  issue: RuleIssue,
  rules: readonly ScoreRule[],
  fields: readonly CustomField[],
): string {
  const { t, number, list } = translator;
  switch (issue.type) {
    case 'unknown-value': {
      const attribute = rules.find(({ id }) => id === issue.ruleId)?.attribute ?? '';
      return t('rules.issue.unknown-value', { value: choiceText(translator, attribute, issue.value, fields) });
    }
    case 'segment-gone':
      return t('rules.issue.segment-gone');
    case 'segment-circle':
    case 'segment-text':
    case 'segment-record':
      return t(`rules.issue.${issue.type}`, { name: choiceText(translator, 'segment', issue.value, fields) });
    case 'tiers-not-descending':
    case 'tier-unreachable':
      return t(`rules.issue.${issue.type}`, { tier: issue.tier });
    case 'overlap': {
      const about = rules.filter(({ id }) => issue.ruleIds.includes(id)).map(({ attribute }) => attribute);
      const names = [...new Set(about)].map((attribute) => aboutText(translator, attribute, fields));
      return t(`rules.issue.overlap.${issue.basis}`, { rules: list(names) });
    }
    case 'clamped':
      // Rounded outwards: what is cut off lies beyond 0 and 100 in words too.
      return t('rules.issue.clamped', { min: number(Math.floor(issue.min)), max: number(Math.ceil(issue.max)) });
    default:
      return t(`rules.issue.${issue.type}`);
  }
}

/** Whether an issue is about one place of one rule. */
export const isAbout = (issue: RuleIssue, ruleId: string): boolean =>
  ('ruleId' in issue && issue.ruleId === ruleId) || (issue.type === 'same-attribute' && issue.ruleIds.includes(ruleId));
