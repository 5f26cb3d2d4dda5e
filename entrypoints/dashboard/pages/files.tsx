import { useEffect, useState } from 'preact/hooks';
import { useTranslator } from '../../../components/app/app-context.ts';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { ExportPanel } from '../../../components/transfer/ExportPanel.tsx';
import { ImportPanel } from '../../../components/transfer/ImportPanel.tsx';
import { Tabs } from '../../../components/ui/Tabs.tsx';
import type { Dashboard } from '../dashboard.ts';

const TABS = ['import', 'export'] as const;

/** Files in and out: an import in steps, an export in one. */
export const FilesPage = ({ dashboard, part }: { dashboard: Dashboard; part?: string | undefined }) => {
  const { t } = useTranslator();
  const [tab, setTab] = useState<(typeof TABS)[number]>('import');
  useEffect(() => {
    const named = TABS.find((id) => id === part);
    if (named) setTab(named);
  }, [part]);
  const { imports, exports, saveFile, timeZone } = dashboard;
  return (
    <div class={styles.page}>
      <PageHead title={t('files.title')} />
      <Tabs
        label={t('files.title')}
        tabs={TABS.map((id) => ({ id, label: t(`files.tab.${id}`) }))}
        selected={tab}
        onSelect={setTab}
      >
        {tab === 'import' ? (
          <ImportPanel store={imports} save={saveFile} />
        ) : (
          <ExportPanel store={exports} save={saveFile} timeZone={timeZone} />
        )}
      </Tabs>
    </div>
  );
};
