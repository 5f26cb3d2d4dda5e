import { useApp, useTranslator } from '../../components/app/app-context.ts';
import styles from '../../components/dashboard/CustomersLayout.module.css';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { FlaskConical, UserPlus, Users } from '../../components/ui/icons.ts';
import type { Dashboard } from './dashboard.ts';
import { sampleCustomers } from './sample-data.ts';
import { useSample } from './use-sample.ts';

interface Props {
  dashboard: Dashboard;
  onNew: () => void;
}

/** Nobody is on file yet: how to begin, or how to look around first. */
export const EmptyFile = ({ dashboard, onNew }: Props) => {
  const { clock } = useApp();
  const { t } = useTranslator();
  const { load } = useSample(dashboard);
  const { length } = sampleCustomers(clock.now());
  return (
    <EmptyState icon={Users} title={t('emptyfile.title')} text={t('list.empty.text', { n: length })}>
      <div class={styles.choices}>
        <Button icon={FlaskConical} disabled={dashboard.sample.isBusy.value} onClick={load}>
          {t('sample.add')}
        </Button>
        <Button tone="primary" icon={UserPlus} onClick={onNew}>
          {t('list.new')}
        </Button>
      </div>
    </EmptyState>
  );
};
