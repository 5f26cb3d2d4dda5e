import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { AskedQuestion } from '../../lib/messaging/merge-contract.ts';
import { useApp } from '../app/app-context.ts';
import styles from './AskMatch.module.css';

interface Asking {
  readonly question: AskedQuestion;
  readonly words: Translator;
  readonly Question: ComponentType<{ question: AskedQuestion; words: Translator; onAnswered: () => void }>;
}

/** A quiet question beside somebody who is not known for certain. Most senders leave none: its words and looks are loaded then. */
export const SenderQuestion = ({ personKey }: { personKey: string }) => {
  const { background, settings } = useApp();
  const { language } = settings.translator.value;
  const [asking, setAsking] = useState<Asking>();
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      const answer = await background.call('questions.here', { key: personKey });
      if (!answer.ok || !answer.value || !isCurrent) return;
      const [{ loadQuestionTranslator }, { BridgeQuestion }] = await Promise.all([
        import('../../lib/i18n/load-question-translator.ts'),
        import('./BridgeQuestion.tsx'),
      ]);
      const words = await loadQuestionTranslator(language);
      if (isCurrent) setAsking({ question: answer.value, words, Question: BridgeQuestion });
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [personKey, language]);
  if (!asking) return null;
  const { Question, question, words } = asking;
  return (
    <aside class={styles.quiet}>
      <Question question={question} words={words} onAnswered={() => setAsking(undefined)} />
    </aside>
  );
};
