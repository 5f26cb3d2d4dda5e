import type { ModelReport } from '../../lib/messaging/score-work.ts';
import { useTranslator } from '../app/app-context.ts';
import { Card } from '../dashboard/Card.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TriangleAlert } from '../ui/icons.ts';
import styles from './Models.module.css';

/** What is told in a sentence of its own. */
export const WARNINGS = ['currency-without-rate', 'guests', 'undated', 'future', 'unpriced', 'history-cut'] as const;

/** What the numbers do not know. */
export const Warnings = ({ warnings }: { warnings: ModelReport['warnings'] }) => {
  const { t } = useTranslator();
  if (warnings.length === 0) return null;
  return (
    <Card>
      <section class={styles.sheet} aria-label={t('warnings.title')}>
        <div class={styles.head}>
          <h2>{t('warnings.title')}</h2>
        </div>
        <ul class={styles.warnings}>
          {warnings.map(({ type, count, about }) => {
            const known = WARNINGS.find((one) => one === type);
            return (
              <li key={`${type} ${about}`}>
                <Icon of={TriangleAlert} size={14} />
                {known ? t(`warnings.${known}`, { n: count, about: about ?? '' }) : t('warnings.other', { n: count })}
              </li>
            );
          })}
        </ul>
      </section>
    </Card>
  );
};
