import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { DASHBOARD_GROUPS, type DashboardPage, hashOf } from '../../lib/view/dashboard-route.ts';
import { useTranslator } from '../app/app-context.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './Frame.module.css';
import { PAGE_ICONS } from './page-icons.ts';

interface Props {
  page: DashboardPage;
  /** Whether the address is the page itself, not something below it. */
  isTop: boolean;
  children: ComponentChildren;
}

const MAIN = 'main';

/** The dashboard around its pages: navigation at the side, the page beside it. */
export const Frame = ({ page, isTop, children }: Props) => {
  const { t } = useTranslator();
  const current = useRef<HTMLAnchorElement>(null);
  // On a narrow screen the pages stand in a row that is wider than it.
  useLayoutEffect(() => {
    const row = current.current?.closest('nav');
    if (!row || !current.current) return;
    const [whole, link] = [row.getBoundingClientRect(), current.current.getBoundingClientRect()];
    row.scrollLeft += link.left + link.width / 2 - (whole.left + whole.width / 2);
  }, [page]);
  return (
    <div class={styles.frame}>
      {/* Not a link: the address belongs to the pages. */}
      <button type="button" class={styles.skip} onClick={() => document.getElementById(MAIN)?.focus()}>
        {t('nav.skip')}
      </button>
      <nav class={styles.nav} aria-label={t('nav.label')}>
        <span class={styles.brand}>{t('app.name')}</span>
        {DASHBOARD_GROUPS.map((group) => (
          <ul key={group[0]} class={styles.links}>
            {group.map((entry) => (
              <li key={entry}>
                <a
                  class={styles.link}
                  href={hashOf({ page: entry })}
                  ref={entry === page ? current : null}
                  aria-current={entry === page ? (isTop ? 'page' : 'true') : undefined}
                >
                  <Icon of={PAGE_ICONS[entry]} />
                  <span>{t(`nav.${entry}`)}</span>
                </a>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      {/* Where nothing takes the focus the page itself does: else it could not be scrolled by key. */}
      <main id={MAIN} class={styles.main} tabIndex={page === 'about' ? 0 : -1}>
        {children}
      </main>
    </div>
  );
};
