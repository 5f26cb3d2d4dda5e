import type { BackupMeasure } from '../../lib/view/backup-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { WorkBar } from '../app/WorkBar.tsx';
import { sizeText } from '../transfer/size-text.ts';

interface Props {
  label: string;
  measure?: BackupMeasure;
  hint?: string;
  onCancel?: () => void;
}

/** How far a backup or a restore is: share, rate, time left, and the way out. */
export const BackupProgress = ({ label, measure = {}, hint, onCancel }: Props) => {
  const { t, language } = useTranslator();
  const { share, perSecond, rateOf } = measure;
  const rate = (n: number) =>
    rateOf === 'bytes' ? t('work.rate.size', { size: sizeText(n, language) }) : t('work.rate.records', { n });
  return (
    <WorkBar
      label={label}
      measure={measure}
      figures={[
        share ? t('backup.percent', { n: Math.round(share * 100) }) : undefined,
        perSecond === undefined ? undefined : rate(perSecond),
      ]}
      hint={hint}
      onCancel={onCancel}
    />
  );
};
