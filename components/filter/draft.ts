import { attributeKind, type Condition, splitAttribute } from '../../lib/domain/filter.ts';
import type { MessageKey } from '../../lib/i18n/catalogue.ts';
import { dayOfMs, fromTyped, toTyped } from './condition-text.ts';

/** A condition as it is being typed. */
export interface Draft {
  readonly attribute: string;
  readonly is: Condition['is'];
  readonly values: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly days: string;
}

/** What can be asked of an attribute, the usual first. */
export function questionsOf(attribute: string): readonly Condition['is'][] {
  switch (attributeKind(attribute)) {
    case 'number':
    case 'money':
      return ['between', 'known', 'unknown'];
    case 'date':
      return ['in-last', 'before-last', 'between', 'known', 'unknown'];
    case 'known':
      return ['known', 'unknown'];
    default:
      return ['any-of', 'none-of', 'unknown'];
  }
}

/** A new condition on an attribute. */
export const draftFor = (attribute: string): Draft => ({
  ...{ attribute, values: [], from: '', to: '', days: '30' },
  is: questionsOf(attribute)[0] ?? 'known',
});

/** A condition to be changed. */
export function draftOf(condition: Condition): Draft {
  const draft = { ...draftFor(condition.attribute), is: condition.is };
  switch (condition.is) {
    case 'any-of':
    case 'none-of':
      return { ...draft, values: condition.values };
    case 'in-last':
    case 'before-last':
      return { ...draft, days: String(condition.days) };
    case 'between': {
      const type = (value: number | undefined) => (value === undefined ? '' : typed(condition.attribute, value));
      return { ...draft, from: type(condition.from), to: type(condition.to) };
    }
    default:
      return draft;
  }
}

function typed(attribute: string, value: number): string {
  const kind = attributeKind(attribute);
  if (kind === 'date') return dayOfMs(value);
  return kind === 'money' ? toTyped(value, splitAttribute(attribute)[1] ?? '') : String(value);
}

/** The condition, or what is still to be said. */
export function conditionOf(draft: Draft): Condition | { readonly need: MessageKey } {
  const { attribute, is } = draft;
  switch (is) {
    case 'any-of':
    case 'none-of':
      return draft.values.length === 0 ? { need: 'filter.need' } : { attribute, is, values: [...draft.values] };
    case 'in-last':
    case 'before-last': {
      const days = Number(draft.days);
      const isWhole = draft.days.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= 36_500;
      return isWhole ? { attribute, is, days } : { need: 'filter.need.days' };
    }
    case 'between': {
      const isDate = attributeKind(attribute) === 'date';
      const from = limit(attribute, draft.from, false);
      const to = limit(attribute, draft.to, true);
      if (from === null || to === null || (from === undefined && to === undefined))
        return { need: isDate ? 'filter.need.day' : 'filter.need.number' };
      return { attribute, is, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }
    default:
      return { attribute, is };
  }
}

/** Undefined for an open end, null for what is no number or day. The day that ends it belongs to it. */
function limit(attribute: string, text: string, isEnd: boolean): number | undefined | null {
  if (text.trim() === '') return undefined;
  if (attributeKind(attribute) === 'date') {
    const [year = Number.NaN, month = 1, day = 1] = text.split('-').map(Number);
    const at = new Date(year, month - 1, isEnd ? day + 1 : day).getTime() - (isEnd ? 1 : 0);
    return Number.isFinite(at) ? at : null;
  }
  const value = Number(text.replace(/[\s,，]/g, ''));
  if (!Number.isFinite(value)) return null;
  return attributeKind(attribute) === 'money' ? fromTyped(value, splitAttribute(attribute)[1] ?? '') : value;
}
