import { useEffect } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { DashboardGone } from '../../../components/backup/DashboardGone.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/scores/Page.module.css';
import { WorkedOut } from '../../../components/scores/WorkedOut.tsx';
import { TodayView } from '../../../components/today/TodayView.tsx';
import type { Dashboard } from '../dashboard.ts';
import { EmptyFile } from '../empty-file.tsx';

interface Props {
  dashboard: Dashboard;
  onNew: () => void;
}

/** Who needs a word today. */
export const TodayPage = ({ dashboard, onNew }: Props) => {
  const { t } = useTranslator();
  const { scores, backups } = dashboard;
  const isGone = backups.about.value?.gone !== undefined;
  useEffect(() => scores.today.watch(), [scores]);
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.today')} />
      <DashboardGone store={backups} />
      <WorkedOut store={scores.today}>
        {({ today, file }) => {
          if (file.customers > 0) return <TodayView today={today} file={file} />;
          return isGone ? null : <EmptyFile dashboard={dashboard} onNew={onNew} />;
        }}
      </WorkedOut>
    </div>
  );
};
