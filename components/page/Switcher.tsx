import type { PersonOnPage } from '../../lib/domain/page-context.ts';
import { useTranslator } from '../app/app-context.ts';
import { Select } from '../ui/Select.tsx';
import styles from './Switcher.module.css';
import { seenName } from './seen-person.ts';

const MOST_BUTTONS = 4;

interface Props {
  people: readonly PersonOnPage[];
  selected: string | undefined;
  onSelect: (key: string) => void;
}

/** Chooses among the people on the page: side by side while they are few, a list when they are many. */
export const Switcher = ({ people, selected, onSelect }: Props) => {
  const { t } = useTranslator();
  const label = t('panel.people');
  const nameOf = (person: PersonOnPage) =>
    (matchedName(person) || seenName(person) || t('common.no-name')).slice(0, 80);
  if (people.length > MOST_BUTTONS) {
    return (
      <div class={styles.strip}>
        <Select
          label={label}
          hideLabel
          value={selected ?? ''}
          onValue={onSelect}
          options={people.map((person) => ({
            value: person.key,
            label: `${nameOf(person)} · ${t(`role.${person.role}`)}`,
          }))}
        />
      </div>
    );
  }
  return (
    <fieldset class={styles.strip}>
      <legend class="sr-only">{label}</legend>
      {people.map((person) => (
        <button
          key={person.key}
          type="button"
          class={styles.person}
          aria-pressed={person.key === selected}
          onClick={() => onSelect(person.key)}
        >
          <bdi class={`${styles.name} ellipsis`} title={nameOf(person)}>
            {nameOf(person)}
          </bdi>
          <span class={styles.role}>{t(`role.${person.role}`)}</span>
        </button>
      ))}
    </fieldset>
  );
};

function matchedName({ match }: PersonOnPage): string | undefined {
  return match.type === 'certain' ? match.customer.name : undefined;
}
