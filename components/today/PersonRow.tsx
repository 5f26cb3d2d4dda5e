import type { ComponentChildren } from 'preact';
import type { TodayRow } from '../../lib/messaging/score-work.ts';
import { probability } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { TierChip } from '../customer/TierChip.tsx';
import { aboutMinor, stageReason } from '../scoring/outlook-words.ts';
import { calledText } from './called-text.ts';
import { Somebody } from './Somebody.tsx';
import styles from './Today.module.css';

interface Props {
  person: TodayRow;
  currency: string | undefined;
  /** Too few customers for a percentage without its interval. */
  isFew: boolean;
  /** What else is to be said of them. */
  aside?: ComponentChildren;
}

/** Somebody to think of, why, and what is at stake. The whole line opens them. */
export const PersonRow = ({ person, currency, isFew, aside }: Props) => {
  const translator = useTranslator();
  const { t, money, language } = translator;
  const { customerId, tier, expectedLoss, stage } = person;
  const shown = calledText(t, person);
  const churn = isFew ? undefined : person.churn;
  const hasLoss = expectedLoss !== undefined && currency !== undefined;
  return (
    <Somebody
      customerId={customerId}
      shown={shown}
      marks={
        <>
          {tier && <TierChip tier={tier} />}
          <span class="muted">{t(`stage.${stage}`)}</span>
        </>
      }
      why={
        <>
          {stageReason(translator, person)} {aside && <span class={styles.aside}>{aside}</span>}
        </>
      }
    >
      {(churn !== undefined || hasLoss) && (
        <dl class={styles.figures}>
          {churn !== undefined && (
            <div>
              <dt>{t('today.churn')}</dt>
              <dd>{probability(language, churn)}</dd>
            </div>
          )}
          {hasLoss && (
            <div>
              <dt>{t('today.loss')}</dt>
              <dd>{money(aboutMinor(expectedLoss, currency), currency)}</dd>
            </div>
          )}
        </dl>
      )}
    </Somebody>
  );
};
