import type { Overview } from '../../lib/messaging/score-work.ts';
import type { Counted } from '../../lib/view/score-stores.ts';
import { TINY } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ChartColumn } from '../ui/icons.ts';
import { CohortChart } from './CohortChart.tsx';
import { GroupChart } from './GroupChart.tsx';
import { KpiStrip } from './KpiStrip.tsx';
import styles from './Overview.module.css';
import { ParetoChart } from './ParetoChart.tsx';
import { RfmChart } from './RfmChart.tsx';
import { StageChart } from './StageChart.tsx';

interface Props {
  overview: Overview;
  file: Counted;
}

/** Fewer buyers than these: fifths compare a handful of people. */
const FEW_FOR_FIFTHS = 25;

/** All customers at a glance: stages, recency and frequency, groups, where the revenue comes from, who comes back. */
export const OverviewView = ({ overview, file }: Props) => {
  const { t } = useTranslator();
  const buyers = overview.funnel.filter(({ stage }) => stage !== 'prospect').reduce((sum, { n }) => sum + n, 0);
  if (buyers === 0) {
    return (
      <EmptyState
        icon={ChartColumn}
        title={t(file.customers === 0 ? 'emptyfile.title' : 'scores.no-buyers', { n: file.customers })}
        text={t('scores.no-buyers.text')}
      >
        <a class={styles.link} href="#/files">
          {t('today.import')}
        </a>
      </EmptyState>
    );
  }
  return (
    <>
      <KpiStrip overview={overview} />
      {buyers < FEW_FOR_FIFTHS && (
        <p class={styles.few}>{t(buyers < TINY ? 'scores.very-few' : 'scores.few', { n: buyers })}</p>
      )}
      <div class={styles.charts}>
        <Card>
          <StageChart overview={overview} />
        </Card>
        <Card>
          <RfmChart overview={overview} />
        </Card>
        <Card>
          <ParetoChart overview={overview} />
        </Card>
        <Card>
          <GroupChart overview={overview} />
        </Card>
        <div class={styles.wide}>
          <Card>
            <CohortChart overview={overview} />
          </Card>
        </div>
      </div>
    </>
  );
};
