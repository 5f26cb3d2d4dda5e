import type { PersonOnPage } from '../../lib/domain/page-context.ts';
import { whereText } from '../../lib/i18n/sentences.ts';
import { useTranslator } from '../app/app-context.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Clip } from '../ui/Clip.tsx';
import styles from './PersonHead.module.css';
import { seenName } from './seen-person.ts';
import { Warnings } from './Warnings.tsx';

interface Props {
  person: PersonOnPage;
  /** Where on the page they stand. */
  place: Parameters<typeof whereText>[1] | undefined;
}

/** A person as the page shows them, before anyone is recognised. */
export const PersonHead = ({ person, place }: Props) => {
  const { t } = useTranslator();
  const name = seenName(person) ?? t('common.no-name');
  const email = person.seen.email?.value;
  return (
    <header class={styles.head}>
      <div class={styles.who}>
        <Avatar name={name} />
        <div class="grow">
          <h2 class={styles.name}>
            <Clip text={name} />
          </h2>
          <div class={styles.second}>
            {email !== undefined && email !== name && <Clip text={email} />}
            {place && <span class={styles.place}>{whereText(t, place)}</span>}
          </div>
        </div>
      </div>
      {person.warnings.length > 0 && (
        <div class={styles.marks}>
          <Warnings warnings={person.warnings} />
        </div>
      )}
    </header>
  );
};
