import type { Receipt } from '../../lib/domain/receipt.ts';
import type { CustomerOutlook } from '../../lib/domain/score.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { givenPercent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Chip } from '../ui/Chip.tsx';
import { Figure } from './Figure.tsx';
import styles from './Outlook.module.css';

/** What the tier is promised. */
export const Service = ({ outlook: { tier, policy } }: { outlook: CustomerOutlook }) => {
  const { t, language } = useTranslator();
  if (!tier || !policy) return null;
  const { sentence, responseHours, discountLimit } = policy;
  if (!sentence && responseHours === undefined && discountLimit === undefined) return null;
  return (
    <Figure label={t('policy.title', { letter: tier })} value={sentence}>
      <span class={styles.promises}>
        {responseHours !== undefined && <Chip>{t('policy.answer', { n: responseHours })}</Chip>}
        {discountLimit !== undefined && (
          <Chip>{t('policy.discount', { percent: givenPercent(language, discountLimit) })}</Chip>
        )}
      </span>
    </Figure>
  );
};

/** What an order today would change. */
export const IfToday = ({ outlook, receipt }: { outlook: CustomerOutlook; receipt: Receipt }) => {
  const translator = useTranslator();
  const { t } = translator;
  const { ifToday, tier } = outlook;
  if (!ifToday) return null;
  return (
    <Figure label={t('what-if.title')} value={pointsText(translator, ifToday.score, receipt)}>
      {[
        tier === undefined || tier === ifToday.tier
          ? t('what-if.tier.same', { to: ifToday.tier })
          : t('what-if.tier', { from: tier, to: ifToday.tier }),
        t(`stage.${ifToday.stage}`),
      ].join(' · ')}
    </Figure>
  );
};

function pointsText({ t }: Translator, score: number, receipt: Receipt): string {
  const to = Math.round(score);
  const from = receipt.type === 'scored' ? Math.round(receipt.score) : undefined;
  return from === undefined || from === to ? t('what-if.same', { to }) : t('what-if.score', { from, to });
}
