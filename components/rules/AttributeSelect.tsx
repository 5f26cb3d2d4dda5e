import { useId } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { KnownAttribute, KnownAttributes } from '../../lib/scoring/rules/known-attributes.ts';
import { useTranslator } from '../app/app-context.ts';
import { sourceOf } from '../scoring/rule-words.ts';
import fieldStyles from '../ui/Field.module.css';
import { aboutText } from './rules-words.ts';

interface Props {
  label: string;
  /** Empty while nothing is chosen. */
  value: string;
  known: KnownAttributes;
  fields: readonly CustomField[];
  error?: string | undefined;
  onValue: (attribute: KnownAttribute) => void;
}

const SOURCES = ['model', 'orders', 'feedback', 'field', 'tags', 'segments'] as const;

/** What a rule can be about, by where it comes from. */
export const AttributeSelect = ({ label, value, known, fields, error, onValue }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const id = useId();
  // A choice of nothing can be asked for nothing.
  const offered = [...known.values()].filter(({ kind, values }) => kind === 'number' || (values?.length ?? 0) > 0);
  const isGone = value !== '' && !offered.some(({ name }) => name === value);
  return (
    <div class={fieldStyles.field}>
      <label for={id} class={fieldStyles.label}>
        {label}
      </label>
      <select
        id={id}
        class={fieldStyles.control}
        value={value}
        {...(error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {})}
        onChange={(event) => {
          const chosen = known.get(event.currentTarget.value);
          if (chosen) onValue(chosen);
        }}
      >
        {value === '' && <option value="">{t('rules.case.choose')}</option>}
        {isGone && <option value={value}>{aboutText(translator, value, fields)}</option>}
        {SOURCES.map((source) => {
          const some = offered.filter(({ name }) => sourceOf(name) === source);
          return some.length === 0 ? null : (
            <optgroup key={source} label={t(`rules.source.${source}`)}>
              {some.map(({ name }) => (
                <option key={name} value={name}>
                  {aboutText(translator, name, fields)}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
      {error && (
        <p id={`${id}-error`} class={fieldStyles.error}>
          {error}
        </p>
      )}
    </div>
  );
};
