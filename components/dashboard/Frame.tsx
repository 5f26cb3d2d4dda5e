import type { ComponentChildren } from 'preact';
import { DASHBOARD_PAGES, type DashboardPage, hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { DatabaseBackup, FileSpreadsheet, Globe, History, Info, Merge, Settings, Trash2, Users } from '../ui/icons.ts';
import styles from './Frame.module.css';

interface Props {
  page: DashboardPage;
  /** Whether the address is the page itself, not something below it. */
  isTop: boolean;
  children: ComponentChildren;
}

const ICONS = {
  customers: Users,
  duplicates: Merge,
  files: FileSpreadsheet,
  backup: DatabaseBackup,
  activity: History,
  trash: Trash2,
  sites: Globe,
  settings: Settings,
  about: Info,
} as const;
const MAIN = 'main';

/** The dashboard around its pages: navigation at the side, the page beside it. */
export const Frame = ({ page, isTop, children }: Props) => {
  const { t } = useTranslator();
  return (
    <div class={styles.frame}>
      {/* Not a link: the address belongs to the pages. */}
      <button type="button" class={styles.skip} onClick={() => document.getElementById(MAIN)?.focus()}>
        {t('nav.skip')}
      </button>
      <nav class={styles.nav} aria-label={t('nav.label')}>
        <span class={styles.brand}>{t('app.name')}</span>
        <ul class={styles.links}>
          {DASHBOARD_PAGES.map((entry) => (
            <li key={entry}>
              <a
                class={styles.link}
                href={hashOf({ page: entry })}
                aria-current={entry === page ? (isTop ? 'page' : 'true') : undefined}
              >
                <Icon of={ICONS[entry]} />
                <span>{t(`nav.${entry}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id={MAIN} class={styles.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
};
