import { useEffect } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import { GoodsView } from '../../../components/scores/GoodsView.tsx';
import { ModelsView } from '../../../components/scores/ModelsView.tsx';
import { OverviewView } from '../../../components/scores/OverviewView.tsx';
import styles from '../../../components/scores/Page.module.css';
import { WorkedOut } from '../../../components/scores/WorkedOut.tsx';
import { Tabs } from '../../../components/ui/Tabs.tsx';
import { hashOf } from '../../../lib/view/dashboard-route.ts';
import type { Dashboard } from '../dashboard.ts';

const PARTS = ['overview', 'models', 'goods'] as const;
type Part = (typeof PARTS)[number];

interface Props {
  dashboard: Dashboard;
  part: string | undefined;
}

/** All customers as the scores see them, and how the scores come about. */
export const ScoresPage = ({ dashboard, part }: Props) => {
  const { t } = useTranslator();
  const shown = PARTS.find((one) => one === part) ?? 'overview';
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.scores')} />
      <Tabs
        label={t('scores.parts')}
        selected={shown}
        onSelect={(id) => {
          location.hash = hashOf({ page: 'scores', part: id });
        }}
        tabs={PARTS.map((id) => ({ id, label: t(`scores.part.${id}`) }))}
      >
        <div class={shown === 'overview' ? styles.sheets : `${styles.sheets} ${styles.narrow}`}>
          <Sheets key={shown} part={shown} dashboard={dashboard} />
        </div>
      </Tabs>
    </div>
  );
};

const Sheets = ({ part, dashboard: { scores } }: { part: Part; dashboard: Dashboard }) => {
  useEffect(() => scores[part].watch(), [part, scores]);
  switch (part) {
    case 'overview':
      return <WorkedOut store={scores.overview}>{(answer) => <OverviewView {...answer} />}</WorkedOut>;
    case 'models':
      return (
        <WorkedOut store={scores.models}>{({ report, past }) => <ModelsView report={report} past={past} />}</WorkedOut>
      );
    case 'goods':
      return <WorkedOut store={scores.goods}>{(report) => <GoodsView report={report} />}</WorkedOut>;
  }
};
