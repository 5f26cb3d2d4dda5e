import type { ComponentChildren, Ref } from 'preact';
import { NOTE_MAX_CHARS } from '../../lib/domain/note.ts';
import { type DraftOf, draftKey } from '../../lib/view/draft-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { commandKey } from '../app/keys.ts';
import { Button } from '../ui/Button.tsx';
import styles from './NoteEditor.module.css';

interface Props {
  of: DraftOf;
  label: string;
  /** What stands in the field when there is no draft: the note being edited. */
  initial?: string;
  saveLabel: string;
  isBusy: boolean;
  onSave: (body: string) => void;
  /** Escape; the draft stays. */
  onLeave?: () => void;
  /** Beside the save button. */
  children?: ComponentChildren;
  fieldRef?: Ref<HTMLTextAreaElement>;
}

/** A text field whose every key is kept as a draft of the customer it was begun for. */
export const NoteEditor = ({
  of,
  label,
  initial = '',
  saveLabel,
  isBusy,
  onSave,
  onLeave,
  children,
  fieldRef = null,
}: Props) => {
  const { drafts } = useApp();
  const { t } = useTranslator();
  const draft = drafts.drafts.value.get(draftKey(of));
  const body = draft?.body ?? initial;
  const isEmpty = body.trim() === '';
  const isTooLong = body.length > NOTE_MAX_CHARS;
  const save = () => {
    if (!isEmpty && !isTooLong && !isBusy) onSave(body);
  };
  return (
    <div class={styles.editor}>
      <textarea
        ref={fieldRef}
        class={styles.field}
        aria-label={label}
        placeholder={t('note.placeholder')}
        dir="auto"
        rows={1}
        value={body}
        readOnly={isBusy}
        aria-invalid={isTooLong || undefined}
        onInput={(event) => drafts.write(of, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          else if (event.key === 'Escape' && onLeave) onLeave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {isTooLong && (
        <p class={styles.error} role="alert">
          {t('note.too-long', { max: NOTE_MAX_CHARS })}
        </p>
      )}
      {draft?.failure && (
        <p class={styles.error} role="alert">
          <strong>{t('note.draft-failed')}</strong> {t(`failure.${draft.failure.type}`)}
        </p>
      )}
      {(draft !== undefined || initial !== '') && (
        <div class={styles.foot}>
          <span class={styles.state}>
            {draft?.state === 'saved' && t('note.draft')}
            {draft?.state === 'saving' && t('note.draft-saving')}
          </span>
          <span class={styles.hint}>{t('note.save-hint', { key: `${commandKey}↵` })}</span>
          {children}
          <Button tone="primary" disabled={isEmpty || isTooLong || isBusy} onClick={save}>
            {saveLabel}
          </Button>
        </div>
      )}
    </div>
  );
};
