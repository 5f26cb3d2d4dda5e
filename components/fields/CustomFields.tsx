import type { ComponentChildren } from 'preact';
import { type CustomField, customRegister } from '../../lib/domain/custom-field.ts';
import { type CustomValue, expiresAt } from '../../lib/domain/custom-value.ts';
import type { FieldId } from '../../lib/domain/ids.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { provenanceText } from '../../lib/i18n/sentences.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { FieldRow } from './FieldRow.tsx';
import { useFields } from './use-fields.ts';

interface Props {
  profile: Profile;
  /** Beside the title. */
  aside?: ComponentChildren;
  /** What stands beside a field's value, where there is room. */
  beside?: (field: CustomField) => ComponentChildren;
}

/** A customer's values of the shop's own fields, edited in place; nothing where the shop has none. */
export const CustomFields = ({ profile, aside, beside }: Props) => {
  const { actions } = useApp();
  const translator = useTranslator();
  const { t, now, date } = translator;
  const { fields, failure, reload } = useFields();
  const { customer, custom = {}, provenance } = profile;
  if (failure && !fields) return <FailureState failure={failure} onRetry={reload} />;
  // An archived field is offered no longer; a value that is there stays to be seen.
  const shown = fields?.filter((field) => !field.archived || custom[field.id] !== undefined) ?? [];
  if (shown.length === 0) return null;
  const save = (fieldId: FieldId, name: string, value: CustomValue | null) =>
    void actions.run(
      'fields.set',
      { customerId: customer.id, fieldId, value },
      { done: t('done.field-saved', { field: name }), undo: true },
    );
  return (
    <Section title={t('fields.title')} aside={aside}>
      <dl>
        {shown.map((field) => {
          const value = custom[field.id];
          const known = value === undefined ? undefined : provenance[customRegister(field.id)];
          const until = known && expiresAt(field, known.at);
          const ends =
            until === undefined
              ? ''
              : until <= now()
                ? t('fields.value.expired')
                : t('fields.value.until', { date: date(until, now()) });
          const source = known && provenanceText(translator, known.source, known.at, now());
          return (
            <FieldRow
              key={`${customer.id} ${field.id}`}
              field={field}
              value={value}
              source={[source, ends].filter(Boolean).join(' · ')}
              beside={beside?.(field)}
              onSave={(next) => save(field.id, field.name, next)}
            />
          );
        })}
      </dl>
    </Section>
  );
};
