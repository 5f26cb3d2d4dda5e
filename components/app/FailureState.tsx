import type { Failure } from '../../lib/messaging/contract.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { CircleAlert, RotateCcw } from '../ui/icons.ts';
import { useTranslator } from './app-context.ts';

interface Props {
  failure: Failure;
  onRetry: () => void;
}

/** A failure in place of what it kept from being shown: what happened, what to do, and another try. */
export const FailureState = ({ failure, onRetry }: Props) => {
  const { t } = useTranslator();
  return (
    <div role="alert">
      <EmptyState
        icon={CircleAlert}
        tone="bad"
        title={t(`failure.${failure.type}`)}
        text={t(`failure.${failure.type}.todo`)}
      >
        <Button icon={RotateCcw} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </EmptyState>
    </div>
  );
};
