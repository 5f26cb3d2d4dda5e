import type { BackupTrouble } from '../../lib/view/backup-ledger.ts';
import type { BackupFailure } from '../../lib/view/backup-run.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from '../transfer/Note.module.css';
import { Icon } from '../ui/Icon.tsx';
import { CircleAlert } from '../ui/icons.ts';
import { backupFailureText } from './backup-words.ts';

interface Props {
  failure: BackupFailure | { readonly type: BackupTrouble };
  /** The file it is about. */
  name?: string | undefined;
}

/** What went wrong with a backup and what to do. */
export const BackupFailureNote = ({ failure, name }: Props) => {
  const { t } = useTranslator();
  const { what, todo } = backupFailureText(t, failure);
  return (
    <div role="alert" class={`${styles.note} ${styles.bad}`}>
      <Icon of={CircleAlert} />
      <p class={styles.text}>
        {name && <bdi class={styles.name}>{name}</bdi>}
        <strong>{what}</strong>
        <span>{todo}</span>
      </p>
    </div>
  );
};
