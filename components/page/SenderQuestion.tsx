import { useEffect, useState } from 'preact/hooks';
import { loadQuestionTranslator } from '../../lib/i18n/load-question-translator.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { AskedQuestion } from '../../lib/messaging/beside.ts';
import { useApp } from '../app/app-context.ts';
import styles from './AskMatch.module.css';
import { BridgeQuestion } from './BridgeQuestion.tsx';

/** A quiet question beside somebody who is not known for certain. Most senders leave none: its words are loaded then. */
export const SenderQuestion = ({ personKey }: { personKey: string }) => {
  const { background, settings } = useApp();
  const { language } = settings.translator.value;
  const [asking, setAsking] = useState<{ question: AskedQuestion; words: Translator }>();
  useEffect(() => {
    let isCurrent = true;
    void background.call('questions.here', { key: personKey }).then(async (answer) => {
      if (!answer.ok || !answer.value) return;
      const words = await loadQuestionTranslator(language);
      if (isCurrent) setAsking({ question: JSON.parse(answer.value), words });
    });
    return () => {
      isCurrent = false;
    };
  }, [personKey, language]);
  return asking ? (
    <aside class={styles.quiet}>
      <BridgeQuestion {...asking} onAnswered={() => setAsking(undefined)} />
    </aside>
  ) : null;
};
