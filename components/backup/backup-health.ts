import { DAY_MS } from '../../lib/domain/time.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { BackupStore } from '../../lib/view/backup-store.ts';

/** Older than this the last backup is no comfort any more. */
const OLD_MS = 2 * DAY_MS;

interface BackupHealthFacts {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly title: string;
  /** There is one, but of days ago. */
  readonly isOld: boolean;
}

/** How the backups stand, in words; absent until that is known. */
export function healthOf(store: BackupStore, { t, now, dateTime }: WithNow): BackupHealthFacts | undefined {
  const about = store.about.value;
  const ledger = store.ledger.value;
  if (!about || !ledger) return undefined;
  const [last] = ledger.known;
  const isOld = last !== undefined && now() - last.at > OLD_MS;
  if (ledger.trouble) return { tone: about.hasRecords ? 'bad' : 'good', title: t('backup.bad.title'), isOld };
  if (!last) {
    const title = t(about.hasRecords ? 'backup.none.title' : 'backup.empty.title');
    return { tone: about.hasRecords ? 'warn' : 'good', title, isOld };
  }
  const title = t(isOld ? 'backup.old.title' : 'backup.good.title', { when: dateTime(last.at) });
  return { tone: isOld && about.hasRecords ? 'warn' : 'good', title, isOld };
}

type WithNow = Pick<Translator, 't' | 'dateTime'> & { readonly now: () => number };
