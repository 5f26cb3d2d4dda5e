import { useTranslator } from '../app/app-context.ts';
import work from '../transfer/WorkProgress.module.css';
import { Button } from '../ui/Button.tsx';

interface Props {
  label: string;
  /** 0 to 1; 0 where nobody can say. */
  share: number;
  hint?: string;
  onCancel?: () => void;
}

/** How far a backup or a restore is, and the way out. */
export const BackupProgress = ({ label, share, hint, onCancel }: Props) => {
  const { t } = useTranslator();
  return (
    <div class={work.work}>
      <p class={work.phase} role="status">
        {label}
      </p>
      <progress class={work.bar} aria-label={label} max={1} {...(share > 0 ? { value: share } : {})} />
      <p class={`${work.figures} num`}>{share > 0 && t('backup.percent', { n: Math.round(share * 100) })}</p>
      {hint && <p class={work.hint}>{hint}</p>}
      {onCancel && (
        <div>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      )}
    </div>
  );
};
