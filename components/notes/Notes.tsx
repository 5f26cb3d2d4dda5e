import type { Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { NoteCard } from './NoteCard.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import styles from './Notes.module.css';

interface Props {
  profile: Profile;
  /** Link new notes to the message or order open on the page. */
  here?: boolean;
  composerRef?: Ref<HTMLTextAreaElement>;
}

/** A customer's notes, with the place to write the next one on top. */
export const Notes = ({ profile, here = false, composerRef }: Props) => {
  const { actions, drafts, settings } = useApp();
  const { t } = useTranslator();
  const customerId = profile.customer.id;
  const [isBusy, setBusy] = useState(false);
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    setRestored(false);
    void drafts.restore(customerId).then(() => isCurrent && setRestored(true));
    return () => {
      isCurrent = false;
    };
  }, [customerId]);

  const add = async (body: string) => {
    setBusy(true);
    const answer = await actions.run(
      'notes.add',
      { customerId, body, ...(here ? { here: true } : {}) },
      { done: t('done.note-added'), undo: true },
    );
    setBusy(false);
    if (answer.ok) drafts.forget({ customerId });
  };

  return (
    <Section
      title={t('note.title')}
      aside={
        settings.settings.value.singleKeys && (
          <span class={styles.hint} aria-hidden="true">
            {t('note.start-hint', { key: 'N' })}
          </span>
        )
      }
    >
      <NoteEditor
        key={customerId}
        of={{ customerId }}
        label={t('note.new')}
        saveLabel={t('note.save')}
        isBusy={isBusy}
        onSave={(body) => void add(body)}
        {...(composerRef === undefined ? {} : { fieldRef: composerRef })}
      />
      {profile.notes.length === 0 ? (
        <p class="muted">{t('note.empty')}</p>
      ) : (
        <ul class={styles.list}>
          {profile.notes.map((note) => (
            <NoteCard key={note.id} note={note} timeline={profile.timeline} isRestored={isRestored} />
          ))}
        </ul>
      )}
    </Section>
  );
};
