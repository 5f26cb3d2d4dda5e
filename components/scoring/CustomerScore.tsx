import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile.ts';
import { loadOutlookTranslator } from '../../lib/i18n/load-outlook-translator.ts';
import { withShopNames } from '../../lib/i18n/shop-names.ts';
import { percent } from '../../lib/view/shares.ts';
import { AppProvider, useApp, useTranslator } from '../app/app-context.ts';
import { BroughtTexts } from '../app/BroughtTexts.tsx';
import { FailureState } from '../app/FailureState.tsx';
import { Section } from '../app/Section.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './Outlook.module.css';
import { OutlookFigures } from './OutlookFigures.tsx';
import { ScoreReceipt } from './ScoreReceipt.tsx';
import { useOutlook } from './use-outlook.ts';

interface Props {
  profile: Profile;
}

/** What the score and the models say of a customer: what to expect, what to do, and why the score is what it is. */
export const CustomerScore = ({ profile }: Props) => (
  <BroughtTexts sign="outlook.title" load={loadOutlookTranslator}>
    <Sections key={profile.customer.id} profile={profile} />
  </BroughtTexts>
);

const Sections = ({ profile }: Props) => {
  const app = useApp();
  const { t, language } = useTranslator();
  const { receipt } = profile;
  const { outlook, failure, isSlow, share, retry } = useOutlook(profile.customer.id, profile);
  const names = outlook?.groupNames;
  const translator = app.settings.translator.value;
  const named = useMemo(
    () => ({ ...app, settings: { ...app.settings, translator: signal(withShopNames(translator, { groups: names })) } }),
    [app, translator, names],
  );
  return (
    <AppProvider value={named}>
      <Section title={t('outlook.title')}>
        {outlook && <OutlookFigures customerId={profile.customer.id} outlook={outlook} receipt={receipt} />}
        {failure && !outlook && <FailureState failure={failure} onRetry={retry} />}
        {!outlook && !failure && (
          <div class={styles.waiting} aria-busy="true">
            {isSlow && <Skeleton label={t('outlook.working')} rows={4} />}
            {share !== undefined && (
              <p class="muted" role="status">
                {t('outlook.working.share', { share: percent(language, share) })}
              </p>
            )}
          </div>
        )}
      </Section>
      {receipt.type === 'scored' ? (
        <ScoreReceipt given={receipt} />
      ) : (
        <Section title={t('receipt.none')}>
          <p class="second">{t(receipt.type === 'pending' ? 'receipt.pending' : 'score.no-orders')}</p>
        </Section>
      )}
    </AppProvider>
  );
};
