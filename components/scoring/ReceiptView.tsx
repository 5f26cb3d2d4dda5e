import { Fragment } from 'preact';
import { assertNever } from '../../lib/domain/assert-never.ts';
import type { Receipt, ReceiptPart } from '../../lib/domain/receipt.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { wholePoints } from '../../lib/view/receipt-points.ts';
import { useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Bar } from '../ui/Bar.tsx';
import styles from './ReceiptView.module.css';

/** Why the score is what it is: parts that add up to it, each with the fact it was given for. */
export const ReceiptView = ({ receipt }: { receipt: Receipt }) => {
  const translator = useTranslator();
  const { t, date, now } = translator;
  if (receipt.type === 'no-orders') {
    return (
      <Section title={t('score.why-none')}>
        <p class="second">{t('score.no-orders')}</p>
      </Section>
    );
  }
  const whole = wholePoints(receipt);
  return (
    <Section title={t('score.why', { score: whole.score })}>
      <dl class={styles.parts}>
        {receipt.parts.map((part, index) => {
          const points = whole.parts[index] ?? 0;
          return (
            <Fragment key={part.measure}>
              <dt>
                {t(`measure.${part.measure}`)} <span class="muted">{t('score.quintile', { q: part.quintile })}</span>
              </dt>
              <dd class={styles.detail}>
                <Bar value={part.points} max={part.maxPoints} />
                <span class={styles.points} title={t('score.points', { points, max: Math.round(part.maxPoints) })}>
                  +{points}
                </span>
                <span class={styles.fact}>{factText(translator, part, now())}</span>
              </dd>
            </Fragment>
          );
        })}
        <dt class={styles.total}>{t('common.sum')}</dt>
        <dd class={`${styles.total} ${styles.sum}`}>{whole.score}</dd>
      </dl>
      <p class={styles.basis}>
        {t(`score.basis.${receipt.cuts}`, { n: receipt.comparedWith })}{' '}
        {t('score.rule', { version: receipt.ruleVersion, date: date(receipt.asOf, now()) })}
      </p>
    </Section>
  );
};

function factText({ t, ago, date, money, number }: Translator, part: ReceiptPart, now: number): string {
  switch (part.measure) {
    case 'recency':
      return t('score.fact.recency', { when: ago(part.factAt, now), date: date(part.factAt, now) });
    case 'frequency':
      return t('score.fact.frequency', { n: part.value });
    case 'monetary': {
      const amount = part.currency === undefined ? number(part.value) : money(part.value, part.currency);
      return t('score.fact.monetary', { money: amount });
    }
    default:
      return assertNever(part.measure);
  }
}
