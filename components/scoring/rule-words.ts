import type { CustomField } from '../../lib/domain/custom-field.ts';
import { STAGES } from '../../lib/domain/receipt.ts';
import { ABC, GROUPS, SCORE_ATTRIBUTES, type ScorePart } from '../../lib/domain/score.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { FEW, percent, probability } from '../../lib/view/shares.ts';

type Named = keyof typeof SCORE_ATTRIBUTES;

const isNamed = (attribute: string): attribute is Named => Object.hasOwn(SCORE_ATTRIBUTES, attribute);
const fieldOf = (attribute: string, fields: readonly CustomField[]) =>
  fields.find(({ id }) => `custom:${id}` === attribute);

/** What a rule is about, in a word or two. */
export function ruleText(t: Translate, attribute: string, fields: readonly CustomField[]): string {
  if (isNamed(attribute)) return t(`rule-of.${attribute}`);
  return fieldOf(attribute, fields)?.name ?? t('rule-of.custom');
}

/** Where the fact of a rule comes from. */
export function sourceOf(attribute: string): 'orders' | 'model' | 'feedback' | 'tags' | 'segments' | 'field' {
  if (attribute === 'pBuy' || attribute === 'valueRank') return 'model';
  if (attribute === 'satisfaction') return 'feedback';
  if (attribute === 'tag') return 'tags';
  if (attribute === 'segment') return 'segments';
  return isNamed(attribute) ? 'orders' : 'field';
}

/** The fact itself: "72%", "66 days", "At risk". */
export function factText(
  translator: Translator,
  part: ScorePart,
  fields: readonly CustomField[],
  comparedWith: number,
): string {
  const { t, language, number, list } = translator;
  const { attribute, value } = part;
  if (value === undefined) return '';
  const field = fieldOf(attribute, fields);
  if (field && !Array.isArray(value)) return customText(field, value as never, translator);
  if (typeof value === 'object' && value.length === 0) return attribute === 'segment' ? t('receipt.in-none') : '';
  if (typeof value === 'object') return list(value.map((one) => wordOf(t, attribute, one, field)));
  if (typeof value === 'string') return wordOf(t, attribute, value, field);
  switch (attribute) {
    case 'pBuy':
      return probability(language, value);
    case 'satisfaction':
    case 'refundShare':
      return percent(language, value);
    case 'valueRank':
    case 'netRank':
      if (comparedWith < 2) return '';
      // Of few a share would be more exact than they can be; nobody is above themselves.
      return comparedWith < FEW
        ? t('receipt.rank.few', { count: number(Math.round(value * (comparedWith - 1))), n: comparedWith - 1 })
        : t('receipt.rank', { share: percent(language, value) });
    case 'sinceDays':
    case 'tenureDays':
      return t('outlook.days', { n: Math.round(value) });
    case 'recency':
    case 'frequency':
    case 'monetary':
      return t('receipt.fifth', { q: value });
    default:
      return number(value);
  }
}

/** A word that an attribute can be, as people say it. */
export function wordOf(t: Translate, attribute: string, value: string, field: CustomField | undefined): string {
  const stage = STAGES.find((one) => one === value);
  if (attribute === 'stage' && stage) return t(`stage.${stage}`);
  const group = GROUPS.find((one) => one === value);
  if (attribute === 'group' && group) return t(`group.${group}`);
  const abc = ABC.find((one) => one === value);
  if (attribute === 'abc' && abc) return abc;
  return field?.choices.find(({ id }) => id === value)?.label ?? value;
}
