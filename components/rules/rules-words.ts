import type { CustomField } from '../../lib/domain/custom-field.ts';
import { customRegister } from '../../lib/domain/custom-field.ts';
import type { RuleShape, RuleTest, ScoreRule } from '../../lib/domain/score.ts';
import { foreignSegmentName, segmentName } from '../../lib/i18n/shop-names.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { YES_NO } from '../../lib/scoring/rules/known-attributes.ts';
import { percent } from '../../lib/view/shares.ts';
import { ruleText, wordOf } from '../scoring/rule-words.ts';

const fieldOf = (attribute: string, fields: readonly CustomField[]): CustomField | undefined =>
  fields.find(({ id }) => customRegister(id) === attribute);

/** What the numbers of an attribute are. */
export type Unit = 'percent' | 'days' | 'fifth' | 'times' | 'number' | 'money';

export function unitOf(attribute: string, fields: readonly CustomField[]): Unit {
  switch (attribute) {
    case 'pBuy':
    case 'valueRank':
    case 'satisfaction':
    case 'refundShare':
    case 'netRank':
      return 'percent';
    case 'sinceDays':
    case 'tenureDays':
      return 'days';
    case 'recency':
    case 'frequency':
    case 'monetary':
      return 'fifth';
    case 'purchases':
      return 'times';
    default: {
      const kind = fieldOf(attribute, fields)?.kind;
      return kind === 'date' ? 'days' : kind === 'money' ? 'money' : 'number';
    }
  }
}

/** How many of the numbers people type are one of the attribute's: per cent are hundredths. */
export const scaleOf = (unit: Unit): number => (unit === 'percent' ? 100 : 1);

/** The unit in words, for a label: "days", "%". */
export function unitText({ t }: Translator, attribute: string, fields: readonly CustomField[]): string {
  const unit = unitOf(attribute, fields);
  if (unit !== 'money') return t(`rules.unit.${unit}`);
  const currency = fieldOf(attribute, fields)?.currency;
  return currency ? t('rules.unit.money', { currency }) : t('rules.unit.number');
}

/** "+30", "−10", "0": at most one decimal. */
export const signed = (language: string, points: number): string =>
  new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(points);

/** What a rule is about; a field that is gone is said to be. */
export const aboutText = ({ t }: Pick<Translator, 't'>, attribute: string, fields: readonly CustomField[]): string =>
  attribute.startsWith('custom:') && !fieldOf(attribute, fields) ? t('rules.gone') : ruleText(t, attribute, fields);

/** A segment that this shop has not: deleted, or asked for by rules that came in a file. */
function otherSegmentText(t: Translator['t'], id: string): string {
  const name = foreignSegmentName(t, id);
  return name === undefined ? t('rules.segment.gone') : t('rules.segment.foreign', { name });
}

/** A word that an attribute can be; group names are the shop's own where it gave some. */
export function choiceText(
  { t }: Pick<Translator, 't'>,
  attribute: string,
  value: string,
  fields: readonly CustomField[],
): string {
  const field = fieldOf(attribute, fields);
  if (attribute === 'segment') return segmentName(t, value) ?? otherSegmentText(t, value);
  const yesNo = field?.kind === 'yesno' ? YES_NO.find((one) => one === value) : undefined;
  return yesNo ? t(`rules.${yesNo}`) : wordOf(t, attribute, value, field);
}

/** A number of an attribute with its unit: "60%", "90 days". */
function valueText(
  { t, number, language }: Translator,
  attribute: string,
  value: number,
  fields: readonly CustomField[],
): string {
  const unit = unitOf(attribute, fields);
  if (unit === 'percent') return percent(language, value);
  return unit === 'days' ? t('rules.days', { n: value }) : number(value);
}

/** When a case holds: "90 days or more", "Loyal or Active". */
function testText(translator: Translator, attribute: string, test: RuleTest, fields: readonly CustomField[]): string {
  const { t, language } = translator;
  if (test.is === 'any-of') {
    const words = test.values.map((value) => choiceText(translator, attribute, value, fields));
    if (words.length === 0) return t('rules.when.nothing');
    return new Intl.ListFormat(language, { type: 'disjunction' }).format(words);
  }
  const say = (value: number) => valueText(translator, attribute, value, fields);
  const { from, to } = test;
  if (from !== undefined && to !== undefined) return t('rules.when.between', { from: say(from), to: say(to) });
  if (from !== undefined) return t('rules.when.from', { from: say(from) });
  return to === undefined ? t('rules.when.any') : t('rules.when.to', { to: say(to) });
}

/** A whole rule in a sentence: "Likely to order: the more, the better, up to +30". */
export function ruleSentence(translator: Translator, rule: ScoreRule, fields: readonly CustomField[]): string {
  const { t } = translator;
  const what = aboutText(translator, rule.attribute, fields);
  const { shape, points } = rule;
  if (shape.type === 'linear') {
    const shares = shape.points.map(({ share }) => share);
    const most = signed(translator.language, points * Math.max(...shares));
    return t(lineKey(shape, points), { what, points: most });
  }
  return t('rules.say.cases', { what, cases: casesText(translator, rule, shape, fields) });
}

function lineKey({ points: line }: Extract<RuleShape, { type: 'linear' }>, points: number) {
  const rises = line.every(({ share }, index) => share >= (line[index - 1]?.share ?? 0));
  const falls = line.every(({ share }, index) => share <= (line[index - 1]?.share ?? 1));
  if (rises) return points < 0 ? 'rules.say.costs' : 'rules.say.rises';
  if (falls) return points < 0 ? 'rules.say.costs-less' : 'rules.say.falls';
  return points < 0 ? 'rules.say.bends-less' : 'rules.say.bends';
}

/** So many cases are spelled out. */
const SPELLED = 4;

function casesText(
  translator: Translator,
  { attribute, points }: ScoreRule,
  { cases, otherwise }: Extract<RuleShape, { type: 'cases' }>,
  fields: readonly CustomField[],
): string {
  const { t, language } = translator;
  const say = (share: number) => signed(language, points * share);
  const shown = cases
    .slice(0, SPELLED)
    .map(({ when, share }) =>
      t('rules.say.case', { when: testText(translator, attribute, when, fields), points: say(share) }),
    );
  const more = cases.length > SPELLED ? [t('rules.say.more', { n: cases.length - SPELLED })] : [];
  const separator = language === 'en' ? ', ' : '，';
  return [...shown, ...more, t('rules.say.else', { points: say(otherwise) })].join(separator);
}
