import { useEffect } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/quality/QualityReport.module.css';
import { QualityReport } from '../../../components/quality/QualityReport.tsx';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { ListChecks, RotateCcw } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { Dashboard } from '../dashboard.ts';

/** What is wrong with the file, and who it is about. */
export const QualityPage = ({ dashboard }: { dashboard: Dashboard }) => {
  const { t, dateTime } = useTranslator();
  const { quality } = dashboard;
  useEffect(() => void quality.count(), [quality]);
  const counted = quality.report.value;
  const failure = quality.failure.value;
  const isCounting = quality.isCounting.value;
  const isEmpty = counted?.report.customers === 0;
  return (
    <div class={styles.page}>
      <PageHead title={t('quality.title')}>
        {counted && !isEmpty && (
          <Button icon={RotateCcw} disabled={isCounting} onClick={() => void quality.count()}>
            {t('quality.again')}
          </Button>
        )}
      </PageHead>
      {!isEmpty && (
        <div class={styles.head}>
          <p class="second">{t('quality.text')}</p>
          <p role="status" class="muted num">
            {quality.slow.value
              ? t('quality.counting')
              : counted && t('quality.counted', { n: counted.report.customers, when: dateTime(counted.at) })}
          </p>
        </div>
      )}
      {failure && <FailureState failure={failure} onRetry={() => void quality.count()} />}
      {!counted && quality.slow.value && <Skeleton label={t('quality.counting')} rows={8} />}
      {isEmpty && <EmptyState icon={ListChecks} title={t('emptyfile.title')} text={t('quality.empty.text')} />}
      {counted && !isEmpty && <QualityReport report={counted.report} />}
    </div>
  );
};
