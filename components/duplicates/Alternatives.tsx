import type { Profile } from '../../lib/domain/profile.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from './IdentityMarks.module.css';

interface Props {
  values: NonNullable<Profile['merged']>['alternatives'][string];
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
