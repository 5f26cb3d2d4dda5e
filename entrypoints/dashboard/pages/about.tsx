import { useTranslator } from '../../../components/app/app-context.ts';
import { Section } from '../../../components/app/Section.tsx';
import { Card } from '../../../components/dashboard/Card.tsx';
import { DashboardKeys } from '../../../components/dashboard/DashboardKeys.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';

const STORED = ['here', 'message', 'page', 'away'] as const;

/** What this is, where its data lies, and its keys. */
export const AboutPage = ({ version }: { version: string }) => {
  const { t } = useTranslator();
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.about')} />
      <Card>
        <Section title={t('app.name')}>
          <p>{t('about.what')}</p>
          <p class="muted">{t('about.version', { version })}</p>
        </Section>
        <Section title={t('about.stored')}>
          <dl>
            {STORED.map((place) => (
              <div key={place} class={styles.line}>
                <dt class={styles.term}>{t(`about.stored.${place}`)}</dt>
                <dd class="second">{t(`about.stored.${place}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </Card>
      <Card>
        <Section title={t('keys.title')}>
          <DashboardKeys />
        </Section>
        <Section title={t('about.console')}>
          <p>{t('about.console.text', { command: 'regulars.help()' })}</p>
        </Section>
      </Card>
    </div>
  );
};
