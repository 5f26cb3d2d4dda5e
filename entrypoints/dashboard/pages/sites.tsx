import { useEffect } from 'preact/hooks';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { Section } from '../../../components/app/Section.tsx';
import { Card } from '../../../components/dashboard/Card.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { HowToAllow } from '../../../components/sites/HowToAllow.tsx';
import { SiteRow } from '../../../components/sites/SiteRow.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { Globe } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { SitesStore } from '../../../lib/view/sites-store.ts';

/** The sites that were allowed, what is recorded there, and how another one is allowed. */
export const SitesPage = ({ sites }: { sites: SitesStore }) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const granted = sites.granted.value;
  const failure = sites.failure.value;
  const known = sites.known.value;
  useEffect(() => {
    void sites.load();
  }, [sites]);
  const revoke = async (origin: string) => {
    const problem = await sites.revoke(origin);
    if (problem) actions.tell(problem, () => void revoke(origin));
    else toasts.show({ tone: 'info', text: t('sites.revoked') });
  };
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.sites')} />
      {failure && !granted && <FailureState failure={failure} onRetry={() => void sites.load()} />}
      {!granted && !failure && sites.slow.value && <Skeleton label={t('common.loading')} />}
      {granted?.length === 0 && (
        <Card>
          <EmptyState icon={Globe} title={t('sites.none.title')} text={t('sites.none.text')}>
            <HowToAllow />
          </EmptyState>
        </Card>
      )}
      {granted && granted.length > 0 && (
        <Card>
          <Section title={t('sites.granted')}>
            <p class="muted">{t('record.ask.text')}</p>
            <ul>
              {granted.map((site) => (
                <SiteRow key={site.origin} site={site} onRevoke={() => void revoke(site.origin)} />
              ))}
            </ul>
          </Section>
          <Section title={t('sites.how')}>
            <HowToAllow />
          </Section>
        </Card>
      )}
      {known.length > 0 && (
        <Card>
          <Section title={t('sites.known')}>
            <ul>
              {known.map(({ recipe, name, origins }) => (
                <li key={recipe} class={styles.line}>
                  <span class={styles.strong}>{name}</span>
                  <span class="muted">{origins.length === 0 ? t('sites.known.any') : origins.join(' ')}</span>
                </li>
              ))}
            </ul>
          </Section>
        </Card>
      )}
    </div>
  );
};
