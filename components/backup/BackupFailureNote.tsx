import type { BackupTrouble } from '../../lib/view/backup-ledger.ts';
import type { BackupFailure } from '../../lib/view/backup-run.ts';
import { useTranslator } from '../app/app-context.ts';
import { FileFailure } from '../transfer/FailureNote.tsx';
import { backupFailureText } from './backup-words.ts';

interface Props {
  failure: BackupFailure | { readonly type: BackupTrouble };
  /** The file it is about. */
  name?: string | undefined;
}

/** What went wrong with a backup and what to do. */
export const BackupFailureNote = ({ failure, name }: Props) => (
  <FileFailure name={name} {...backupFailureText(useTranslator().t, failure)} />
);
