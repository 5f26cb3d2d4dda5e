import type { OpenFailure } from '../../lib/view/import-step.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { CircleAlert } from '../ui/icons.ts';
import styles from './Note.module.css';
import { failureText } from './transfer-words.ts';

interface Props {
  failure: OpenFailure;
  /** The file it is about. */
  name?: string | undefined;
}

/** What went wrong with a file, what to do, and that nothing was changed. */
export const FailureNote = ({ failure, name }: Props) => {
  const { t } = useTranslator();
  const { what, todo } = failureText(t, failure);
  return (
    <div role="alert" class={`${styles.note} ${styles.bad}`}>
      <Icon of={CircleAlert} />
      <p class={styles.text}>
        {name && <bdi class={styles.name}>{name}</bdi>}
        <strong>{what}</strong>
        <span>
          {todo} {t('import.failed.nothing')}
        </span>
      </p>
    </div>
  );
};
