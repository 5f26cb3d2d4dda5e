import type { Tier } from '../../domain/receipt.ts';

/** What is wrong with a rule set, or worth knowing of it, and where. Places count from 0. */
export type RuleIssue =
  /** Two rules cannot be told apart. */
  | { readonly type: 'same-id'; readonly ruleId: string }
  /** The shop has no such attribute: a field of its own that is gone, or a word of another version. Gives nobody points. */
  | { readonly type: 'unknown-attribute'; readonly ruleId: string; readonly attribute: string }
  /** A line over words, a range of words, or words among numbers. */
  | { readonly type: 'wrong-kind'; readonly ruleId: string; readonly caseIndex?: number }
  | { readonly type: 'points-not-ascending'; readonly ruleId: string; readonly pointIndex: number }
  | { readonly type: 'range-upside-down'; readonly ruleId: string; readonly caseIndex: number }
  | { readonly type: 'tiers-not-descending'; readonly tier: Tier }
  /** Dead: 0 points. */
  | { readonly type: 'no-points'; readonly ruleId: string }
  /** Dead: everybody gets the same share, which is the mean. */
  | { readonly type: 'constant-shape'; readonly ruleId: string }
  /** Dead: whoever it is meant for is in an earlier case. */
  | { readonly type: 'covered-case'; readonly ruleId: string; readonly caseIndex: number }
  /** Dead: the attribute is never within that range. */
  | { readonly type: 'never-holds'; readonly ruleId: string; readonly caseIndex: number }
  | { readonly type: 'unknown-value'; readonly ruleId: string; readonly caseIndex: number; readonly value: string }
  /** There is no such segment any more: nobody is in it. */
  | { readonly type: 'segment-gone'; readonly ruleId: string; readonly caseIndex: number; readonly value: string }
  /** The segment asks for scores or tiers itself: a circle. Or for a text, or for what scoring does not read. */
  | {
      readonly type: 'segment-circle' | 'segment-text' | 'segment-record';
      readonly ruleId: string;
      readonly caseIndex: number;
      readonly value: string;
    }
  /** The tier begins above the highest that its measure can be. */
  | { readonly type: 'tier-unreachable'; readonly tier: Tier }
  /** Two rules or more about one attribute: it counts several times. */
  | { readonly type: 'same-attribute'; readonly attribute: string; readonly ruleIds: readonly string[] }
  /** Attributes of several names that rest on one thing. */
  | { readonly type: 'overlap'; readonly basis: 'recency' | 'money'; readonly ruleIds: readonly string[] }
  /** The rules can give more than fits between 0 and 100: the rest is cut off. */
  | { readonly type: 'clamped'; readonly min: number; readonly max: number };

const SEVERITY = {
  'same-id': 'error',
  'unknown-attribute': 'warning',
  'wrong-kind': 'error',
  'points-not-ascending': 'error',
  'range-upside-down': 'error',
  'tiers-not-descending': 'error',
  'no-points': 'warning',
  'constant-shape': 'warning',
  'covered-case': 'warning',
  'never-holds': 'warning',
  'unknown-value': 'warning',
  'segment-gone': 'warning',
  'segment-circle': 'error',
  'segment-text': 'error',
  'segment-record': 'error',
  'tier-unreachable': 'warning',
  'same-attribute': 'info',
  overlap: 'info',
  clamped: 'info',
} as const satisfies Record<RuleIssue['type'], 'error' | 'warning' | 'info'>;

/** Errors cannot be saved; warnings give nobody points; the rest is worth knowing. */
export const severityOf = ({ type }: RuleIssue): 'error' | 'warning' | 'info' => SEVERITY[type];
