import { useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { ScorePart } from '../../lib/domain/score.ts';
import type { EpochMs } from '../../lib/domain/time.ts';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import { percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { useFields } from '../fields/use-fields.ts';
import { Button } from '../ui/Button.tsx';
import { type Ledger, ledgerOf } from './receipt-ledger.ts';
import { factText, ruleText, sourceOf } from './rule-words.ts';
import styles from './ScoreReceipt.module.css';

/** A score as it was given. */
export interface GivenScore {
  readonly score: number;
  readonly parts: readonly ScorePart[];
  /** Customers it compares with. */
  readonly comparedWith: number;
  /** 0 for those the product comes with. */
  readonly ruleVersion: number;
  readonly asOf: EpochMs;
}

/** Why the score is what it is: every part with its points, which add up; each with its fact on request. */
export const ScoreReceipt = ({ given }: { given: GivenScore }) =>
  given.parts.some(({ attribute }) => attribute.startsWith('custom:')) ? (
    <WithFields given={given} />
  ) : (
    <Sheet given={given} fields={[]} />
  );

const WithFields = ({ given }: { given: GivenScore }) => <Sheet given={given} fields={useFields().fields ?? []} />;

/** Fewer than these: being above or below the average says little. */
const FEW_TO_COMPARE = 25;

const Sheet = ({ given, fields }: { given: GivenScore; fields: readonly CustomField[] }) => {
  const { t, number, date, list, now } = useTranslator();
  const [hasFacts, setHasFacts] = useState(false);
  const ledger = ledgerOf(given.parts, given.score);
  const overlaps = ['pBuy', 'stage'].every((name) => ledger.parts.some(({ part }) => part.attribute === name));
  return (
    <Section
      title={t('receipt.title', { score: ledger.score })}
      aside={
        <Button tone="ghost" aria-expanded={hasFacts} onClick={() => setHasFacts(!hasFacts)}>
          {t(hasFacts ? 'receipt.facts.hide' : 'receipt.facts')}
        </Button>
      }
    >
      <dl class={styles.parts}>
        <div class={styles.part}>
          <dt>{t('receipt.base')}</dt>
          <dd class={styles.points}>{number(ledger.base)}</dd>
        </div>
        {ledger.parts.map(({ part, points }) => (
          <Part
            key={part.ruleId}
            {...{ part, points, fields, hasFacts }}
            most={ledger.most}
            comparedWith={given.comparedWith}
          />
        ))}
        {ledger.cut !== 0 && <Cut ledger={ledger} />}
        <div class={`${styles.part} ${styles.total}`}>
          <dt>{t('common.sum')}</dt>
          <dd class={styles.points}>{number(ledger.score)}</dd>
        </div>
      </dl>
      {ledger.missing.length > 0 && (
        <p class={styles.basis}>
          {t('receipt.missing', { what: list(ledger.missing.map(({ attribute }) => ruleText(t, attribute, fields))) })}
        </p>
      )}
      {hasFacts && overlaps && <p class={styles.basis}>{t('receipt.overlap')}</p>}
      <p class={styles.basis}>
        {joinSentences(
          given.comparedWith === 1
            ? t('receipt.basis.alone')
            : t(given.comparedWith < FEW_TO_COMPARE ? 'receipt.basis.few' : 'receipt.basis', { n: given.comparedWith }),
          t(given.ruleVersion === 0 ? 'receipt.version.default' : 'receipt.version', {
            version: String(given.ruleVersion),
            date: date(given.asOf, now()),
          }),
        )}
      </p>
    </Section>
  );
};

interface PartProps {
  part: ScorePart;
  /** Whole, as they add up. */
  points: number;
  most: number;
  fields: readonly CustomField[];
  hasFacts: boolean;
  /** Customers who have bought: what ranks are among. */
  comparedWith: number;
}

const Part = ({ part, points, most, fields, hasFacts, comparedWith }: PartProps) => {
  const translator = useTranslator();
  const { t, date, language, now } = translator;
  const source = t(`receipt.source.${sourceOf(part.attribute)}`);
  return (
    <div class={styles.part}>
      <dt>
        {ruleText(t, part.attribute, fields)}{' '}
        <span class="muted">{factText(translator, part, fields, comparedWith)}</span>
      </dt>
      <dd class={styles.bar}>
        <span aria-hidden="true" class={styles.track}>
          <span
            class={part.points < 0 ? styles.minus : styles.plus}
            style={{ inlineSize: `${(Math.abs(part.points) / most) * 50}%` }}
          />
        </span>
      </dd>
      <dd class={styles.points}>{signed(points)}</dd>
      {hasFacts && (
        <dd class={styles.fact}>
          {t(part.weight < 0 ? 'receipt.reach.minus' : 'receipt.reach', {
            share: percent(language, part.share ?? 0),
            weight: Math.abs(part.weight),
            mean: percent(language, part.mean),
          })}{' '}
          {part.factAt === undefined ? source : t('receipt.fact.date', { source, date: date(part.factAt, now()) })}
        </dd>
      )}
    </div>
  );
};

const Cut = ({ ledger: { limit, cut, raw } }: { ledger: Ledger }) => {
  const { t } = useTranslator();
  return (
    <div class={styles.part}>
      <dt>{t('receipt.limit', { limit })}</dt>
      <dd class={styles.points}>{signed(cut)}</dd>
      <dd class={styles.fact}>{t('receipt.limit.why', { raw, limit })}</dd>
    </div>
  );
};

/** With its sign, a real minus: "+5", "−4", "0". */
const signed = (points: number): string => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0');
