import { type FieldKind, KEEP_DAYS_MAX } from '../../lib/domain/custom-field.ts';
import type { DraftChoice } from './EditChoices.tsx';

/** A field as it stands in the form. */
export interface DraftField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly purpose: string;
  readonly keepDays: string;
  readonly currency: string;
  readonly choices: readonly DraftChoice[];
}

type Faults = Partial<
  Record<'name', 'fields.name.bad' | 'fields.name.taken'> &
    Record<'currency', 'fields.currency.bad'> &
    Record<'keepDays', 'fields.keep.bad'> &
    Record<'choices', 'fields.choices.bad'>
>;

const withChoices = (kind: FieldKind) => kind === 'choice' || kind === 'choices';
const labelsOf = ({ choices }: DraftField) => choices.map(({ label }) => label.trim()).filter((label) => label !== '');
const lower = (text: string) => text.trim().toLowerCase();

/** What is wrong with it, by its place. */
export function faultsOf(draft: DraftField, names: readonly string[], own: string | undefined): Faults {
  const { name, kind, keepDays, currency } = draft;
  const labels = labelsOf(draft).map(lower);
  const days = Number(keepDays);
  const isTaken = names.some((other) => other !== own && lower(other) === lower(name));
  const hasDays = keepDays.trim() === '' || (Number.isInteger(days) && days >= 1 && days <= KEEP_DAYS_MAX);
  return {
    ...(name.trim() === '' ? { name: 'fields.name.bad' as const } : {}),
    ...(isTaken ? { name: 'fields.name.taken' as const } : {}),
    ...(kind !== 'money' || /^([A-Z]{3})?$/.test(currency) ? {} : { currency: 'fields.currency.bad' as const }),
    ...(hasDays ? {} : { keepDays: 'fields.keep.bad' as const }),
    ...(withChoices(kind) && (labels.length === 0 || new Set(labels).size < labels.length)
      ? { choices: 'fields.choices.bad' as const }
      : {}),
  };
}

/** What to ask for: of a new field all of it, of one that is there what can be changed. */
export function requestOf(draft: DraftField) {
  const { kind } = draft;
  const purpose = draft.purpose.trim();
  const keepDays = draft.keepDays.trim() === '' ? undefined : Number(draft.keepDays);
  const currency = kind === 'money' && draft.currency !== '' ? draft.currency : undefined;
  const choices = draft.choices.filter(({ label }) => label.trim() !== '');
  return {
    name: draft.name.trim(),
    added: {
      kind,
      ...(purpose === '' ? {} : { purpose }),
      ...(keepDays === undefined ? {} : { keepDays }),
      ...(currency === undefined ? {} : { currency }),
      ...(withChoices(kind) ? { choices: labelsOf(draft) } : {}),
    },
    changed: {
      purpose: purpose === '' ? null : purpose,
      keepDays: keepDays ?? null,
      ...(kind === 'money' ? { currency: currency ?? null } : {}),
      ...(withChoices(kind)
        ? { choices: choices.map(({ id, label }) => ({ ...(id === undefined ? {} : { id }), label: label.trim() })) }
        : {}),
    },
  };
}
