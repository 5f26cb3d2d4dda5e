import { useApp } from '../../components/app/app-context.ts';
import { FirstSteps } from '../../components/dashboard/FirstSteps.tsx';
import type { Dashboard } from './dashboard.ts';
import { sampleCustomers } from './sample-data.ts';
import { useSample } from './use-sample.ts';

interface Props {
  dashboard: Dashboard;
  onNew: () => void;
}

/** The dashboard while nobody is on file. */
export const EmptyFile = ({ dashboard, onNew }: Props) => {
  const { clock } = useApp();
  const { load } = useSample(dashboard);
  const { length } = sampleCustomers(clock.now());
  return <FirstSteps sampleSize={length} isBusy={dashboard.sample.isBusy.value} onSample={load} onNew={onNew} />;
};
