import { expect, it } from 'vitest';
import { createFakeBackground } from '../../tests/view/fake-background.ts';
import { arrived, createManualClock } from '../../tests/view/manual-clock.ts';
import { id } from '../../tests/view/sample-file.ts';
import type { CustomerId, NoteId } from '../domain/ids.ts';
import { createDraftStore, draftKey, flushOnLeave } from './draft-store.ts';

const ours = { customerId: id<CustomerId>(1) };
const theirs = { customerId: id<CustomerId>(2) };
const edit = { ...ours, noteId: id<NoteId>(3) };

function setUp() {
  const background = createFakeBackground({ 'drafts.save': () => ({}), 'drafts.list': () => [] });
  const clock = createManualClock();
  return { background, clock, store: createDraftStore(background, clock) };
}
type Store = ReturnType<typeof setUp>['store'];
const bodyOf = (store: Store, of: Parameters<typeof draftKey>[0]) => store.drafts.value.get(draftKey(of))?.body;

it('a draft is on its way within 300 ms of the last key, once', () => {
  const { background, clock, store } = setUp();
  store.write(ours, 'a');
  clock.advance(200);
  store.write(ours, 'ab');
  clock.advance(200);
  expect(background.of('drafts.save')).toEqual([]);
  clock.advance(100);
  expect(background.of('drafts.save')).toEqual([{ ...ours, body: 'ab' }]);
});

it('someone who types without a pause is saved every second all the same', () => {
  const { background, clock, store } = setUp();
  for (let key = 1; key <= 30; key += 1) {
    store.write(ours, 'x'.repeat(key));
    clock.advance(100);
  }
  expect(background.of('drafts.save').length).toBeGreaterThanOrEqual(2);
});

it('what waits is sent at once when the page goes away', () => {
  const { background, store } = setUp();
  const stop = new AbortController();
  flushOnLeave(store, window, stop.signal);
  store.write(ours, 'half a sent');
  store.write(edit, 'an edit');
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  stop.abort();
  expect(background.of('drafts.save')).toEqual([
    { ...ours, body: 'half a sent' },
    { ...edit, body: 'an edit' },
  ]);
});

it('a draft comes back for the customer it was begun for, and for no other', async () => {
  const { background, store } = setUp();
  background.answer({
    'drafts.list': ({ customerId }) => (customerId === ours.customerId ? [{ ...ours, body: 'kept', savedAt: 1 }] : []),
  });
  await store.restore(ours.customerId);
  await store.restore(theirs.customerId);
  expect(bodyOf(store, ours)).toBe('kept');
  expect(bodyOf(store, theirs)).toBeUndefined();
});

it('text typed before the kept draft came back stays', async () => {
  const { background, store } = setUp();
  background.answer({ 'drafts.list': () => [{ ...ours, body: 'old', savedAt: 1 }] });
  const restoring = store.restore(ours.customerId);
  store.write(ours, 'new');
  await restoring;
  expect(bodyOf(store, ours)).toBe('new');
});

it('a draft that could not be kept says so, is tried again, and loses nothing', async () => {
  const { background, clock, store } = setUp();
  background.answer({ 'drafts.save': () => ({ type: 'storage-full' }) });
  store.write(ours, 'precious');
  clock.advance(250);
  await arrived();
  const failure = { type: 'storage-full' };
  expect(store.drafts.value.get(draftKey(ours))).toEqual({ body: 'precious', state: 'failed', failure });
  store.write(ours, 'precious!');
  expect(store.drafts.value.get(draftKey(ours))).toEqual({ body: 'precious!', state: 'saving', failure });
  background.answer({ 'drafts.save': () => ({}) });
  clock.advance(2000);
  await arrived();
  expect(store.drafts.value.get(draftKey(ours))).toEqual({ body: 'precious!', state: 'saved' });
});

it('a draft that became a note is forgotten on both sides', () => {
  const { background, clock, store } = setUp();
  store.write(ours, 'done');
  store.forget(ours);
  clock.advance(5000);
  expect(bodyOf(store, ours)).toBeUndefined();
  expect(background.of('drafts.save')).toEqual([{ ...ours, body: '' }]);
});

it('a draft that could not be forgotten is tried again: its note must not come back as a draft', async () => {
  const { background, clock, store } = setUp();
  store.write(ours, 'done');
  background.answer({ 'drafts.save': () => ({ type: 'disconnected' }) });
  store.forget(ours);
  await arrived();
  background.answer({ 'drafts.save': () => ({}) });
  clock.advance(2000);
  await arrived();
  clock.advance(60_000);
  expect(background.of('drafts.save')).toEqual([
    { ...ours, body: '' },
    { ...ours, body: '' },
  ]);
});

it('text begun anew while the old is being forgotten is kept', async () => {
  const { background, clock, store } = setUp();
  background.answer({ 'drafts.save': () => ({ type: 'disconnected' }) });
  store.forget(ours);
  store.write(ours, 'next');
  await arrived();
  background.answer({ 'drafts.save': () => ({}) });
  clock.advance(2000);
  await arrived();
  expect(background.of('drafts.save').at(-1)).toEqual({ ...ours, body: 'next' });
  expect(store.drafts.value.get(draftKey(ours))).toEqual({ body: 'next', state: 'saved' });
});

it('kept drafts that could not be had are asked for again', async () => {
  const { background, clock, store } = setUp();
  background.answer({ 'drafts.list': () => ({ type: 'disconnected' }) });
  const restoring = store.restore(ours.customerId);
  await arrived();
  expect(bodyOf(store, ours)).toBeUndefined();
  background.answer({ 'drafts.list': () => [{ ...ours, body: 'kept', savedAt: 1 }] });
  clock.advance(2000);
  await restoring;
  expect(bodyOf(store, ours)).toBe('kept');
});

it('text typed while an earlier draft was on its way counts as unsaved', async () => {
  const { clock, store } = setUp();
  store.write(ours, 'a');
  clock.advance(250);
  store.write(ours, 'ab');
  await arrived();
  expect(store.drafts.value.get(draftKey(ours))).toEqual({ body: 'ab', state: 'saving' });
});
