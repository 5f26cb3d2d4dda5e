import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';

/** Asks once whether the file that was here is gone; what says so is loaded only then. */
export const PanelGone = () => {
  const { background, settings, clock } = useApp();
  const [notice, setNotice] = useState<JSX.Element>();
  useEffect(() => {
    // After the person: nothing of this is needed to show who is on the page.
    const stop = clock.after(500, () => {
      void (async () => {
        const answer = await background.call('backup.about', {});
        if (!answer.ok || !answer.value.gone) return;
        const { gonePanel } = await import('../backup/gone-panel.tsx');
        const { language } = settings.translator.peek();
        setNotice(await gonePanel(answer.value.gone, language, background, () => setNotice(undefined)));
      })().catch(() => {});
    });
    return stop;
  }, []);
  return notice ?? null;
};
