import type { Condition } from '../../lib/domain/filter.ts';
import type { MessageKey } from '../../lib/i18n/catalogue.ts';
import { currencyOf, dayOfMs, fromTyped, kindOf, type Naming, toTyped } from './condition-text.ts';

/** A condition as it is being typed. */
export interface Draft {
  readonly attribute: string;
  readonly is: Condition['is'];
  readonly values: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly days: string;
  readonly text: string;
}

/** What can be asked of an attribute, the usual first. */
export function questionsOf(naming: Naming, attribute: string): readonly Condition['is'][] {
  const isOwn = attribute.startsWith('custom:');
  switch (kindOf(naming, attribute)) {
    case 'number':
    case 'share':
    case 'money':
      return ['between', 'known', 'unknown'];
    case 'date':
      // Only a field of one's own can say what is still to come.
      return ['in-last', 'before-last', ...(isOwn ? (['in-next'] as const) : []), 'between', 'known', 'unknown'];
    case 'text':
      return ['contains', 'lacks', ...(isOwn ? (['any-of', 'none-of'] as const) : []), 'known', 'unknown'];
    case 'choice':
      return ['any-of', 'none-of', ...(isOwn ? (['known'] as const) : []), 'unknown'];
    case 'goods':
      return ['any-of', 'none-of'];
    default:
      return ['known', 'unknown'];
  }
}

/** A new condition on an attribute. */
export const draftFor = (naming: Naming, attribute: string): Draft => ({
  ...{ attribute, values: [], from: '', to: '', days: '30', text: '' },
  is: questionsOf(naming, attribute)[0] ?? 'known',
});

/** A condition to be changed. */
export function draftOf(naming: Naming, condition: Condition): Draft {
  const draft = { ...draftFor(naming, condition.attribute), is: condition.is };
  switch (condition.is) {
    case 'any-of':
    case 'none-of':
      return { ...draft, values: condition.values };
    case 'in-last':
    case 'before-last':
    case 'in-next':
      return { ...draft, days: String(condition.days) };
    case 'contains':
    case 'lacks':
      return { ...draft, text: condition.text };
    case 'between': {
      const type = (value: number | undefined) =>
        value === undefined ? '' : typed(naming, condition.attribute, value);
      return { ...draft, from: type(condition.from), to: type(condition.to) };
    }
    default:
      return draft;
  }
}

function typed(naming: Naming, attribute: string, value: number): string {
  const kind = kindOf(naming, attribute);
  if (kind === 'date') return dayOfMs(value);
  if (kind === 'share') return String(toPercent(value));
  return kind === 'money' ? toTyped(value, currencyOf(attribute)) : String(value);
}

const toPercent = (share: number): number => Number((share * 100).toPrecision(12));

/** The condition, or what is still to be said. */
export function conditionOf(naming: Naming, draft: Draft): Condition | { readonly need: MessageKey } {
  const { attribute, is } = draft;
  switch (is) {
    case 'any-of':
    case 'none-of':
      return draft.values.length === 0 ? { need: 'filter.need' } : { attribute, is, values: [...draft.values] };
    case 'in-last':
    case 'before-last':
    case 'in-next': {
      const days = Number(draft.days);
      const isWhole = draft.days.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= 36_500;
      return isWhole ? { attribute, is, days } : { need: 'filter.need.days' };
    }
    case 'contains':
    case 'lacks': {
      const text = draft.text.trim();
      return text === '' ? { need: 'filter.need.text' } : { attribute, is, text };
    }
    case 'between': {
      const isDate = kindOf(naming, attribute) === 'date';
      const from = limit(naming, attribute, draft.from, false);
      const to = limit(naming, attribute, draft.to, true);
      if (from === null || to === null || (from === undefined && to === undefined))
        return { need: isDate ? 'filter.need.day' : 'filter.need.number' };
      return { attribute, is, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }
    default:
      return { attribute, is };
  }
}

/** Undefined for an open end, null for what is no number or day. The day that ends it belongs to it. */
function limit(naming: Naming, attribute: string, text: string, isEnd: boolean): number | undefined | null {
  if (text.trim() === '') return undefined;
  const kind = kindOf(naming, attribute);
  if (kind === 'date') {
    const [year = Number.NaN, month = 1, day = 1] = text.split('-').map(Number);
    const at = new Date(year, month - 1, isEnd ? day + 1 : day).getTime() - (isEnd ? 1 : 0);
    return Number.isFinite(at) ? at : null;
  }
  const value = Number(text.replace(/[\s,，%％]/g, ''));
  if (!Number.isFinite(value)) return null;
  if (kind === 'share') return value / 100;
  return kind === 'money' ? fromTyped(value, currencyOf(attribute)) : value;
}
