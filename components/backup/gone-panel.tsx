import type { JSX } from 'preact';
import type { Language } from '../../lib/domain/settings.ts';
import { createTranslator } from '../../lib/i18n/translator.ts';
import type { Background } from '../../lib/messaging/background.ts';
import type { About } from '../../lib/view/about.ts';
import { GoneNotice } from './GoneNotice.tsx';
import styles from './GonePanel.module.css';

const load = {
  en: async () => (await import('../../lib/i18n/en/gone.ts')).gone,
  'zh-CN': async () => (await import('../../lib/i18n/zh-CN/gone.ts')).gone,
  'zh-TW': async () => (await import('../../lib/i18n/zh-TW/gone.ts')).gone,
};

/** The notice as it stands in the panel: with words of its own, and the dashboard a tab away. */
export async function gonePanel(
  gone: NonNullable<About['gone']>,
  language: Language,
  background: Background,
  onLeft: () => void,
): Promise<JSX.Element> {
  const translator = createTranslator(language, await load[language]());
  const startAnew = async () => {
    const answer = await background.call('backup.startAnew', {});
    if (answer.ok) onLeft();
  };
  return (
    <div class={styles.place}>
      <GoneNotice
        gone={gone}
        translator={translator}
        href="dashboard.html#/backup"
        isApart
        onStartAnew={() => void startAnew()}
      />
    </div>
  );
}
