import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './IdentityMarks.module.css';

type Merged = NonNullable<Profile['merged']>;

interface Props {
  values: readonly Pick<Merged['alternatives'][string][number], 'value'>[];
}

/** What the other records of a person have where one value is shown. */
export const Alternatives = ({ values }: Props) => {
  const { t, list } = useTranslator();
  if (values.length === 0) return null;
  return (
    <div class={styles.bridge}>
      {t('merged.also', { values: list(values.map(({ value }) => value.slice(0, 200))) })}
    </div>
  );
};

/** The same of one of the shop's own fields. */
export const OwnAlternatives = ({ field, values }: { field: CustomField; values: Merged['custom'][string] }) => {
  const translator = useTranslator();
  return <Alternatives values={values.map(({ value }) => ({ value: customText(field, value, translator) }))} />;
};
