import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { byName, mountState, painted, unmountAll } from '../../tests/view/mount.tsx';
import { type PanelState, panelStates } from '../../tests/view/panel-states.ts';
import { bareProfile, id, profileOf, weber } from '../../tests/view/sample-file.ts';
import { certain, messagePage } from '../../tests/view/sample-pages.ts';

beforeEach(() => page.viewport(360, 860));
afterEach(unmountAll);

const states = panelStates(weber);
const profile = profileOf(weber);
const other = bareProfile('马超', 2);
const stateOf = (name: string): PanelState => {
  const state = states[name];
  if (!state) throw new Error(name);
  return state;
};
const done = { actionId: id<never>(77) };
const button = (root: ParentNode, name: string) => byName(root, 'button', name);
const composerOf = (root: ParentNode) => byName(root, 'textarea', 'New note') as HTMLTextAreaElement;
const toasts = (root: ParentNode) => root.querySelector('section[aria-label="Messages"]')?.textContent ?? '';

async function type(field: HTMLElement, text: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.keyboard(text);
}

describe('notes', () => {
  it('a note is saved by Ctrl+Enter, linked to the message here, and its field is empty again', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'notes.add': () => ({ ...done, noteId: id(9) }) });
    await type(composerOf(root), 'Call back on Friday');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect
      .poll(() => background.of('notes.add'))
      .toEqual([
        { customerId: profile.customer.id, body: 'Call back on Friday', here: true, actionId: expect.any(String) },
      ]);
    await expect.poll(() => composerOf(root).value).toBe('');
    expect(background.of('drafts.save').at(-1)).toEqual({ customerId: profile.customer.id, body: '' });
    expect(toasts(root)).toContain('Note saved');
  });

  it('a note that could not be saved stays in its field', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'notes.add': () => ({ type: 'storage-full' }) });
    await type(composerOf(root), 'Precious');
    await userEvent.click(button(root, 'Save note'));
    await expect.poll(() => toasts(root)).toContain('The disk is full');
    expect(composerOf(root).value).toBe('Precious');
  });

  it('a draft that could not be kept says so and why, until it is', async () => {
    const { root, background, clock } = await mountState(stateOf('certain'));
    background.answer({ 'drafts.save': () => ({ type: 'storage-full' }) });
    await type(composerOf(root), 'Precious');
    clock.advance(300);
    const alert = () => root.querySelector('[role=alert]')?.textContent ?? '';
    await expect.poll(alert).toContain('Draft not kept yet');
    expect(alert()).toContain('The disk is full');
    background.answer({ 'drafts.save': () => ({}) });
    clock.advance(2000);
    await expect.poll(alert).toBe('');
    expect(root.textContent).toContain('Draft kept');
    expect(composerOf(root).value).toBe('Precious');
  });

  it('an unsaved note stays with the customer it was begun for', async () => {
    const { root, background, clock } = await mountState(stateOf('certain'));
    await type(composerOf(root), 'For Jonas only');
    background.push({ event: 'page', context: messagePage([certain(other)], 2), profile: other });
    await painted();
    expect(composerOf(root).value).toBe('');
    await type(composerOf(root), 'For Ma Chao');
    clock.advance(300);
    expect(background.of('drafts.save')).toEqual([
      { customerId: profile.customer.id, body: 'For Jonas only' },
      { customerId: other.customer.id, body: 'For Ma Chao' },
    ]);
    background.push({ event: 'page', context: messagePage([certain(profile)], 3), profile });
    await painted();
    expect(composerOf(root).value).toBe('For Jonas only');
  });

  it('a draft kept before the panel was closed is back', async () => {
    const { root } = await mountState(stateOf('draft'));
    await expect.poll(() => composerOf(root).value).toBe(weber.notes[2]);
    expect(root.textContent).toContain('Draft kept');
  });

  it('an edit that was interrupted goes on where it was', async () => {
    const { root } = await mountState({ ...stateOf('certain'), editDraft: 'half edited' });
    await expect.poll(() => (byName(root, 'textarea', 'Edit') as HTMLTextAreaElement).value).toBe('half edited');
    expect(composerOf(root).value).toBe('');
  });

  it('typing goes on in the middle of an edit without the caret jumping', async () => {
    const { root } = await mountState(stateOf('certain'));
    await userEvent.click(button(root, 'Note actions'));
    await userEvent.click(byName(root, '[role=menuitem]', 'Edit'));
    const field = byName(root, 'textarea', 'Edit') as HTMLTextAreaElement;
    await expect.poll(() => document.activeElement).toBe(field);
    field.setSelectionRange(3, 3);
    await userEvent.keyboard('abc');
    expect(field.value.slice(0, 8)).toBe(`${weber.notes[0].slice(0, 3)}abc${weber.notes[0].slice(3, 5)}`);
  });

  it('a deleted note can be brought back from its toast', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({
      'notes.remove': () => done,
      'history.undo': () => ({ ...done, undone: id<never>(1), action: 'notes.remove', kept: 0 }),
    });
    await userEvent.click(button(root, 'Note actions'));
    await userEvent.click(byName(root, '[role=menuitem]', 'Delete'));
    await expect.poll(() => toasts(root)).toContain('Note deleted');
    await userEvent.click(button(root, 'Undo'));
    await expect
      .poll(() => background.of('history.undo').map((request) => request.undo))
      .toEqual([background.of('notes.remove')[0]?.actionId]);
  });

  it('a note is pinned and tagged', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'notes.pin': () => done, 'notes.tag': () => done });
    await userEvent.click(button(root, 'Unpin'));
    await userEvent.click(button(root, 'Note actions'));
    await userEvent.click(byName(root, '[role=menuitem]', 'Add tag'));
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('New tag');
    await userEvent.keyboard('urgent{Enter}');
    await expect
      .poll(() => background.of('notes.tag'))
      .toEqual([{ noteId: id(501), tag: 'urgent', present: true, actionId: expect.any(String) }]);
    expect(background.of('notes.pin')[0]).toMatchObject({ noteId: id(501), pinned: false });
  });
});
