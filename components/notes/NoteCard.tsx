import { useEffect, useState } from 'preact/hooks';
import type { Note } from '../../lib/domain/note.ts';
import type { TimelineItem } from '../../lib/domain/profile.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { draftKey } from '../../lib/view/draft-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { lazily } from '../app/lazily.tsx';
import { TagList } from '../customer/TagList.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Pencil, Pin, PinOff, RotateCcw, Tag, Trash2 } from '../ui/icons.ts';
import { Menu } from '../ui/Menu.tsx';
import styles from './NoteCard.module.css';
import { NoteEditor } from './NoteEditor.tsx';

const LONG_CHARS = 400;

const NoteHistory = lazily(async () => (await import('./NoteHistory.tsx')).NoteHistory);

interface Props {
  note: Note;
  /** To name the order or message it was written on. */
  timeline: readonly TimelineItem[];
  /** Whether kept drafts are back: an edit that was interrupted goes on. */
  isRestored: boolean;
}

/** One note: read, pin, tag, edit in place, delete with a way back. */
export const NoteCard = ({ note, timeline, isRestored }: Props) => {
  const { actions, drafts } = useApp();
  const { t, ago, dateTime, now } = useTranslator();
  const of = { customerId: note.customerId, noteId: note.id };
  const [isEditing, setEditing] = useState(false);
  const [isTagging, setTagging] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [hasHistory, setHistory] = useState(false);
  useEffect(() => {
    if (isRestored && drafts.drafts.peek().has(draftKey(of))) setEditing(true);
  }, [isRestored]);
  const tag = (name: string, present: boolean) =>
    void actions.run('notes.tag', { noteId: note.id, tag: name, present });

  const save = async (body: string) => {
    setBusy(true);
    const answer = await actions.run(
      'notes.edit',
      { noteId: note.id, body },
      { done: t('done.note-edited'), undo: true },
    );
    setBusy(false);
    if (!answer.ok) return;
    drafts.forget(of);
    setEditing(false);
  };

  if (isEditing) {
    return (
      <li>
        <NoteEditor
          of={of}
          label={t('common.edit')}
          initial={note.body}
          saveLabel={t('common.save')}
          isBusy={isBusy}
          onSave={(body) => void save(body)}
          fieldRef={focusOnMount}
        >
          <Button
            tone="ghost"
            onClick={() => {
              drafts.forget(of);
              setEditing(false);
            }}
          >
            {t('common.cancel')}
          </Button>
        </NoteEditor>
      </li>
    );
  }
  const isLong = note.body.length > LONG_CHARS;
  const origin = originText(t, note, timeline);
  return (
    <li class={`${styles.note} ${note.pinned ? styles.pinned : ''}`}>
      <p class={styles.body} dir="auto">
        {isLong && !isWhole ? `${note.body.slice(0, LONG_CHARS)}…` : note.body}
      </p>
      {isLong && (
        <button type="button" class={styles.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('note.show-less') : t('note.show-all')}
        </button>
      )}
      {(note.tags.length > 0 || isTagging) && (
        <TagList
          key={String(isTagging)}
          startsAdding={isTagging}
          onLeave={() => setTagging(false)}
          tags={note.tags}
          onAdd={(name) => tag(name, true)}
          onRemove={(name) => tag(name, false)}
        />
      )}
      <div class={styles.meta}>
        <span class={styles.about}>
          {note.pinned && <span>{t('note.pinned')} · </span>}
          <time dateTime={new Date(note.createdAt).toISOString()} title={dateTime(note.createdAt)}>
            {ago(note.createdAt, now())}
          </time>
          {origin && <bdi> · {origin}</bdi>}
        </span>
        <IconButton
          icon={note.pinned ? PinOff : Pin}
          label={note.pinned ? t('note.unpin') : t('note.pin')}
          onClick={() => void actions.run('notes.pin', { noteId: note.id, pinned: !note.pinned })}
        />
        <Menu
          label={t('note.actions')}
          items={[
            { label: t('common.edit'), icon: Pencil, run: () => setEditing(true) },
            { label: t('note.tag'), icon: Tag, run: () => setTagging(true) },
            { label: t('history.title'), icon: RotateCcw, run: () => setHistory(true) },
            {
              label: t('common.delete'),
              icon: Trash2,
              tone: 'danger',
              run: () =>
                void actions.run('notes.remove', { noteId: note.id }, { done: t('done.note-removed'), undo: true }),
            },
          ]}
        />
      </div>
      {hasHistory && <NoteHistory note={note} onClose={() => setHistory(false)} />}
    </li>
  );
};

function originText(t: Translate, note: Note, timeline: readonly TimelineItem[]): string | undefined {
  if (note.orderId !== undefined) {
    const order = timeline.find((item) => item.type === 'order' && item.id === note.orderId);
    return order?.type === 'order' ? t('note.from-order', { number: order.number }) : t('note.from-some-order');
  }
  if (note.interactionId !== undefined) {
    const message = timeline.find((item) => item.type === 'message' && item.id === note.interactionId);
    return message?.type === 'message' && message.subject !== ''
      ? t('note.from-message', { subject: message.subject.slice(0, 80) })
      : t('note.from-some-message');
  }
  return undefined;
}
