import type { Receipt } from '../../lib/domain/receipt.ts';
import type { CustomerOutlook } from '../../lib/domain/score.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { percent } from '../../lib/view/shares.ts';
import { useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Chip } from '../ui/Chip.tsx';
import styles from './Outlook.module.css';

interface Props {
  outlook: CustomerOutlook;
  receipt: Receipt;
}

const OFFERS_SHOWN = 3;

/** What to do for a customer: the service their tier is promised, what to offer, and what an order today would change. */
export const NextSteps = ({ outlook, receipt }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const { tier, offers, ifToday, stage } = outlook;
  const promises = promisesOf(translator, outlook);
  return (
    <>
      {tier && promises.length > 0 && (
        <Section title={t('policy.title', { letter: tier })}>
          <p>{outlook.policy?.sentence}</p>
          <p class={styles.promises}>
            {promises.slice(outlook.policy?.sentence ? 1 : 0).map((promise) => (
              <Chip key={promise}>{promise}</Chip>
            ))}
          </p>
        </Section>
      )}
      {stage !== 'prospect' && (
        <Section title={t('offer.title')}>
          {offers.length === 0 && <p class="muted">{t('offer.none')}</p>}
          <ul class={styles.offers}>
            {offers.slice(0, OFFERS_SHOWN).map(({ sku, name, because, together }) => (
              <li key={`${sku} ${name}`}>
                <bdi class={styles.goods}>{name || sku}</bdi>
                <span class={styles.what}>{t('offer.because', { what: because, n: together })}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {ifToday && (
        <Section title={t('what-if.title')}>
          <p class={styles.ifToday}>{ifTodayText(translator, outlook, receipt)}</p>
        </Section>
      )}
    </>
  );
};

/** What the shop promises the tier, the sentence first. */
function promisesOf({ t, language }: Translator, { policy }: CustomerOutlook): string[] {
  if (!policy) return [];
  const { sentence, responseHours, discountLimit } = policy;
  return [
    ...(sentence ? [sentence] : []),
    ...(responseHours === undefined ? [] : [t('policy.answer', { n: responseHours })]),
    ...(discountLimit === undefined ? [] : [t('policy.discount', { percent: percent(language, discountLimit / 100) })]),
  ];
}

function ifTodayText({ t }: Translator, { ifToday, tier }: CustomerOutlook, receipt: Receipt): string {
  if (!ifToday) return '';
  const to = Math.round(ifToday.score);
  const from = receipt.type === 'scored' ? Math.round(receipt.score) : undefined;
  return [
    from === undefined || from === to ? t('what-if.same', { to }) : t('what-if.score', { from, to }),
    tier === undefined || tier === ifToday.tier
      ? t('what-if.tier.same', { to: ifToday.tier })
      : t('what-if.tier', { from: tier, to: ifToday.tier }),
    t(`stage.${ifToday.stage}`),
  ].join(' · ');
}
