import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { OpenFailure } from '../../lib/view/import-step.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { CircleAlert } from '../ui/icons.ts';
import styles from './Note.module.css';
import { failureText } from './transfer-words.ts';

interface NoteProps {
  /** The file it is about. */
  name?: string | undefined;
  what: string;
  todo: string;
}

/** What went wrong with a file, and what to do. */
export const FileFailure = ({ name, what, todo }: NoteProps) => (
  <div role="alert" class={`${styles.note} ${styles.bad}`}>
    <Icon of={CircleAlert} />
    <p class={styles.text}>
      {name && <bdi class={styles.name}>{name}</bdi>}
      <strong>{what}</strong>
      <span>{todo}</span>
    </p>
  </div>
);

/** What went wrong with a file, what to do, and that nothing was changed. */
export const FailureNote = ({ failure, name }: { failure: OpenFailure; name?: string | undefined }) => {
  const { t } = useTranslator();
  const { what, todo } = failureText(t, failure);
  return <FileFailure name={name} what={what} todo={joinSentences(todo, t('import.failed.nothing'))} />;
};
