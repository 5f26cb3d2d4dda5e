import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Progress } from '../../lib/view/progress.ts';
import { useTranslator } from '../app/app-context.ts';
import { WorkBar } from '../app/WorkBar.tsx';

interface Props {
  progress: Progress | undefined;
  isWriting: boolean;
  onCancel: () => void;
}

/** How far an import is: share, rows, rate, time left, and the way out. */
export const WorkProgress = ({ progress, isWriting, onCancel }: Props) => {
  const { t } = useTranslator();
  const { rows, perSecond } = progress ?? {};
  return (
    <WorkBar
      label={t(`import.phase.${progress?.phase ?? 'reading'}`)}
      measure={progress}
      figures={[
        rows === undefined ? undefined : t('import.rows', { n: rows }),
        perSecond === undefined ? undefined : t('import.rate', { n: perSecond }),
      ]}
      hint={joinSentences(t(isWriting ? 'import.cancel.writing' : 'import.cancel.checking'), t('import.elsewhere'))}
      onCancel={onCancel}
    />
  );
};
