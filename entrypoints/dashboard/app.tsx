import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AppToasts } from '../../components/app/AppToasts.tsx';
import { useApp, useTranslator } from '../../components/app/app-context.ts';
import { useLoaded } from '../../components/app/use-loaded.ts';
import { customerName } from '../../components/customer/customer-name.ts';
import { DashboardKeys } from '../../components/dashboard/DashboardKeys.tsx';
import { Frame } from '../../components/dashboard/Frame.tsx';
import { NewCustomerDialog } from '../../components/dashboard/NewCustomerDialog.tsx';
import { useRoute } from '../../components/dashboard/use-route.ts';
import { useShortcuts } from '../../components/panel/use-shortcuts.ts';
import { beginSegment } from '../../components/segments/begin-segment.ts';
import { goBeside } from '../../components/segments/WorkListBar.tsx';
import { Dialog } from '../../components/ui/Dialog.tsx';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { AppView } from '../../lib/view/app-view.ts';
import { hashOf, type Route } from '../../lib/view/dashboard-route.ts';
import { NEW_SEGMENT } from '../../lib/view/segment-store.ts';
import type { Dashboard } from './dashboard.ts';
import { AboutPage } from './pages/about.tsx';
import { ActivityPage } from './pages/activity.tsx';
import { BackupPage } from './pages/backup.tsx';
import { CustomerPage } from './pages/customer.tsx';
import { CustomersPage } from './pages/customers.tsx';
import { DuplicatesPage } from './pages/duplicates.tsx';
import { FilesPage } from './pages/files.tsx';
import { QualityPage } from './pages/quality.tsx';
import { ScoreRulesPage } from './pages/score-rules.tsx';
import { ScoresPage } from './pages/scores.tsx';
import { SegmentsPage } from './pages/segments.tsx';
import { SettingsPage } from './pages/settings.tsx';
import { SitesPage } from './pages/sites.tsx';
import { TodayPage } from './pages/today.tsx';
import { TrashPage } from './pages/trash.tsx';

/** The dashboard: navigation, the page that the address names, its keys, its toasts. */
export const App = ({ dashboard }: { dashboard: Dashboard }) => {
  const app = useApp();
  const { actions, settings } = app;
  const { t } = useTranslator();
  const route = useRoute();
  const [dialog, setDialog] = useState<'keys' | 'new'>();
  const palette = useLoaded<PaletteProps>(async (language) =>
    (await import('../../components/palette/dashboard-palette.tsx')).loadDashboardPalette(language),
  );
  const filter = useRef<HTMLInputElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const customerId = route.page === 'customers' ? route.customerId : undefined;
  useTitle(route, dashboard);
  useFilterOf(route, dashboard);

  // The filter may be on a page that is yet to be drawn.
  const wantsFilter = useRef(false);
  const focusFilter = () => {
    if (!wantsFilter.current || !filter.current) return;
    wantsFilter.current = false;
    filter.current.select();
  };
  useEffect(focusFilter);
  const toFilter = () => {
    wantsFilter.current = true;
    if (route.page !== 'customers' || customerId) goTo({ page: 'customers' });
    else focusFilter();
  };
  useShortcuts({
    undo: () => void actions.undo(),
    redo: () => void actions.redo(),
    palette: () => dialog === undefined && palette.open(),
    hasSingle: settings.settings.value.singleKeys && dialog === undefined && !palette.Shown,
    single: {
      '/': toFilter,
      n: () => composer.current?.focus(),
      j: () => customerId !== undefined && goBeside(dashboard.work, 1),
      k: () => customerId !== undefined && goBeside(dashboard.work, -1),
      '?': () => setDialog('keys'),
    },
  });
  const openNew = (id: CustomerId) => {
    setDialog(undefined);
    goTo({ page: 'customers', customerId: id });
  };
  return (
    <>
      <Frame page={route.page} isTop={customerId === undefined}>
        {customerId !== undefined && (
          <CustomerPage
            customerId={customerId}
            profiles={dashboard.profiles}
            work={dashboard.work}
            saveFile={dashboard.saveFile}
            isSlow={dashboard.isProfileSlow.value}
            composerRef={composer}
            onDeleted={() => goTo({ page: 'customers' })}
          />
        )}
        {route.page === 'customers' && customerId === undefined && (
          <CustomersPage
            dashboard={dashboard}
            filterRef={filter}
            onNew={() => setDialog('new')}
            onBuild={() => goTo(buildOf(dashboard, app))}
            onPalette={palette.open}
          />
        )}
        {route.page === 'segments' && <SegmentsPage dashboard={dashboard} part={route.part} />}
        {route.page === 'today' && <TodayPage dashboard={dashboard} onNew={() => setDialog('new')} />}
        {route.page === 'scores' && <ScoresPage dashboard={dashboard} part={route.part} />}
        {route.page === 'score-rules' && <ScoreRulesPage dashboard={dashboard} part={route.part} />}
        {route.page === 'duplicates' && <DuplicatesPage dashboard={dashboard} />}
        {route.page === 'backup' && <BackupPage dashboard={dashboard} />}
        {route.page === 'activity' && <ActivityPage />}
        {route.page === 'trash' && <TrashPage />}
        {route.page === 'quality' && <QualityPage dashboard={dashboard} />}
        {route.page === 'files' && <FilesPage dashboard={dashboard} part={route.part} />}
        {route.page === 'sites' && <SitesPage sites={dashboard.sites} />}
        {route.page === 'settings' && <SettingsPage persist={dashboard.persist} backups={dashboard.backups} />}
        {route.page === 'about' && <AboutPage version={dashboard.version} />}
      </Frame>
      <AppToasts />
      {palette.Shown && (
        <palette.Shown
          page={route.page}
          profile={customerId === undefined ? undefined : dashboard.profiles.profile.value}
          saved={dashboard.filters.saved.value}
          goTo={goTo}
          onSaved={(saved) => {
            dashboard.list.apply(saved.filter, saved);
            goTo({ page: 'customers' });
          }}
          onNew={() => setDialog('new')}
          onNote={() => composer.current?.focus()}
          onFilter={toFilter}
          onKeys={() => setDialog('keys')}
          onOpen={openNew}
          onClose={palette.close}
        />
      )}
      {dialog === 'new' && <NewCustomerDialog onClose={() => setDialog(undefined)} onCreated={openNew} />}
      {dialog === 'keys' && (
        <Dialog title={t('keys.title')} closeLabel={t('common.close')} onClose={() => setDialog(undefined)}>
          <DashboardKeys />
        </Dialog>
      )}
    </>
  );
};

type PaletteProps =
  Awaited<
    ReturnType<typeof import('../../components/palette/dashboard-palette.tsx')['loadDashboardPalette']>
  > extends ComponentType<infer P>
    ? P
    : never;

/** What an address asks the list to show is taken over once; from then on the list's own filter counts. */
function useFilterOf(route: Route, { list, filters }: Dashboard): void {
  const wanted = route.page === 'customers' ? route.filter : undefined;
  useEffect(() => {
    if (!wanted) return;
    list.apply(wanted);
    history.replaceState(null, '', hashOf({ page: 'customers' }));
  }, [wanted, list]);
  useEffect(() => void filters.load(), [filters]);
}

/** Where what the list shows is put together: the segment it is, or a new one of it. */
function buildOf({ list, filters, segments }: Dashboard, { toasts, settings }: AppView): Route {
  const filter = list.filter.peek();
  const same = filters.saved.peek().find((one) => JSON.stringify(one.filter) === JSON.stringify(filter));
  const from = { filter, sort: list.sort.peek(), descending: list.descending.peek() };
  if (!same) beginSegment(segments, toasts, settings.translator.peek().t, from);
  return { page: 'segments', part: same?.id ?? NEW_SEGMENT };
}

function goTo(route: Route): void {
  location.hash = hashOf(route);
}

/** Keeps the tab's title at what is shown, and starts a new page at its top. */
function useTitle(route: Route, { profiles }: Dashboard): void {
  const { t } = useTranslator();
  const isCustomer = route.page === 'customers' && route.customerId !== undefined;
  const profile = isCustomer ? profiles.profile.value : undefined;
  const name = profile && customerName(profile)?.slice(0, 100);
  const page = isCustomer ? (name ?? t('panel.title')) : t(`nav.${route.page}`);
  const title = t('page.title', { page, app: t('app.name') });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const hash = hashOf(route);
  useEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
  }, [hash]);
}
