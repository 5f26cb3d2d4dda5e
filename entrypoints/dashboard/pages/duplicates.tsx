import { useEffect, useState } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import { DuplicatesPanel } from '../../../components/duplicates/DuplicatesPanel.tsx';
import styles from '../../../components/duplicates/Layout.module.css';
import { QuestionList } from '../../../components/duplicates/QuestionList.tsx';
import { Tabs } from '../../../components/ui/Tabs.tsx';
import type { Dashboard } from '../dashboard.ts';

const TABS = ['found', 'questions'] as const;

/** One person in several records: who was found twice, and what mails left open. */
export const DuplicatesPage = ({ dashboard }: { dashboard: Dashboard }) => {
  const { t, number } = useTranslator();
  const [tab, setTab] = useState<(typeof TABS)[number]>('found');
  const { duplicates, questions } = dashboard;
  useEffect(() => void questions.load(), [questions]);
  const counts = { found: duplicates.groups.value.length, questions: questions.questions.value?.length ?? 0 };
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.duplicates')} />
      <Tabs
        label={t('nav.duplicates')}
        tabs={TABS.map((id) => ({
          id,
          label: t(`duplicates.tab.${id}`),
          ...(counts[id] > 0 ? { count: number(counts[id]) } : {}),
        }))}
        selected={tab}
        onSelect={setTab}
      >
        <div class={styles.sheet}>
          {tab === 'found' ? <DuplicatesPanel store={duplicates} /> : <QuestionList store={questions} />}
        </div>
      </Tabs>
    </div>
  );
};
