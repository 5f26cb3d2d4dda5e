import { useTranslator } from '../app/app-context.ts';
import styles from './HowToAllow.module.css';

const STEPS = ['sites.how.open', 'sites.how.press', 'sites.how.allow'] as const;

/** How a site is allowed: from the site itself, so that nothing is granted unseen. */
export const HowToAllow = () => {
  const { t } = useTranslator();
  return (
    <ol class={styles.steps}>
      {STEPS.map((step) => (
        <li key={step} class={styles.step}>
          {t(step)}
        </li>
      ))}
    </ol>
  );
};
