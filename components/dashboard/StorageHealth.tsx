import { useEffect, useState } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import type { Failure, ReplyOf } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Check, TriangleAlert } from '../ui/icons.ts';
import styles from './StorageHealth.module.css';

const COUNTS = ['customers', 'identities', 'orders', 'interactions', 'notes', 'changes'] as const;

/** How much is on file, and whether the browser promised to keep it. */
export const StorageHealth = ({ persist }: { persist: () => Promise<boolean> }) => {
  const { background } = useApp();
  const { t, number } = useTranslator();
  const [stats, setStats] = useState<ReplyOf<'store.stats'>>();
  const [failure, setFailure] = useState<Failure>();
  const [isRefused, setRefused] = useState(false);
  const load = async () => {
    const answer = await background.call('store.stats', {});
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setStats(answer.value);
  };
  useEffect(() => {
    void load();
  }, []);
  const ask = async () => {
    setRefused(!(await persist()));
    await load();
  };
  if (failure) return <FailureState failure={failure} onRetry={() => void load()} />;
  if (!stats) return null;
  return (
    <>
      <dl class={styles.counts}>
        {COUNTS.map((name) => (
          <div key={name}>
            <dt class={styles.label}>{t(`settings.count.${name}`)}</dt>
            <dd class={styles.value}>{number(stats[name])}</dd>
          </div>
        ))}
        <div>
          <dt class={styles.label}>{t('settings.count.schema')}</dt>
          <dd class={styles.value}>{number(stats.schemaVersion)}</dd>
        </div>
      </dl>
      <p role="status" class={`${styles.promise} ${stats.persisted ? styles.kept : styles.atRisk}`}>
        <Icon of={stats.persisted ? Check : TriangleAlert} />
        <span>
          {joinSentences(
            t(stats.persisted ? 'settings.persisted' : 'settings.not-persisted'),
            ...(isRefused && !stats.persisted ? [t('settings.persist.refused')] : []),
          )}
        </span>
      </p>
      {!stats.persisted && (
        <div>
          <Button onClick={() => void ask()}>{t('settings.persist')}</Button>
        </div>
      )}
    </>
  );
};
