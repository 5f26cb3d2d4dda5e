import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { Check } from '../ui/icons.ts';
import styles from './StepList.module.css';

const STEPS = ['file', 'columns', 'check', 'report'] as const;
export type StepName = (typeof STEPS)[number];

/** Where in the import one is. */
export const StepList = ({ current }: { current: StepName }) => {
  const { t } = useTranslator();
  const at = STEPS.indexOf(current);
  return (
    <ol class={styles.steps} aria-label={t('import.steps')}>
      {STEPS.map((step, index) => (
        <li key={step} class={styles.step} aria-current={index === at ? 'step' : undefined}>
          <span class={`${styles.mark} ${index < at ? styles.done : ''}`} aria-hidden="true">
            {index < at ? <Icon of={Check} size={12} /> : index + 1}
          </span>
          <span>{t(`import.step.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
};
