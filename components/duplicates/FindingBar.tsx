import type { FindingProgress } from '../../lib/messaging/duplicate-work.ts';
import { useTranslator } from '../app/app-context.ts';
import work from '../transfer/WorkProgress.module.css';
import { Button } from '../ui/Button.tsx';
import styles from './DuplicatesPanel.module.css';

/** How far a search for duplicates is, and the way out. */
export const FindingBar = ({ progress, onCancel }: { progress: FindingProgress; onCancel: () => void }) => {
  const { t } = useTranslator();
  const { phase, done, total } = progress;
  const label = t(`duplicates.phase.${phase}`);
  const isMeasured = total > 0 && done > 0;
  return (
    <div class={`${work.work} ${styles.bar}`}>
      <p class={work.phase} role="status">
        {label}
      </p>
      <progress class={work.bar} aria-label={label} max={1} {...(isMeasured ? { value: done / total } : {})} />
      <p class={`${work.figures} num`}>{isMeasured && t('duplicates.progress', { done, total })}</p>
      <div>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
};
