import type { ComponentChildren } from 'preact';
import { bridgeText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { AskedQuestion } from '../../lib/messaging/beside.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import styles from './AskMatch.module.css';

interface Props {
  question: AskedQuestion;
  /** With the words of the question; the panel loads them when there is one. */
  words: Translator;
  onAnswered: () => void;
  children?: ComponentChildren;
}

/** Asks whether the sender of a mail is the buyer of an order that it names. */
export const BridgeQuestion = ({ question, words, onAnswered, children }: Props) => {
  const { actions } = useApp();
  const { t: common } = useTranslator();
  const { t } = words;
  const [only] = question.buyers;
  const isOne = question.buyers.length === 1;
  const nameOf = (buyer: AskedQuestion['buyers'][number]) =>
    (buyer.name || buyer.email || common('common.no-name')).slice(0, 80);
  const who = (question.name ? `${question.name} <${question.display}>` : question.display).slice(0, 160);
  const answer = async (buyer?: AskedQuestion['buyers'][number]) => {
    const done = buyer ? t('question.done.yes', { name: nameOf(buyer) }) : t('question.done.no');
    const given = { id: question.id, ...(buyer ? { customerId: buyer.customerId } : {}) };
    const reply = await actions.run('questions.answer', given, { done, undo: true });
    if (reply.ok) onAnswered();
  };
  return (
    <>
      <p>
        {isOne && only
          ? t('question.ask', { who, number: question.orders[0]?.number ?? '', buyer: nameOf(only) })
          : t('question.ask-several', { who })}
      </p>
      <p class="second">{t('question.why', { why: bridgeText(words, question.evidence) })}</p>
      {children}
      <div class={styles.answers}>
        {isOne && only ? (
          <Button onClick={() => void answer(only)}>{t('question.yes')}</Button>
        ) : (
          question.buyers.map((buyer) => (
            <Button key={buyer.customerId} onClick={() => void answer(buyer)}>
              {t('question.is', { name: nameOf(buyer) })}
            </Button>
          ))
        )}
        <Button onClick={() => void answer()}>{t(isOne ? 'question.no' : 'question.none-of-them')}</Button>
      </div>
    </>
  );
};
