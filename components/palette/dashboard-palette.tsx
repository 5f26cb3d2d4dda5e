import type { ComponentType } from 'preact';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Profile } from '../../lib/domain/profile.ts';
import type { Language } from '../../lib/domain/settings.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { loadPaletteTranslate } from '../../lib/i18n/load-palette-translate.ts';
import type { DashboardPage, Route } from '../../lib/view/dashboard-route.ts';
import { DASHBOARD_PAGES } from '../../lib/view/dashboard-route.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { customerName } from '../customer/customer-name.ts';
import { PAGE_ICONS } from '../dashboard/page-icons.ts';
import { Download, FileUp, ListFilter, Search, StickyNote, UserPlus } from '../ui/icons.ts';
import { Palette } from './Palette.tsx';
import type { PaletteCommand } from './palette-command.ts';
import { lookCommands, undoCommands } from './shared-commands.ts';

interface Props {
  page: DashboardPage;
  /** The person shown, if one is. */
  profile: Profile | undefined;
  saved: readonly SavedFilter[];
  goTo: (route: Route) => void;
  onSaved: (filter: SavedFilter) => void;
  onNew: () => void;
  onNote: () => void;
  onFilter: () => void;
  onKeys: () => void;
  onOpen: (customerId: CustomerId) => void;
  onClose: () => void;
}

/** The dashboard's palette in a language, once its texts are there. */
export async function loadDashboardPalette(language: Language): Promise<ComponentType<Props>> {
  const t = await loadPaletteTranslate(language);
  return (props) => <DashboardPalette {...props} t={t} />;
}

const DashboardPalette = ({ onOpen, onClose, t, ...props }: Props & { t: Translate }) => {
  const app = useApp();
  const { t: tApp } = useTranslator();
  const deps = { app, t };
  const { page, profile, saved, goTo, onSaved, onNew, onNote, onFilter, onKeys } = props;
  const name = profile && customerName(profile)?.slice(0, 60);
  const commands: PaletteCommand[] = [
    ...(profile
      ? [
          {
            id: 'note',
            title: name === undefined ? t('palette.new-note.here') : t('palette.new-note', { name }),
            words: [t('palette.new-note.here')],
            icon: StickyNote,
            keys: 'N',
            run: onNote,
          },
        ]
      : []),
    { id: 'new', title: t('palette.new-customer'), icon: UserPlus, run: onNew },
    { id: 'filter', title: t('palette.filter'), icon: Search, keys: '/', run: onFilter },
    ...saved.map((filter) => ({
      id: `saved-${filter.id}`,
      title: t('palette.saved', { name: filter.name }),
      words: [filter.name],
      icon: ListFilter,
      run: () => onSaved(filter),
    })),
    { id: 'import', title: t('palette.import'), icon: FileUp, run: () => goTo({ page: 'files', part: 'import' }) },
    { id: 'export', title: t('palette.export'), icon: Download, run: () => goTo({ page: 'files', part: 'export' }) },
    ...undoCommands(deps),
    ...DASHBOARD_PAGES.filter((entry) => entry !== page || profile !== undefined).map((entry) => ({
      id: `go-${entry}`,
      title: t('palette.go', { page: tApp(`nav.${entry}`) }),
      words: [tApp(`nav.${entry}`)],
      icon: PAGE_ICONS[entry],
      run: () => goTo({ page: entry }),
    })),
    ...lookCommands(deps, onKeys),
  ];
  return <Palette t={t} commands={commands} onOpen={onOpen} onClose={onClose} />;
};
