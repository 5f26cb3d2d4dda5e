import type { Profile } from '../../lib/domain/profile.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Split } from '../ui/icons.ts';
import styles from './MergedRecords.module.css';

/** From which records a person comes, and the way back for each of them. */
export const MergedRecords = ({ merged }: { merged: NonNullable<Profile['merged']> }) => {
  const { actions } = useApp();
  const { t, date, list, now } = useTranslator();
  return (
    <Section title={t('merged.title', { n: merged.records.length })}>
      <p class="second">{t('merged.text')}</p>
      <ul>
        {merged.records.map(({ id, name, contacts, createdAt, mergedAt }) => {
          const called = (name || contacts[0] || t('common.no-name')).slice(0, 120);
          const rest = contacts.filter((contact) => contact !== called);
          return (
            <li key={id} class={styles.row}>
              <div class="grow">
                <bdi class={styles.name}>{called}</bdi>
                <div class={styles.about}>
                  {rest.length > 0 && <bdi>{list(rest.map((contact) => contact.slice(0, 100)))} · </bdi>}
                  {mergedAt === undefined
                    ? `${t('duplicates.since')} ${date(createdAt, now())}`
                    : t('merged.at', { when: date(mergedAt, now()) })}
                </div>
              </div>
              {mergedAt === undefined ? (
                <Chip>{t('merged.main')}</Chip>
              ) : (
                <Button
                  icon={Split}
                  aria-label={t('merged.part.one', { name: called })}
                  onClick={() =>
                    void actions.run('merges.part', { customerId: id }, { done: t('done.parted'), undo: true })
                  }
                >
                  {t('merged.part')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
};
