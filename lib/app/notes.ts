import type { ActionId, CustomerId, InteractionId, NoteId, OrderId } from '../domain/ids.ts';
import { NOTE_MAX_CHARS, type Note } from '../domain/note.ts';
import type { Source } from '../domain/profile.ts';
import { ownerOfNew } from '../identity/merge.ts';
import type { Edit } from '../storage/action.ts';
import type { StoredDraft } from '../storage/database.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, badRequest, type Caller, done, type HandlersOf, notFound } from './deps.ts';

const USER: Source = { type: 'user' };

/** What a note written now would be about: the message or order open under the panel, if it is on file. */
export type OpenRecord = (
  caller: Caller,
  customerId: CustomerId,
) => Promise<{ interactionId?: InteractionId; orderId?: OrderId }>;

/** The edits of a new note. */
export function newNote(
  deps: Pick<AppDeps, 'now'>,
  id: string,
  note: { customerId: CustomerId; body: string; interactionId?: InteractionId; orderId?: OrderId },
): Edit[] {
  const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'notes', id, field, value });
  return [
    set('customerId', note.customerId),
    set('createdAt', deps.now()),
    set('pinned', false),
    ...(note.interactionId ? [set('interactionId', note.interactionId)] : []),
    ...(note.orderId ? [set('orderId', note.orderId)] : []),
    { kind: 'text', table: 'notes', id, field: 'body', text: note.body },
  ];
}

/** Whose record a new note belongs to: that of the order or message it is about, where somebody was merged. */
async function ownerOfNote(
  reader: Reader,
  customerId: CustomerId,
  { interactionId, orderId }: Awaited<ReturnType<OpenRecord>>,
): Promise<CustomerId> {
  const about = orderId
    ? await reader.get('orders', orderId)
    : interactionId && (await reader.get('interactions', interactionId));
  const { groups } = await reader.tied(customerId);
  return ownerOfNew(groups, customerId, about?.customerId);
}

/** Pinned first, then newest. */
export function sortNotes(notes: readonly Note[]): Note[] {
  return [...notes].sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.createdAt - a.createdAt);
}

export function noteHandlers(deps: AppDeps, openRecord: OpenRecord): HandlersOf<'notes'> {
  const change = async (actionId: ActionId, name: string, noteId: NoteId, edits: readonly Edit[]) => {
    const found = await deps.store.commit({ id: actionId, name, source: USER }, async (reader) => {
      const exists = (await reader.get('notes', noteId)) !== undefined;
      return { edits: exists ? edits : [], reply: exists };
    });
    return found ? done({ actionId }) : notFound;
  };
  const set = (id: NoteId, field: string, value: unknown): Edit => ({ kind: 'set', table: 'notes', id, field, value });

  return {
    'notes.list': async ({ customerId }) =>
      done(sortNotes((await deps.store.read((reader) => reader.whole(customerId))).list('notes'))),

    async 'notes.add'({ actionId, customerId, body, here }, caller) {
      if (body.trim() === '') return badRequest;
      const about = here ? await openRecord(caller, customerId) : {};
      const id = deps.newId() as NoteId;
      const noteId = await deps.store.commit({ id: actionId, name: 'notes.add', source: USER }, async (reader) => {
        const exists = await reader.get('customers', customerId);
        if (!exists) return { edits: [], reply: null };
        const owner = await ownerOfNote(reader, customerId, about);
        return { edits: newNote(deps, id, { customerId: owner, body, ...about }), reply: id };
      });
      return noteId ? done({ actionId, noteId }) : notFound;
    },

    'notes.edit': async ({ actionId, noteId, body }) =>
      body.trim() === ''
        ? badRequest
        : change(actionId, 'notes.edit', noteId, [
            { kind: 'text', table: 'notes', id: noteId, field: 'body', text: body },
          ]),
    'notes.pin': ({ actionId, noteId, pinned }) =>
      change(actionId, 'notes.pin', noteId, [set(noteId, 'pinned', pinned)]),
    'notes.remove': ({ actionId, noteId }) => change(actionId, 'notes.remove', noteId, [set(noteId, 'deleted', true)]),
    async 'notes.tag'({ actionId, noteId, tag, present }) {
      const element = tag.trim();
      if (element === '') return badRequest;
      return change(actionId, 'notes.tag', noteId, [
        { kind: present ? 'add' : 'remove', table: 'notes', id: noteId, field: 'tags', element },
      ]);
    },
  };
}

/** Drafts stay on this device, outside the log: they are typing, not yet a note. */
export function draftHandlers(deps: AppDeps): HandlersOf<'drafts'> {
  return {
    async 'drafts.save'({ customerId, noteId, body }) {
      const keyOf = (id: string) => `${id}/${noteId ?? ''}`;
      // What was begun on a record before it was merged is taken over.
      const { members } = await deps.store.read((reader) => reader.whole(customerId));
      await deps.store.writeLocal(async (transaction) => {
        const drafts = transaction.objectStore('drafts');
        for (const { id } of members) await drafts.delete(keyOf(id));
        if (body === '') return;
        const key = keyOf(customerId);
        await drafts.put({ key, customerId, ...(noteId ? { noteId } : {}), body, savedAt: deps.now() });
      });
      return done({});
    },
    'drafts.list': async ({ customerId }) =>
      done(
        (await deps.store.read((reader) => draftsOf(reader, customerId))).map(({ noteId, body, savedAt }) => ({
          customerId,
          ...(noteId ? { noteId } : {}),
          body,
          savedAt,
        })),
      ),
  };
}

/** A person's drafts. Two notes that were begun on two records, of one person by now, become one. */
async function draftsOf(reader: Reader, customerId: CustomerId): Promise<StoredDraft[]> {
  const { members } = await reader.whole(customerId);
  const all = (await Promise.all(members.map(({ id }) => reader.drafts(id)))).flat();
  const drafts = new Map<string, StoredDraft>();
  for (const draft of all.sort((a, b) => a.savedAt - b.savedAt)) {
    const key = draft.noteId ?? '';
    const before = draft.noteId ? undefined : drafts.get(key);
    drafts.set(key, before ? { ...draft, body: `${before.body}\n\n${draft.body}`.slice(0, NOTE_MAX_CHARS) } : draft);
  }
  return [...drafts.values()];
}
