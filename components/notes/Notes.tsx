import type { Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile.ts';
import { draftKey } from '../../lib/view/draft-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { NoteCard } from './NoteCard.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import styles from './Notes.module.css';

interface Props {
  profile: Profile;
  /** Link new notes to the message or order open on the page. */
  here?: boolean;
  composerRef?: Ref<HTMLTextAreaElement>;
}

/** So many are shown until more are asked for: what else there is of a customer must not be far below. */
const SHOWN = 3;

/** A customer's notes, with the place to write the next one on top. */
export const Notes = ({ profile, here = false, composerRef }: Props) => {
  const { actions, drafts, settings } = useApp();
  const { t } = useTranslator();
  const customerId = profile.customer.id;
  const [isBusy, setBusy] = useState(false);
  const [isRestored, setRestored] = useState(false);
  const [wholeOf, setWholeOf] = useState<string>();
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

  const { notes } = profile;
  // One more takes as much room as the button that would show it; an edit that was interrupted goes on in its place.
  const isWhole = wholeOf === customerId || notes.length <= SHOWN + 1;
  const isOpen = (noteId: (typeof notes)[number]['id']) =>
    isRestored && drafts.drafts.peek().has(draftKey({ customerId, noteId }));
  const shown = isWhole ? notes : notes.filter(({ id }, at) => at < SHOWN || isOpen(id));

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
      {notes.length === 0 ? (
        <p class="muted">{t('note.empty')}</p>
      ) : (
        <ul class={styles.list}>
          {shown.map((note) => (
            <NoteCard key={note.id} note={note} timeline={profile.timeline} isRestored={isRestored} />
          ))}
        </ul>
      )}
      {shown.length < notes.length && (
        <Button tone="ghost" onClick={() => setWholeOf(customerId)}>
          {t('note.all', { n: notes.length })}
        </Button>
      )}
    </Section>
  );
};
