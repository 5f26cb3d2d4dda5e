import type { FindingProgress } from '../../lib/messaging/duplicate-work.ts';
import { useTranslator } from '../app/app-context.ts';
import { WorkBar } from '../app/WorkBar.tsx';
import styles from './DuplicatesPanel.module.css';

/** How far a search for duplicates is, and the way out. */
export const FindingBar = ({ progress, onCancel }: { progress: FindingProgress; onCancel: () => void }) => {
  const { t } = useTranslator();
  const { phase, done, total } = progress;
  const isMeasured = total > 0 && done > 0;
  return (
    <div class={styles.bar}>
      <WorkBar
        label={t(`duplicates.phase.${phase}`)}
        measure={{ share: isMeasured ? done / total : undefined }}
        figures={isMeasured ? [t('duplicates.progress', { done, n: total })] : []}
        onCancel={onCancel}
      />
    </div>
  );
};
