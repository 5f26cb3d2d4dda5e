import { LANGUAGES, THEMES } from '../../lib/domain/settings.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import type { AppView } from '../../lib/view/app-view.ts';
import { commandKey } from '../app/keys.ts';
import { Globe, Keyboard, Languages, Redo2, SunMoon, Tag, Undo2 } from '../ui/icons.ts';
import type { PaletteCommand } from './palette-command.ts';

/** Languages are found by their own names, whatever the interface speaks. */
const NAMES = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const;

export interface CommandDeps {
  readonly app: AppView;
  /** The palette's own texts. */
  readonly t: Translate;
}

/** Undo and redo: of panel and dashboard alike. */
export const undoCommands = ({ app, t }: CommandDeps): PaletteCommand[] => [
  {
    id: 'undo',
    title: t('palette.undo'),
    icon: Undo2,
    keys: `${commandKey} Z`,
    run: () => void app.actions.undo(),
  },
  {
    id: 'redo',
    title: t('palette.redo'),
    icon: Redo2,
    keys: `${commandKey} ⇧ Z`,
    run: () => void app.actions.redo(),
  },
];

/** Language, colours, badges and the list of keys. What is in force already is not offered. */
export function lookCommands({ app, t }: CommandDeps, onKeys: () => void): PaletteCommand[] {
  const { settings, actions } = app;
  const { language, theme, badges } = settings.settings.value;
  const set = async (part: Parameters<typeof settings.set>[0]) => {
    const failure = await settings.set(part);
    if (failure) actions.tell(failure, () => void set(part));
  };
  return [
    { id: 'keys', title: t('palette.keys'), icon: Keyboard, keys: '?', run: onKeys },
    ...THEMES.filter((name) => name !== theme).map((name) => ({
      id: `theme-${name}`,
      title: t('palette.theme', { name: t(`palette.theme.${name}`) }),
      words: [t(`palette.theme.${name}`), `theme ${name}`],
      icon: SunMoon,
      run: () => void set({ theme: name }),
    })),
    ...LANGUAGES.filter((name) => name !== language).map((name) => ({
      id: `language-${name}`,
      title: t('palette.language', { name: NAMES[name] }),
      words: [NAMES[name], `language ${name}`],
      icon: Languages,
      run: () => void set({ language: name }),
    })),
    ...(language === 'system'
      ? []
      : [
          {
            id: 'language-system',
            title: t('palette.language', { name: t('palette.language.system') }),
            words: [t('palette.language.system')],
            icon: Globe,
            run: () => void set({ language: 'system' }),
          },
        ]),
    {
      id: 'badges',
      title: t(badges ? 'palette.badges.off' : 'palette.badges.on'),
      icon: Tag,
      run: () => void set({ badges: !badges }),
    },
  ];
}
