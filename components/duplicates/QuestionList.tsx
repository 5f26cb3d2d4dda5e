import { useEffect, useState } from 'preact/hooks';
import type { QuestionsStore } from '../../lib/view/questions-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Card } from '../dashboard/Card.tsx';
import { BridgeQuestion } from '../page/BridgeQuestion.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Check } from '../ui/icons.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './DuplicatesPanel.module.css';

const AT_ONCE = 30;

/** What mails of unknown senders left open: whether they are the buyers of the orders they name. */
export const QuestionList = ({ store }: { store: QuestionsStore }) => {
  const words = useTranslator();
  const { t, date, now } = words;
  const [limit, setLimit] = useState(AT_ONCE);
  useEffect(() => void store.load(), [store]);
  const questions = store.questions.value;
  const failure = store.failure.value;
  if (failure) return <FailureState failure={failure} onRetry={() => void store.load()} />;
  if (!questions) return <Skeleton label={t('common.loading')} rows={4} />;
  if (questions.length === 0) {
    return (
      <Card>
        <EmptyState icon={Check} title={t('questions.none.title')} text={t('questions.none.text')} />
      </Card>
    );
  }
  return (
    <div class={styles.found}>
      <h2 class={styles.title}>
        <span role="status">{t('questions.summary', { n: questions.length })}</span>
      </h2>
      <ul class={styles.list}>
        {questions.slice(0, limit).map((question) => (
          <li key={question.id}>
            <Card>
              <div class={styles.question}>
                <BridgeQuestion question={question} words={words} onAnswered={() => void store.load()}>
                  <p class={styles.figures}>{t('question.seen', { when: date(question.seenAt, now()) })}</p>
                </BridgeQuestion>
              </div>
            </Card>
          </li>
        ))}
      </ul>
      {questions.length > limit && (
        <div>
          <Button onClick={() => setLimit(limit + AT_ONCE)}>{t('common.show-more')}</Button>
        </div>
      )}
    </div>
  );
};
