import { expect, it } from 'vitest';
import { createFakeBackground } from '../../tests/view/fake-background.ts';
import { arrived, createManualClock } from '../../tests/view/manual-clock.ts';
import { id, li, profileOf, rowOf, settings } from '../../tests/view/sample-file.ts';
import type { NoteId } from '../domain/ids.ts';
import type { TimelineItem } from '../domain/profile.ts';
import { loadTranslator } from '../i18n/load-translator.ts';
import { createActions } from './actions.ts';
import { createSearchStore } from './search-store.ts';
import { applyAppearance, createSettingsStore } from './settings-store.ts';
import { createTimelineStore } from './timeline-store.ts';
import { createToastStore } from './toast-store.ts';

const english = await loadTranslator('en');
const profile = profileOf(li);

function acting(answers: Parameters<typeof createFakeBackground>[0]) {
  const background = createFakeBackground(answers);
  const toasts = createToastStore(createManualClock());
  return { background, toasts, actions: createActions(background, toasts, () => english) };
}

it('an action that worked says so, and its Undo takes back exactly that action', async () => {
  const { background, toasts, actions } = acting({
    'notes.remove': ({ actionId }) => ({ actionId: id(Number(String(actionId).slice(-3))) }),
    'history.undo': ({ actionId, undo }) => ({
      actionId: actionId as never,
      undone: undo as never,
      action: 'notes.remove',
      kept: 0,
    }),
  });
  await actions.run('notes.remove', { noteId: id<NoteId>(1) }, { done: 'Note deleted', undo: true });
  const [toast] = toasts.toasts.value;
  expect(toast?.action?.label).toBe('Undo');
  toast?.action?.run();
  await arrived();
  expect(background.of('history.undo')[0]?.undo).toBe(background.of('notes.remove')[0]?.actionId);
});

it('a failure is told with what to do, and trying again repeats the same action', async () => {
  const { background, toasts, actions } = acting({ 'notes.pin': () => ({ type: 'disconnected' }) });
  await actions.run('notes.pin', { noteId: id<NoteId>(1), pinned: true });
  const [toast] = toasts.toasts.value;
  expect(toast).toMatchObject({ tone: 'bad', text: english.t('failure.disconnected') });
  toast?.action?.run();
  await arrived();
  const [once, twice] = background.of('notes.pin');
  expect(twice?.actionId).toBe(once?.actionId);
});

it('undo with nothing to undo says so', async () => {
  const { toasts, actions } = acting({ 'history.undo': () => null });
  await actions.undo();
  expect(toasts.toasts.value[0]?.text).toBe('Nothing to undo');
});

it('good news leaves by itself, bad news stays, and nothing leaves under the pointer', () => {
  const clock = createManualClock();
  const store = createToastStore(clock);
  store.show({ tone: 'info', text: 'a' });
  store.show({ tone: 'bad', text: 'b' });
  store.hold();
  clock.advance(60_000);
  expect(store.toasts.value.length).toBe(2);
  store.release();
  clock.advance(60_000);
  expect(store.toasts.value.map((toast) => toast.text)).toEqual(['b']);
});

it('never more than three toasts', () => {
  const store = createToastStore(createManualClock());
  for (const text of ['a', 'b', 'c', 'd']) store.show({ tone: 'bad', text });
  expect(store.toasts.value.map((toast) => toast.text)).toEqual(['b', 'c', 'd']);
});

it('only the answer to the latest search counts, and clearing the text clears the results', async () => {
  const clock = createManualClock();
  const give: ((found: never[]) => void)[] = [];
  const background = createFakeBackground({ 'search.run': () => new Promise((resolve) => give.push(resolve)) });
  const search = createSearchStore(background, clock);
  search.type('li');
  clock.advance(200);
  search.type('liu');
  clock.advance(200);
  expect(background.of('search.run').map((request) => request.text)).toEqual(['li', 'liu']);
  give[1]?.([{ customer: rowOf(profile), field: 'name', excerpt: '' }] as never[]);
  give[0]?.([]);
  await arrived();
  expect(search.found.value?.length).toBe(1);
  expect(search.answered.value).toBe('liu');
  search.type('');
  expect(search.found.value).toBeUndefined();
});

it('the timeline asks for what it does not have, and a newer profile asks again for as much', async () => {
  const all: TimelineItem[] = Array.from({ length: 42 }, (_, index) => ({
    type: 'note',
    id: id(index),
    at: 0,
    body: String(index),
  }));
  const background = createFakeBackground({
    'timeline.list': ({ offset, limit }) => all.slice(offset, offset + limit),
  });
  const start = { ...profile, timeline: all.slice(0, 7), timelineTotal: 42 };
  const store = createTimelineStore(background, start);
  await store.more();
  expect(store.items.value.length).toBe(42);
  await store.follow({ ...start, timeline: [...all.slice(0, 7)] });
  expect(store.items.value).toEqual(all);
});

it('language and theme of the document follow the settings', async () => {
  const background = createFakeBackground({
    'settings.get': () => ({ ...settings, language: 'zh-TW', theme: 'dark' }),
    'settings.set': () => ({ actionId: id(1) }),
  });
  const stop = new AbortController();
  const store = createSettingsStore(background, ['en'], stop.signal, loadTranslator);
  const root = document.createElement('html');
  applyAppearance(store, root, stop.signal);
  expect([root.lang, root.dataset.theme]).toEqual(['en', 'system']);
  await store.load();
  expect([root.lang, root.dataset.theme]).toEqual(['zh-TW', 'dark']);
  await store.set({ language: 'zh-CN' });
  expect(root.lang).toBe('zh-CN');
  stop.abort();
});

it('where the settings cannot be had, the words of the browser’s language are there all the same', async () => {
  const store = createSettingsStore(createFakeBackground({}), ['zh-TW'], new AbortController().signal, loadTranslator);
  await store.load();
  expect(store.translator.value.t('common.save')).toBe('儲存');
});

it('only the language wanted last is spoken, however long the others take to load', async () => {
  const background = createFakeBackground({ 'settings.set': () => ({ actionId: id(1) }) });
  const store = createSettingsStore(background, ['en'], new AbortController().signal, loadTranslator);
  await Promise.all([
    store.set({ language: 'zh-TW' }),
    store.set({ language: 'zh-CN' }),
    store.set({ language: 'en' }),
  ]);
  expect(store.translator.value.language).toBe('en');
});

it('a setting that could not be saved goes back to what it was', async () => {
  const background = createFakeBackground({ 'settings.set': () => ({ type: 'storage-full' }) });
  const store = createSettingsStore(background, ['en'], new AbortController().signal, loadTranslator);
  expect((await store.set({ theme: 'dark' }))?.type).toBe('storage-full');
  expect(store.settings.value.theme).toBe('system');
});
