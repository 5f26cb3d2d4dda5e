import type { BackupStore } from '../../lib/view/backup-store.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { GoneNotice } from './GoneNotice.tsx';

/** Above the list of customers: the file that was here is gone. */
export const DashboardGone = ({ store }: { store: BackupStore }) => {
  const translator = useTranslator();
  const gone = store.about.value?.gone;
  if (!gone) return null;
  return (
    <GoneNotice
      gone={gone}
      translator={translator}
      href={hashOf({ page: 'backup' })}
      onStartAnew={() => void store.startAnew()}
    />
  );
};
