import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { en } from '../../lib/i18n/en.ts';
import { createTranslator } from '../../lib/i18n/translator.ts';
import type { AppView } from '../../lib/view/app-view.ts';
import { mountComponent, painted, unmountAll } from '../../tests/view/mount.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { AppProvider } from './app-context.ts';
import { useLoaded } from './use-loaded.ts';

afterEach(unmountAll);

type Asked = ComponentType<{ onClose: () => void }>;

const Asked = ({ onClose }: { onClose: () => void }) => {
  const [text, setText] = useState('');
  return (
    <Dialog title="Asked" closeLabel="Close" onClose={onClose}>
      <input aria-label="Words" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <output>{text}</output>
    </Dialog>
  );
};

/** A page with a note and a dialog that comes when the test brings it. */
function stand() {
  const coming: PromiseWithResolvers<Asked>[] = [];
  const tell = vi.fn();
  const app = {
    settings: { translator: { peek: () => createTranslator('en', en) } },
    actions: { tell },
  } as unknown as AppView;
  const Page = () => {
    const dialog = useLoaded(() => {
      const one = Promise.withResolvers<Asked>();
      coming.push(one);
      return one.promise;
    });
    return (
      <>
        <textarea aria-label="Note" />
        <button type="button" onClick={dialog.open}>
          Ask
        </button>
        {dialog.Shown && <dialog.Shown onClose={dialog.close} />}
      </>
    );
  };
  const root = mountComponent(
    <AppProvider value={app}>
      <Page />
    </AppProvider>,
  );
  const note = root.querySelector('textarea') as HTMLTextAreaElement;
  note.focus();
  /** As by a key: the focus stays where it is. */
  const ask = () => root.querySelector('button')?.click();
  return { root, note, ask, coming, tell };
}

describe('a dialog that is still on its way', () => {
  it('begins with what was typed meanwhile, of which the note has nothing', async () => {
    const { root, note, ask, coming } = stand();
    await userEvent.keyboard('half ');
    ask();
    await userEvent.keyboard('梅里 sh');
    ask();
    await userEvent.keyboard('x{Backspace}an');
    expect(coming.length).toBe(1);
    coming[0]?.resolve(Asked);
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('梅里 shan');
    expect(document.activeElement).toBe(root.querySelector('dialog input'));
    await userEvent.keyboard('!');
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('梅里 shan!');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => root.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(note);
    expect(note.value).toBe('half ');
    expect(document.querySelectorAll('body > input').length).toBe(0);
  });

  it('does not open when Escape was pressed first', async () => {
    const { root, note, ask, coming } = stand();
    ask();
    await userEvent.keyboard('x{Escape}');
    coming[0]?.resolve(Asked);
    await painted();
    expect(root.querySelector('dialog')).toBeNull();
    expect(document.activeElement).toBe(note);
    expect(note.value).toBe('');
    ask();
    coming[1]?.resolve(Asked);
    await expect.poll(() => root.querySelector('output')?.textContent).toBe('');
  });

  it('gives the focus back and says so when it cannot come', async () => {
    const { note, ask, coming, tell } = stand();
    ask();
    coming[0]?.reject(new TypeError('Failed to fetch dynamically imported module'));
    await expect.poll(() => tell.mock.calls.map(([failure]) => failure)).toEqual([{ type: 'disconnected' }]);
    expect(document.activeElement).toBe(note);
  });
});
