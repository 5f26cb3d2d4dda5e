import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageStore } from '../../lib/view/page-store.ts';
import { AppToasts } from '../app/AppToasts.tsx';
import { useApp, useTranslator } from '../app/app-context.ts';
import { useLoaded } from '../app/use-loaded.ts';
import type { CustomerTab } from '../customer/CustomerTabs.tsx';
import { RecordBar } from '../page/RecordBar.tsx';
import { Switcher } from '../page/Switcher.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ArrowLeft, Keyboard, Search } from '../ui/icons.ts';
import styles from './Panel.module.css';
import { PanelBody } from './PanelBody.tsx';
import { PanelGone } from './PanelGone.tsx';
import type { SearchDialogProps } from './SearchDialog.tsx';
import { useShortcuts } from './use-shortcuts.ts';

interface Props {
  page: PageStore;
  /** Asks the browser for a site, where this page may. */
  onGrant?: (origin: string) => void;
}

type PaletteProps =
  Awaited<ReturnType<typeof import('../palette/panel-palette.tsx')['loadPanelPalette']>> extends ComponentType<infer P>
    ? P
    : never;

/** The sidebar: the person on the page, and what is on file about them. */
export const Panel = ({ page, onGrant }: Props) => {
  const { actions, settings } = useApp();
  const { t } = useTranslator();
  const [tab, setTab] = useState<CustomerTab>('overview');
  // What opens over the panel is brought when it is first wanted: the panel itself has to be there at once.
  const keys = useLoaded<{ onClose: () => void }>(async () => (await import('./ShortcutsDialog.tsx')).ShortcutsDialog);
  const search = useLoaded<SearchDialogProps>(async () => (await import('./SearchDialog.tsx')).SearchDialog);
  const palette = useLoaded<PaletteProps>(async (language) =>
    (await import('../palette/panel-palette.tsx')).loadPanelPalette(language),
  );
  const isCovered = [keys, search, palette].some(({ Shown }) => Shown !== undefined);
  const composer = useRef<HTMLTextAreaElement>(null);
  const context = page.context.value;
  const isOpenedByHand = page.opened.value !== undefined;
  const scroll = useRef<HTMLElement>(null);
  const customerId = page.profiles.customerId.value;
  useLayoutEffect(() => {
    scroll.current?.scrollTo(0, 0);
  }, [customerId]);
  usePainted(page, context?.epoch);
  const startNote = () => {
    setTab('overview');
    requestAnimationFrame(() => composer.current?.focus());
  };
  useShortcuts({
    undo: () => void actions.undo(),
    redo: () => void actions.redo(),
    palette: () => !isCovered && palette.open(),
    hasSingle: settings.settings.value.singleKeys && !isCovered,
    single: {
      n: startNote,
      '1': () => setTab('overview'),
      '2': () => setTab('timeline'),
      '3': () => setTab('profile'),
      '/': search.open,
      '?': keys.open,
    },
  });
  return (
    <div class={styles.panel}>
      <main ref={scroll} class={styles.scroll} aria-label={t('panel.title')}>
        <h1 class="sr-only">{t('panel.title')}</h1>
        {isOpenedByHand && (
          <div class={styles.back}>
            <Button tone="ghost" icon={ArrowLeft} onClick={page.close}>
              {t('common.back')}
            </Button>
          </div>
        )}
        {!isOpenedByHand && context?.state === 'people' && context.people.length > 1 && (
          <Switcher people={context.people} selected={context.selected} onSelect={(key) => void page.select(key)} />
        )}
        {page.profiles.profile.value === undefined && <PanelGone />}
        <PanelBody page={page} tab={tab} onTab={setTab} composerRef={composer} onGrant={onGrant} />
      </main>
      <RecordBar context={context} person={page.person.value}>
        <IconButton icon={Search} label={t('search.label')} onClick={search.open} />
        <IconButton icon={Keyboard} label={t('keys.help')} onClick={keys.open} />
      </RecordBar>
      <AppToasts />
      {palette.Shown && (
        <palette.Shown page={page} onTab={setTab} onNote={startNote} onKeys={keys.open} onClose={palette.close} />
      )}
      {keys.Shown && <keys.Shown onClose={keys.close} />}
      {search.Shown && <search.Shown onChoose={page.open} onClose={search.close} />}
    </div>
  );
};

/** Says that an epoch can be seen: a task after the frame that holds it, so that the shell uncovers no older one. */
function usePainted(page: PageStore, epoch: number | undefined): void {
  useLayoutEffect(() => {
    if (epoch === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => page.painted(epoch), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [epoch]);
}
