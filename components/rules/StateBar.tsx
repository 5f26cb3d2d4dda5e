import type { ScoreRulesStore } from '../../lib/view/score-rules-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ScoreRules.module.css';

interface Props {
  store: ScoreRulesStore;
  onSave: () => void;
  onDiscard: () => void;
}

/** Which rules count, and whether those on this page are others. */
export const StateBar = ({ store, onSave, onDiscard }: Props) => {
  const { t, number } = useTranslator();
  const isChanged = store.isChanged.value;
  const version = store.active.value?.version ?? 0;
  const said = { version: number(version) };
  const state = (): string => {
    if (!isChanged) return version === 0 ? t('rules.saved-state.first') : t('rules.saved-state', said);
    if (!store.canSave.value) return t('rules.cannot-save');
    if (store.isFoundAgain.value) return t('rules.found-again');
    return version === 0 ? t('rules.unsaved.first') : t('rules.unsaved', said);
  };
  return (
    <div class={isChanged ? `${styles.bar} ${styles.changed}` : styles.bar}>
      <p class={styles.state} role="status">
        {state()}
      </p>
      {isChanged && (
        <div class={styles.tools}>
          <Button onClick={onDiscard}>{t('rules.discard')}</Button>
          <Button tone="primary" disabled={!store.canSave.value} onClick={onSave}>
            {t('rules.save')}
          </Button>
        </div>
      )}
    </div>
  );
};
