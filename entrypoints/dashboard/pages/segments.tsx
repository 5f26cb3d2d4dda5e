import { useEffect, useState } from 'preact/hooks';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { FailureState } from '../../../components/app/FailureState.tsx';
import { ExportDialog } from '../../../components/bulk/ExportDialog.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import { beginSegment } from '../../../components/segments/begin-segment.ts';
import { SegmentEditor } from '../../../components/segments/SegmentEditor.tsx';
import { SegmentNav } from '../../../components/segments/SegmentNav.tsx';
import styles from '../../../components/segments/SegmentsLayout.module.css';
import { Button } from '../../../components/ui/Button.tsx';
import { EmptyState } from '../../../components/ui/EmptyState.tsx';
import { Layers, Plus } from '../../../components/ui/icons.ts';
import { Skeleton } from '../../../components/ui/Skeleton.tsx';
import type { Filter } from '../../../lib/domain/filter.ts';
import { hashOf } from '../../../lib/view/dashboard-route.ts';
import { NEW_SEGMENT, type SegmentDraft } from '../../../lib/view/segment-store.ts';
import type { Dashboard } from '../dashboard.ts';

/** Groups of customers that keep themselves up to date: made of conditions, counted at once, worked through, exported. */
export const SegmentsPage = ({ dashboard, part }: { dashboard: Dashboard; part: string | undefined }) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const { segments, filters, list, work, bulk, exports, saveFile, timeZone } = dashboard;
  const [exporting, setExporting] = useState<{ filter: Filter; count: number }>();
  const saved = filters.saved.value;
  const draft = segments.shown.value;
  const isLoaded = filters.isLoaded.value;
  const { failure } = filters;
  const isShown = saved.length > 0 || part !== undefined || segments.begun.value !== undefined;
  useEffect(() => segments.open(part), [segments, part]);
  useEffect(() => void segments.count(), [segments, saved]);

  const begin = () => {
    beginSegment(segments, toasts, t);
    location.hash = hashOf({ page: 'segments', part: NEW_SEGMENT });
  };
  const open = ({ filter, sort, descending }: SegmentDraft) => {
    list.apply(filter, { sort, descending });
    location.hash = hashOf({ page: 'customers' });
  };
  const workThrough = async ({ name, filter, sort, descending }: SegmentDraft) => {
    const begun = await work.start(name.trim() || t('segment.new.name'), filter, { sort, descending });
    if ('type' in begun) actions.tell(begun, () => void workThrough({ name, filter, sort, descending }));
    else if (begun.first === undefined) toasts.show({ tone: 'info', text: t('segment.empty-work') });
    else location.hash = hashOf({ page: 'customers', customerId: begun.first });
  };
  const newButton = (
    <Button tone="primary" icon={Plus} onClick={begin}>
      {t('segment.new')}
    </Button>
  );
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.segments')}>{isLoaded && isShown && newButton}</PageHead>
      {!isLoaded && failure.value && <FailureState failure={failure.value} onRetry={() => void filters.load()} />}
      {!isLoaded && !failure.value && <Skeleton label={t('segment.loading')} rows={5} />}
      {isLoaded && !isShown && (
        <EmptyState icon={Layers} title={t('segment.none.title')} text={t('segment.none.text')}>
          {newButton}
        </EmptyState>
      )}
      {isLoaded && isShown && (
        <div class={styles.body}>
          <SegmentNav store={segments} saved={saved} />
          <div class={styles.main}>
            {draft && segments.openId.value === part && (
              <SegmentEditor
                key={part}
                store={segments}
                filters={filters}
                draft={draft}
                onOpen={open}
                onWork={(of) => void workThrough(of)}
                onExport={({ filter }) => setExporting({ filter, count: segments.preview.peek()?.total ?? 0 })}
              />
            )}
            {part === undefined && (
              <EmptyState icon={Layers} title={t('segment.pick.title')} text={t('segment.pick.text')} />
            )}
            {part !== undefined && !draft && (
              <EmptyState icon={Layers} title={t('segment.gone.title')} text={t('segment.gone.text')} />
            )}
          </div>
        </div>
      )}
      {exporting && (
        <ExportDialog
          of={{ filter: exporting.filter, except: [] }}
          count={exporting.count}
          {...{ bulk, filters, exports, saveFile, timeZone }}
          onClose={() => setExporting(undefined)}
          onDone={() => setExporting(undefined)}
        />
      )}
    </div>
  );
};
