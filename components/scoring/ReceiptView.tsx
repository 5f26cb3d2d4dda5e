import { Fragment } from 'preact';
import type { Receipt } from '../../lib/domain/receipt.ts';
import { wholePoints } from '../../lib/view/receipt-points.ts';
import { useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import styles from './ReceiptView.module.css';

/** Why the score is what it is: parts that add up to it. */
export const ReceiptView = ({ receipt }: { receipt: Receipt }) => {
  const { t, date, now } = useTranslator();
  if (receipt.type !== 'scored') {
    return (
      <Section title={t('score.why-none')}>
        <p class="second">{t('score.no-orders')}</p>
      </Section>
    );
  }
  const whole = wholePoints(receipt);
  return (
    <Section title={t('score.why', { score: Math.round(receipt.score) })}>
      <dl class={styles.parts}>
        {receipt.parts.map((part, index) => (
          <Fragment key={part.ruleId}>
            <dt>{part.attribute}</dt>
            <dd class={styles.detail}>
              <span class={styles.points}>{whole.parts[index] ?? 0}</span>
            </dd>
          </Fragment>
        ))}
        <dt class={styles.total}>{t('common.sum')}</dt>
        <dd class={`${styles.total} ${styles.sum}`}>{whole.score}</dd>
      </dl>
      <p class={styles.basis}>
        {t('score.basis.quintiles', { n: receipt.comparedWith })}{' '}
        {t('score.rule', { version: String(receipt.ruleVersion), date: date(receipt.asOf, now()) })}
      </p>
    </Section>
  );
};
