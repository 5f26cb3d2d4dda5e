import type { Translate } from '../../lib/i18n/catalogue.ts';
import { FAILURES, type Failure } from '../../lib/messaging/contract.ts';
import type { BackupTrouble } from '../../lib/view/backup-ledger.ts';
import { BACKUP_TROUBLES } from '../../lib/view/backup-ledger.ts';
import type { BackupFailure } from '../../lib/view/backup-run.ts';

type AnyFailure = BackupFailure | { readonly type: BackupTrouble };

/** What went wrong with a backup, and what to do. */
export function backupFailureText(t: Translate, { type }: AnyFailure): { what: string; todo: string } {
  // Full while a backup is laid out is told as what it is: the person's own data is not at stake.
  if (type === 'storage-full') return { what: t('backup-error.full'), todo: t('backup-error.full.todo') };
  if (isFailure(type)) return { what: t(`failure.${type}`), todo: t(`failure.${type}.todo`) };
  if (isTrouble(type) && type !== 'interrupted')
    return { what: t(`backup-trouble.${type}`), todo: t(`backup-trouble.${type}.todo`) };
  return { what: t(`backup-error.${type}`), todo: t(`backup-error.${type}.todo`) };
}

const isFailure = (type: string): type is Failure['type'] => (FAILURES as readonly string[]).includes(type);
const isTrouble = (type: string): type is BackupTrouble => (BACKUP_TROUBLES as readonly string[]).includes(type);
