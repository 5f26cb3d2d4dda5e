import type { ComponentType } from 'preact';
import type { Language } from '../../lib/domain/settings.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { loadPaletteTranslate } from '../../lib/i18n/load-palette-translate.ts';
import type { PageStore } from '../../lib/view/page-store.ts';
import { useApp } from '../app/app-context.ts';
import { customerName } from '../customer/customer-name.ts';
import {
  ArrowLeft,
  Check,
  FileText,
  LayoutDashboard,
  Search,
  Settings,
  ShoppingBag,
  StickyNote,
  UserPlus,
  Users,
} from '../ui/icons.ts';
import { Palette } from './Palette.tsx';
import type { PaletteCommand } from './palette-command.ts';
import { lookCommands, undoCommands } from './shared-commands.ts';

interface Props {
  page: PageStore;
  onTab: (tab: 'overview' | 'timeline' | 'profile') => void;
  onNote: () => void;
  onKeys: () => void;
  onClose: () => void;
}

/** The panel's palette in a language, once its texts are there. */
export async function loadPanelPalette(language: Language): Promise<ComponentType<Props>> {
  const t = await loadPaletteTranslate(language);
  return (props) => <PanelPalette {...props} t={t} />;
}

const TABS = ['overview', 'timeline', 'profile'] as const;
/** Pages of the dashboard that are opened from a panel; each in a tab of its own. */
const PAGES = ['customers', 'quality', 'files', 'settings'] as const;

const PanelPalette = ({ page, onTab, onNote, onKeys, onClose, t }: Props & { t: Translate }) => {
  const app = useApp();
  const deps = { app, t };
  const commands = [
    ...personCommands(t, page, { onTab, onNote }),
    ...recordCommands(t, page, app),
    ...undoCommands(deps),
    ...dashboardCommands(t, page),
    ...lookCommands(deps, onKeys),
  ];
  return <Palette t={t} commands={commands} onOpen={page.open} onClose={onClose} />;
};

function personCommands(t: Translate, page: PageStore, { onTab, onNote }: Pick<Props, 'onTab' | 'onNote'>) {
  const profile = page.profiles.profile.value;
  const found: PaletteCommand[] = [];
  if (profile) {
    const name = customerName(profile)?.slice(0, 60);
    found.push({
      id: 'note',
      title: name === undefined ? t('palette.new-note.here') : t('palette.new-note', { name }),
      words: [t('palette.new-note.here')],
      icon: StickyNote,
      keys: 'N',
      run: onNote,
    });
    TABS.forEach((tab, index) => {
      found.push({
        id: `tab-${tab}`,
        title: t(`palette.tab.${tab}`),
        icon: FileText,
        keys: String(index + 1),
        run: () => onTab(tab),
      });
    });
  }
  if (page.opened.value !== undefined)
    found.push({ id: 'back', title: t('palette.back'), icon: ArrowLeft, run: page.close });
  return found;
}

function recordCommands(t: Translate, page: PageStore, { actions }: ReturnType<typeof useApp>): PaletteCommand[] {
  const context = page.context.value;
  const person = page.person.value;
  const site = context?.site.type === 'granted' ? context.site : undefined;
  const found: PaletteCommand[] = [];
  const { order, message } = context ?? {};
  const open = order ? ('order' as const) : message ? ('message' as const) : undefined;
  const isNew = (order ?? message)?.record.type === 'not-recorded';
  const of = message?.key ?? order?.seen.number.value;
  if (open && isNew && person?.match.type === 'certain') {
    const request = { key: person.key, ...(of === undefined ? {} : { of }) };
    found.push({
      id: 'record',
      title: t(`palette.record.${open}`),
      icon: Check,
      run: () => void actions.run('page.record', request),
    });
  }
  if (site?.recipe === undefined) return found;
  for (const recording of ['all', 'ask'] as const) {
    if (site.recording === recording) continue;
    found.push({
      id: `recording-${recording}`,
      title: t(`palette.record.${recording}`),
      icon: ShoppingBag,
      run: () => void actions.run('sites.setRecording', { origin: site.origin, recording }),
    });
  }
  return found;
}

/** The dashboard stands in a tab of its own: the panel's frame belongs to the page. */
function dashboardCommands(t: Translate, page: PageStore): PaletteCommand[] {
  const open = (hash: string) => () => void window.open(`/dashboard.html${hash}`, '_blank', 'noopener');
  const profile = page.profiles.profile.value;
  const name = profile && customerName(profile)?.slice(0, 60);
  const icons = { customers: Users, quality: Search, files: FileText, settings: Settings } as const;
  return [
    ...(profile
      ? [
          {
            id: 'dashboard-person',
            title: t('palette.dashboard.person', { name: name ?? '' }),
            words: [t('palette.dashboard')],
            icon: LayoutDashboard,
            run: open(`#/customers/${profile.customer.id}`),
          },
        ]
      : []),
    { id: 'dashboard', title: t('palette.dashboard'), icon: LayoutDashboard, run: open('') },
    ...PAGES.map((name) => ({
      id: `go-${name}`,
      title: t('palette.go', { page: t(`palette.page.${name}`) }),
      words: [t(`palette.page.${name}`)],
      icon: icons[name],
      run: open(`#/${name}`),
    })),
    {
      id: 'import',
      title: t('palette.import'),
      icon: UserPlus,
      run: open('#/files/import'),
    },
  ];
}
