import { type Attribute, attributeKind, type Condition, splitAttribute } from '../../lib/domain/filter.ts';
import { minorDigits } from '../../lib/domain/money.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import type { MessageKey, Translate } from '../../lib/i18n/catalogue.ts';
import type { Translator } from '../../lib/i18n/translator.ts';

/** What an attribute is called. */
export function attributeText(t: Translate, attribute: string): string {
  const [family, member] = splitAttribute(attribute);
  if (family === 'net' && member !== undefined) return t('filter.of.net', { currency: member });
  const key = `filter.of.${attribute as Attribute}` as const;
  return attributeKind(attribute) === undefined ? attribute : t(key);
}

/** What a value of a choice is called: a tier's letter, a stage's name, a file. */
export function valueText({ t }: Translator, attribute: string, value: string): string {
  const known = <V extends string>(all: readonly V[]) => all.find((one) => one === value);
  if (attribute === 'tier') {
    const tier = known(TIERS);
    return tier ? t('tier.label', { letter: tier }) : value;
  }
  if (attribute === 'stage') {
    const stage = known(STAGES);
    return stage ? t(`stage.${stage}`) : value;
  }
  if (attribute === 'quality') {
    const check = known(QUALITY_CHECK_IDS);
    return check ? t(`quality.${check}`) : value;
  }
  if (attribute !== 'source') return value;
  if (value === 'user' || value === 'sample') return t(`filter.source.${value}`);
  const at = value.indexOf(':');
  const [kind, name] = [value.slice(0, at), value.slice(at + 1)];
  if (kind === 'page') return t('filter.source.page', { site: name.charAt(0).toUpperCase() + name.slice(1) });
  return kind === 'import' ? t('filter.source.import', { file: name }) : value;
}

/** A condition as a short sentence: "Tag: wholesale, net 30". */
export function conditionText(translator: Translator, condition: Condition): string {
  const { t, list, days } = translator;
  const { attribute } = condition;
  const what = attributeText(t, attribute);
  const isDate = attributeKind(attribute) === 'date';
  switch (condition.is) {
    case 'any-of':
    case 'none-of': {
      const values = list(condition.values.map((value) => valueText(translator, attribute, value)));
      return t(`filter.say.${condition.is}`, { what, values });
    }
    case 'in-last':
    case 'before-last':
      return t(`filter.say.${condition.is}`, { what, days: days(condition.days) });
    case 'known':
      return t(isDate ? 'filter.say.ever' : 'filter.say.known', { what });
    case 'unknown':
      return t(isDate ? 'filter.say.never' : 'filter.say.unknown', { what });
    case 'between': {
      const say = (value: number) => numberText(translator, attribute, value);
      const { from, to } = condition;
      if (from !== undefined && to !== undefined)
        return t('filter.say.between', { what, from: say(from), to: say(to) });
      const key: MessageKey = isDate
        ? from === undefined
          ? 'filter.say.until'
          : 'filter.say.since'
        : from === undefined
          ? 'filter.say.to'
          : 'filter.say.from';
      return t(key as 'filter.say.between', { what, from: say(from ?? 0), to: say(to ?? 0) });
    }
  }
}

function numberText({ money, number, plainDate }: Translator, attribute: string, value: number): string {
  const kind = attributeKind(attribute);
  if (kind === 'money') return money(value, splitAttribute(attribute)[1] ?? '');
  return kind === 'date' ? plainDate(dayOfMs(value)) : number(value);
}

/** The day, as this computer's calendar has it, `YYYY-MM-DD`. */
export function dayOfMs(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Minor units as they are typed, and back. */
export const toTyped = (minor: number, currency: string): string => String(minor / 10 ** minorDigits(currency));
export const fromTyped = (major: number, currency: string): number => Math.round(major * 10 ** minorDigits(currency));
