import { useEffect } from 'preact/hooks';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { Check, CircleAlert, TriangleAlert } from '../ui/icons.ts';
import styles from './Backup.module.css';
import { healthOf } from './backup-health.ts';

const ICONS = { good: Check, warn: TriangleAlert, bad: CircleAlert } as const;

/** How the backups stand, in a line that leads to them; nothing until that is known. */
export const BackupLine = ({ store }: { store: BackupStore }) => {
  const translator = useTranslator();
  useEffect(() => {
    // Where it cannot be known the page of the backups says why.
    void store.load().catch(() => {});
  }, [store]);
  const health = healthOf(store, translator);
  if (!health) return null;
  return (
    <p role="status" class={`${styles.line} ${styles[health.tone]}`}>
      <Icon of={ICONS[health.tone]} />
      <span>{health.title}</span>
      <a href={hashOf({ page: 'backup' })}>{translator.t('nav.backup')}</a>
    </p>
  );
};
