import type { ComponentChildren } from 'preact';
import type { Measure } from '../../lib/view/meter.ts';
import { Button } from '../ui/Button.tsx';
import { useTranslator } from './app-context.ts';
import styles from './WorkBar.module.css';

interface Props {
  /** What is being done. */
  label: string;
  /** How far it is; without a share the bar only runs. */
  measure?: Measure | undefined;
  /** How much is done, and how fast. */
  figures?: readonly (string | undefined)[];
  hint?: ComponentChildren;
  onCancel?: (() => void) | undefined;
}

/** How far long work is: share, figures, time left, and the way out. */
export const WorkBar = ({ label, measure = {}, figures = [], hint, onCancel }: Props) => {
  const { t } = useTranslator();
  const { share, secondsLeft } = measure;
  const left =
    secondsLeft !== undefined && secondsLeft > 0
      ? secondsLeft < 90
        ? t('import.left.seconds', { n: secondsLeft })
        : t('import.left.minutes', { n: Math.ceil(secondsLeft / 60) })
      : undefined;
  return (
    <div class={styles.work}>
      <p class={styles.phase} role="status">
        {label}
      </p>
      <progress class={styles.bar} aria-label={label} max={1} {...(share ? { value: share } : {})} />
      <p class={`${styles.figures} num`}>
        {[...figures, left].map((figure, at) => figure !== undefined && <span key={at}>{figure}</span>)}
      </p>
      {hint && <p class={styles.hint}>{hint}</p>}
      {onCancel && (
        <div>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      )}
    </div>
  );
};
