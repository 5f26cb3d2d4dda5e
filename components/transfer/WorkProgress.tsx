import type { Progress } from '../../lib/view/progress.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import styles from './WorkProgress.module.css';

interface Props {
  progress: Progress | undefined;
  isWriting: boolean;
  onCancel: () => void;
}

/** How far an import is: share, rows, rate, time left, and the way out. */
export const WorkProgress = ({ progress, isWriting, onCancel }: Props) => {
  const { t } = useTranslator();
  const phase = t(`import.phase.${progress?.phase ?? 'reading'}`);
  const { rows, rowsPerSecond, secondsLeft, share } = progress ?? {};
  return (
    <div class={styles.work}>
      <p class={styles.phase} role="status">
        {phase}
      </p>
      <progress class={styles.bar} aria-label={phase} max={1} {...(share === undefined ? {} : { value: share })} />
      <p class={`${styles.figures} num`}>
        {rows !== undefined && <span>{t('import.rows', { n: rows })}</span>}
        {rowsPerSecond !== undefined && <span>{t('import.rate', { n: rowsPerSecond })}</span>}
        {secondsLeft !== undefined && secondsLeft > 0 && (
          <span>
            {secondsLeft < 90
              ? t('import.left.seconds', { n: secondsLeft })
              : t('import.left.minutes', { n: Math.ceil(secondsLeft / 60) })}
          </span>
        )}
      </p>
      <p class={styles.hint}>
        {t(isWriting ? 'import.cancel.writing' : 'import.cancel.checking')} {t('import.elsewhere')}
      </p>
      <div>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
};
