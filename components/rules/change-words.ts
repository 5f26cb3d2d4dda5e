import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { ServicePolicy } from '../../lib/domain/score.ts';
import { catalogueWords } from '../../lib/i18n/shop-names.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { RuleChange } from '../../lib/scoring/rules/compare.ts';
import { givenPercent } from '../../lib/view/shares.ts';
import { aboutText, ruleSentence, signed } from './rules-words.ts';

/** One difference between two rule sets, in a sentence. */
export function changeText(translator: Translator, change: RuleChange, fields: readonly CustomField[]): string {
  const { t, number, language } = translator;
  const about = (attribute: string) => aboutText(translator, attribute, fields);
  switch (change.type) {
    case 'added':
    case 'removed':
      return t(`rules.change.${change.type}`, { what: ruleSentence(translator, change.rule, fields) });
    case 'attribute':
      return t('rules.change.attribute', { from: about(change.from.attribute), to: about(change.to.attribute) });
    case 'points':
      return t('rules.change.points', {
        what: about(change.rule.attribute),
        from: signed(language, change.from),
        to: signed(language, change.to),
      });
    case 'shape':
      return t('rules.change.shape', {
        what: about(change.to.attribute),
        to: ruleSentence(translator, change.to, fields),
      });
    case 'order':
      return t('rules.change.order');
    case 'tiers-by':
      return t('rules.change.tiers-by', {
        from: t(`rules.tiers.by.${change.from}`),
        to: t(`rules.tiers.by.${change.to}`),
      });
    case 'limit':
      return t('rules.change.limit', { tier: change.tier, from: number(change.from), to: number(change.to) });
    case 'margin':
      return t('rules.change.margin', { from: number(change.from), to: number(change.to) });
    case 'policy':
      return t('rules.change.policy', {
        tier: change.tier,
        from: policyText(translator, change.from),
        to: policyText(translator, change.to),
      });
    case 'group-name':
      return t('rules.change.group-name', {
        from: change.from ?? catalogueWords(t)(`group.${change.group}`),
        to: change.to ?? catalogueWords(t)(`group.${change.group}`),
      });
  }
}

/** What a tier is promised, in one line: the sentence, how soon it is answered, how much may be let off. */
function policyText({ t, language }: Translator, { sentence, responseHours, discountLimit }: ServicePolicy): string {
  const parts = [
    ...(sentence === '' ? [] : [t('rules.change.policy.sentence', { sentence })]),
    ...(responseHours === undefined ? [] : [t('policy.answer', { n: responseHours })]),
    ...(discountLimit === undefined ? [] : [t('policy.discount', { percent: givenPercent(language, discountLimit) })]),
  ];
  return parts.length === 0 ? t('rules.change.policy.none') : parts.join(language === 'en' ? ', ' : '，');
}
