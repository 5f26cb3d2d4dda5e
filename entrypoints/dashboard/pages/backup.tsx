import { useEffect } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import sheet from '../../../components/backup/Backup.module.css';
import { BackupHealth } from '../../../components/backup/BackupHealth.tsx';
import { BackupPlacesCard } from '../../../components/backup/BackupPlaces.tsx';
import { DashboardGone } from '../../../components/backup/DashboardGone.tsx';
import { KnownBackups } from '../../../components/backup/KnownBackups.tsx';
import { RestorePanel } from '../../../components/backup/RestorePanel.tsx';
import { UndoRestore } from '../../../components/backup/UndoRestore.tsx';
import { Card } from '../../../components/dashboard/Card.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { Note } from '../../../components/transfer/Note.tsx';
import { RotateCcw } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { Dashboard } from '../dashboard.ts';

/** Backups: how they stand, where they go, which there are, and the way back. */
export const BackupPage = ({ dashboard }: { dashboard: Dashboard }) => {
  const { t, dateTime } = useTranslator();
  const { backups, restore, saveFile } = dashboard;
  const about = backups.about.value;
  const { step } = restore.step.value;
  useEffect(() => {
    void backups.load().catch(() => {});
  }, [backups]);
  return (
    <div class={styles.page}>
      <PageHead title={t('backup.title')} />
      <DashboardGone store={backups} />
      {!backups.ledger.value && <Skeleton label={t('common.loading')} rows={4} />}
      {about?.formerUntil !== undefined && step === 'start' && (
        <Card>
          <div class={sheet.sheet}>
            <Note action={<UndoRestore store={restore} icon={RotateCcw} />}>
              {t('restore.former', { until: dateTime(about.formerUntil) })}
            </Note>
          </div>
        </Card>
      )}
      {step === 'start' ? (
        <>
          <BackupHealth store={backups} />
          <BackupPlacesCard store={backups} />
          <KnownBackups store={backups} isBusy={restore.isBusy.value} onRestore={(file) => void restore.open(file)} />
        </>
      ) : null}
      <RestorePanel store={restore} save={saveFile} />
    </div>
  );
};
