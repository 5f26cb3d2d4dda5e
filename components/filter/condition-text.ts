import { type AttributeKind, attributeKind, attributeOf } from '../../lib/domain/attributes.ts';
import { BEFORE_TEXT } from '../../lib/domain/cohort.ts';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { type Condition, type FilterNode, isGroup } from '../../lib/domain/filter.ts';
import { minorDigits } from '../../lib/domain/money.ts';
import { QUALITY_CHECK_IDS } from '../../lib/domain/quality.ts';
import { STAGES, TIERS } from '../../lib/domain/receipt.ts';
import { GROUPS } from '../../lib/domain/score.ts';
import type { MessageKey } from '../../lib/i18n/catalogue.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { SoldGoods } from '../../lib/messaging/offer-contract.ts';
import { goodsText } from '../scoring/goods-words.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** What conditions are told with: a language, and the shop's own fields, as far as they are known. */
export interface Naming {
  readonly translator: Translator;
  readonly fields: readonly CustomField[] | undefined;
  /** What amounts of the models are in, where that is known. */
  readonly base?: string | undefined;
  /** What goods are called, by key, as far as it is known. */
  readonly goods?: ReadonlyMap<string, SoldGoods> | undefined;
}

/** How an attribute is asked about; absent for one of a field that is gone, and for none. */
export const kindOf = ({ fields = [] }: Naming, attribute: string): AttributeKind | undefined =>
  attributeKind(attribute, fields);

/** Whether a condition is about a field that was deleted. While it is not known which there are, none is. */
const isGone = ({ fields }: Naming, { attribute }: Condition): boolean =>
  fields !== undefined && attributeOf(attribute, fields)?.type === 'gone';

/** Whether a condition asks for amounts of the models in a currency they are not in, so that nobody can be meant. */
function isForeign({ base }: Naming, { attribute }: Condition): boolean {
  const found = attributeOf(attribute, []);
  return base !== undefined && (found?.type === 'worth' || found?.type === 'clv12') && found.currency !== base;
}

/** Whether a condition says nothing as things stand: it is marked, and its words say why. */
export const isLost = (naming: Naming, condition: Condition): boolean =>
  isGone(naming, condition) || isForeign(naming, condition);

/** What an attribute is called. */
export function attributeText({ translator: { t }, fields = [] }: Naming, attribute: string): string {
  const found = attributeOf(attribute, fields);
  switch (found?.type) {
    case 'fixed':
      return t(`filter.of.${found.name}`);
    case 'net':
    case 'worth':
    case 'clv12':
      return t(`filter.of.${found.type}`, { currency: found.currency });
    case 'custom': {
      const field = fields.find(({ id }) => id === found.fieldId)?.name ?? '';
      return found.currency === undefined ? field : t('filter.of.custom-in', { field, currency: found.currency });
    }
    case 'gone':
      return t('filter.of.gone');
    default:
      return attribute;
  }
}

/** What a product is called; while no name is known, the SKU or name that it is known again by. */
export function keyText(goods: Naming['goods'], key: string): string {
  const known = goods?.get(key);
  return known ? goodsText(known) : key.replace(/^(?:sku|name):/, '');
}

/** What a value of a choice is called: a tier's letter, a stage's name, a file, a choice's label, a product. */
export function valueText(naming: Naming, attribute: string, value: string): string {
  const { fields = [] } = naming;
  const { t, month } = naming.translator;
  const known = <V extends string>(all: readonly V[]) => all.find((one) => one === value);
  const found = attributeOf(attribute, fields);
  if (found?.type === 'custom') {
    const field = fields.find(({ id }) => id === found.fieldId);
    if (field?.kind === 'yesno') return t(value === 'yes' ? 'value.yes' : 'value.no');
    return field?.choices.find(({ id }) => id === value)?.label ?? value;
  }
  switch (attribute) {
    case 'tier': {
      const tier = known(TIERS);
      return tier ? t('tier.label', { letter: tier }) : value;
    }
    case 'stage': {
      const stage = known(STAGES);
      return stage ? t(`stage.${stage}`) : value;
    }
    case 'group': {
      const group = known(GROUPS);
      return group ? t(`group.${group}`) : value;
    }
    case 'cohort':
      if (value === BEFORE_TEXT) return t('filter.cohort.before');
      return MONTH.test(value) ? month(monthStart(value)) : value;
    case 'again':
      return /^\d+$/.test(value) ? t('filter.again', { n: Number(value) }) : value;
    case 'quality': {
      const check = known(QUALITY_CHECK_IDS);
      return check ? t(`quality.${check}`) : value;
    }
    case 'source':
      return sourceText(t, value);
    case 'bought':
      return keyText(naming.goods, value);
    default:
      return value;
  }
}

function sourceText(t: Translator['t'], value: string): string {
  if (value === 'user' || value === 'sample') return t(`filter.source.${value}`);
  const at = value.indexOf(':');
  const [kind, name] = [value.slice(0, at), value.slice(at + 1)];
  if (kind === 'page') return t('filter.source.page', { site: name.charAt(0).toUpperCase() + name.slice(1) });
  return kind === 'import' ? t('filter.source.import', { file: name }) : value;
}

const BOUGHT = { 'any-of': 'filter.say.bought', 'none-of': 'filter.say.not-bought' } as const;

/** A condition as a short sentence: "Tag: wholesale, net 30". */
function conditionText(naming: Naming, condition: Condition): string {
  const { t, language, days } = naming.translator;
  const { attribute } = condition;
  if (isGone(naming, condition)) return t('filter.gone');
  const what = attributeText(naming, attribute);
  if (isForeign(naming, condition)) return t('filter.foreign', { what, base: naming.base ?? '' });
  const isDate = kindOf(naming, attribute) === 'date';
  switch (condition.is) {
    case 'any-of':
    case 'none-of': {
      // One of them is enough: "A or B".
      const one = new Intl.ListFormat(language, { type: 'disjunction' });
      const values = one.format(condition.values.map((value) => valueText(naming, attribute, value)));
      if (attribute === 'bought') return t(BOUGHT[condition.is], { values });
      return t(`filter.say.${condition.is}`, { what, values });
    }
    case 'in-last':
    case 'before-last':
    case 'in-next':
      return t(`filter.say.${condition.is}`, { what, days: days(condition.days) });
    case 'contains':
    case 'lacks':
      return t(`filter.say.${condition.is}`, { what, text: condition.text });
    case 'known':
      return t(isDate ? 'filter.say.ever' : 'filter.say.known', { what });
    case 'unknown':
      return t(isDate ? 'filter.say.never' : 'filter.say.unknown', { what });
    case 'between': {
      const say = (value: number) => numberText(naming, attribute, value);
      const { from, to } = condition;
      if (from !== undefined && from === to && !isDate) return t('filter.say.any-of', { what, values: say(from) });
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

/** Whatever a filter asks, in one line; groups in brackets. */
export function nodeText(naming: Naming, node: FilterNode): string {
  if (!isGroup(node)) return conditionText(naming, node);
  const { t } = naming.translator;
  if (node.of.length === 0) return t('segment.group.none');
  const parts = node.of.map((one) => (isGroup(one) ? `(${nodeText(naming, one)})` : nodeText(naming, one)));
  return t(`segment.say.${node.match}`, { what: parts.join(' · ') });
}

/** A month `2026-03` as an instant of it, wherever one is. */
export const monthStart = (month: string): number => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(year, number - 1, 1).getTime();
};

/** The currency that an attribute's amounts are in. */
export function currencyOf(attribute: string): string {
  const [, second = '', third] = attribute.split(':');
  return third ?? second;
}

function numberText(naming: Naming, attribute: string, value: number): string {
  const { money, number, plainDate, language } = naming.translator;
  const kind = kindOf(naming, attribute);
  // What was typed is shown as it was typed: a limit of 12.5 % is not one of 13 %.
  if (kind === 'share')
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(value);
  if (kind === 'money') return money(value, currencyOf(attribute));
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
