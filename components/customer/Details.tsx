import type { ComponentChildren } from 'preact';
import { CUSTOMER_FIELDS, type CustomerField, SEXES } from '../../lib/domain/customer.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { provenanceText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { EditableField } from './EditableField.tsx';

const LANGUAGE_TAGS = ['zh-CN', 'zh-TW', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'it', 'pt', 'ru', 'ar', 'th', 'vi'];

interface Props {
  profile: Profile;
  /** What stands beside a field's value, where there is room. */
  beside?: (field: CustomerField) => ComponentChildren;
}

/** Every field of a customer, edited in place, with where its value comes from. */
export const Details = ({ profile, beside }: Props) => {
  const { actions } = useApp();
  const translator = useTranslator();
  const { t, now } = translator;
  const { customer, provenance } = profile;
  const save = (field: CustomerField, value: string) =>
    void actions.run(
      'customers.update',
      { customerId: customer.id, field, value: value === '' ? null : value },
      { done: t('done.field-saved', { field: t(`field.${field}`) }), undo: true },
    );
  return (
    <Section title={t('profile.details')}>
      <dl>
        {CUSTOMER_FIELDS.map((field) => {
          const value = customer[field] ?? '';
          const known = provenance[field];
          return (
            <EditableField
              key={`${customer.id} ${field}`}
              label={t(`field.${field}`)}
              value={value}
              {...presentation(translator, field, value)}
              source={known && value !== '' ? provenanceText(translator, known.source, known.at, now()) : undefined}
              beside={beside?.(field)}
              onSave={(next) => save(field, next)}
            />
          );
        })}
      </dl>
    </Section>
  );
};

function presentation(translator: Translator, field: CustomerField, value: string) {
  const { t, languageName, plainDate } = translator;
  const nothing = { value: '', label: t('common.none') };
  if (field === 'sex') {
    const options = SEXES.map((sex) => ({ value: sex as string, label: t(`sex.${sex}`) }));
    return { options: [nothing, ...options], shown: options.find((option) => option.value === value)?.label ?? value };
  }
  if (field === 'language') {
    const tags = value === '' || LANGUAGE_TAGS.includes(value) ? LANGUAGE_TAGS : [value, ...LANGUAGE_TAGS];
    const options = tags.map((tag) => ({ value: tag, label: languageName(tag) }));
    return { options: [nothing, ...options], shown: languageName(value) };
  }
  if (field === 'birthday') return { kind: 'date' as const, shown: plainDate(value) };
  if (field === 'address') return { kind: 'long' as const };
  return {};
}
