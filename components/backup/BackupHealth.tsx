import type { Translator } from '../../lib/i18n/translator.ts';
import type { Ledger } from '../../lib/view/backup-ledger.ts';
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
import { healthOf } from './backup-health.ts';

/** The one line that matters: when the last backup was made, whether it is whole, when the next one comes. */
export const BackupHealth = ({ store }: { store: BackupStore }) => {
  const { toasts } = useApp();
  const translator = useTranslator();
  const { t, now } = translator;
  const about = store.about.value;
  const ledger = store.ledger.value;
  const running = store.running.value;
  const failure = store.failure.value;
  const health = healthOf(store, translator);
  if (!about || !ledger || !health) return null;
  const { tone, title, isOld } = health;
  const [last] = ledger.known;
  const trouble = ledger.trouble;
  const hasTrouble = trouble !== undefined && !failure;
  const make = async () => {
    const made = await store.makeNow();
    if (made) toasts.show({ tone: 'info', text: t('backup.done', { file: made.name }) });
  };
  return (
    <Card>
      <div class={styles.sheet}>
        <div class={`${styles.state} ${styles[tone]}`} role="status">
          <Icon of={tone === 'good' ? Check : tone === 'bad' ? CircleAlert : TriangleAlert} size={20} />
          <h2 class={styles.title}>{title}</h2>
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

function nextText(translator: Translator, ledger: Ledger, nextAt: number | undefined, now: number): string {
  const { t } = translator;
  if (ledger.place === 'none') return t('backup.next.none');
  if (nextAt === undefined) return t('backup.next.off');
  if (nextAt <= now && ledger.trouble) return t('backup.next.retry');
  return nextAt <= now ? t('backup.next.now') : t('backup.next.at', { when: translator.date(nextAt, now) });
}
