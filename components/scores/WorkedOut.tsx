import type { ComponentChildren } from 'preact';
import type { AskedStore } from '../../lib/view/asked-store.ts';
import { percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Gauge, RotateCcw, X } from '../ui/icons.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './WorkedOut.module.css';

interface Props<T> {
  store: AskedStore<T>;
  children: (value: T) => ComponentChildren;
}

/** Something worked out from the whole file, in every state it can be in: on its way, there, old, broken off, failed. */
export function WorkedOut<T>({ store, children }: Props<T>) {
  const { t } = useTranslator();
  const answer = store.answer.value;
  const failure = store.failure.value;
  const again = () => void store.load();
  if (answer) {
    return (
      <>
        <Freshness store={store} at={answer.at} />
        {children(answer.value)}
      </>
    );
  }
  if (store.slow.value) {
    return (
      <Card>
        <Progress store={store} />
        <Skeleton label={t('work.phase.scoring')} rows={6} />
      </Card>
    );
  }
  if (store.isStopped.value) {
    return (
      <EmptyState icon={Gauge} title={t('work.stopped')} text={t('work.stopped.text')}>
        <Button icon={RotateCcw} onClick={again}>
          {t('work.again')}
        </Button>
      </EmptyState>
    );
  }
  return failure ? <FailureState failure={failure} onRetry={again} /> : null;
}

/** How far it is, and the way out. */
function Progress<T>({ store }: { store: AskedStore<T> }) {
  const { t, language } = useTranslator();
  const progress = store.progress.value;
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : undefined;
  const phase = t(`work.phase.${progress?.phase ?? 'scoring'}`);
  return (
    <div class={styles.progress}>
      <div class={styles.line}>
        <p class="grow" role="status">
          {phase}
        </p>
        {share !== undefined && <span class="second num">{percent(language, share)}</span>}
        <Button icon={X} onClick={store.stop}>
          {t('work.stop')}
        </Button>
      </div>
      <progress class={styles.bar} aria-label={phase} max={1} {...(share === undefined ? {} : { value: share })} />
    </div>
  );
}

/** From when the figures are, and what became of newer ones. */
function Freshness<T>({ store, at }: { store: AskedStore<T>; at: number }) {
  const { t, dateTime } = useTranslator();
  const failure = store.failure.value;
  if (store.isBusy.value && store.slow.value) {
    return (
      <Card>
        <Progress store={store} />
      </Card>
    );
  }
  const isLeftOld = failure !== undefined || store.isStopped.value;
  // What is only behind is brought up to date by itself.
  const isOld = isLeftOld || store.isStale.value;
  return (
    <div class={isLeftOld ? `${styles.fresh} ${styles.old}` : styles.fresh}>
      <p role="status">
        {failure && `${t(`failure.${failure.type}`)}. `}
        {t(isOld ? 'work.stale' : 'work.as-of', { when: dateTime(at) })}
      </p>
      {isOld && (
        <Button icon={RotateCcw} disabled={store.isBusy.value} onClick={() => void store.load()}>
          {t('work.again')}
        </Button>
      )}
    </div>
  );
}
