import { DAY_MS } from '../../lib/domain/time.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { KnownBackup, Ledger } from '../../lib/view/backup-ledger.ts';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { sizeText } from '../transfer/size-text.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Check, CircleAlert, Download, TriangleAlert } from '../ui/icons.ts';
import styles from './Backup.module.css';
import { BackupFailureNote } from './BackupFailureNote.tsx';
import { BackupProgress } from './BackupProgress.tsx';

/** Older than this the last backup is no comfort any more. */
const OLD_MS = 2 * DAY_MS;

/** The one line that matters: when the last backup was made, whether it is whole, when the next one comes. */
export const BackupHealth = ({ store }: { store: BackupStore }) => {
  const { toasts } = useApp();
  const translator = useTranslator();
  const { t, now } = translator;
  const about = store.about.value;
  const ledger = store.ledger.value;
  const running = store.running.value;
  const failure = store.failure.value;
  if (!about || !ledger) return null;
  const [last] = ledger.known;
  const isOld = last !== undefined && now() - last.at > OLD_MS;
  const trouble = ledger.trouble;
  const hasTrouble = trouble !== undefined && !failure;
  const tone = !about.hasRecords || (last && !isOld && !trouble) ? 'good' : trouble ? 'bad' : 'warn';
  const make = async () => {
    const made = await store.makeNow();
    if (made) toasts.show({ tone: 'info', text: t('backup.done', { file: made.name }) });
  };
  return (
    <Card>
      <div class={styles.sheet}>
        <div class={`${styles.state} ${styles[tone]}`} role="status">
          <Icon of={tone === 'good' ? Check : tone === 'bad' ? CircleAlert : TriangleAlert} size={20} />
          <h2 class={styles.title}>{titleOf(translator, about.hasRecords, last, isOld, trouble !== undefined)}</h2>
          <div class={styles.facts}>
            {!last && <p>{t(about.hasRecords ? 'backup.none.text' : 'backup.empty.text')}</p>}
            {last && trouble && <p>{t('backup.old.title', { when: translator.dateTime(last.at) })}</p>}
            {last && isOld && !trouble && <p>{t('backup.old.text')}</p>}
            {last && (
              <p>
                {t('backup.file', { name: last.name, size: sizeText(last.bytes, translator.language) })} ·{' '}
                {t('backup.customers', { n: last.customers })}
              </p>
            )}
            {last && <p>{t(`backup.checked.${last.checked}`)}</p>}
            {about.hasRecords && <p>{nextText(translator, ledger, store.nextAt.value, now())}</p>}
          </div>
        </div>
        {failure && <BackupFailureNote failure={failure} />}
        {hasTrouble && <BackupFailureNote failure={{ type: trouble.type }} />}
        {running ? (
          <BackupProgress label={t(`backup.phase.${running.phase}`)} measure={running} onCancel={store.cancel} />
        ) : (
          <div class={styles.actions}>
            <Button tone="primary" icon={Download} disabled={!about.hasRecords} onClick={() => void make()}>
              {t('backup.now')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
};

function titleOf(
  { t, dateTime }: Translator,
  hasRecords: boolean,
  last: KnownBackup | undefined,
  isOld: boolean,
  hasTrouble: boolean,
): string {
  if (hasTrouble) return t('backup.bad.title');
  if (!last) return t(hasRecords ? 'backup.none.title' : 'backup.empty.title');
  return t(isOld ? 'backup.old.title' : 'backup.good.title', { when: dateTime(last.at) });
}

function nextText(translator: Translator, ledger: Ledger, nextAt: number | undefined, now: number): string {
  const { t } = translator;
  if (ledger.place === 'none') return t('backup.next.none');
  if (nextAt === undefined) return t('backup.next.off');
  if (nextAt <= now && ledger.trouble) return t('backup.next.retry');
  return nextAt <= now ? t('backup.next.now') : t('backup.next.at', { when: translator.date(nextAt, now) });
}
