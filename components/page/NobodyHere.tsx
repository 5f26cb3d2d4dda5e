import type { PageContext } from '../../lib/domain/page-context.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Clip } from '../ui/Clip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FileText, ShieldAlert, UserRoundSearch, UserRoundX, Users } from '../ui/icons.ts';
import { CustomerSearch } from './CustomerSearch.tsx';
import styles from './NobodyHere.module.css';

interface Props {
  context: PageContext;
  /** Nobody at all is on file. */
  isFileEmpty: boolean;
  onOpen: Parameters<typeof CustomerSearch>[0]['onChoose'];
  /** Asks the browser for the site; where the panel may not, it says how. */
  onGrant?: ((origin: string) => void) | undefined;
}

/** Nobody to show, each time with the reason and what to do. */
export const NobodyHere = ({ context, isFileEmpty, onOpen, onGrant }: Props) => {
  const { t } = useTranslator();
  const { site } = context;
  if (site.type === 'not-granted') {
    return (
      <EmptyState
        icon={ShieldAlert}
        title={t('notgranted.title')}
        text={t('notgranted.text', { site: host(site.origin) })}
      >
        {onGrant ? (
          <Button tone="primary" onClick={() => onGrant(site.origin)}>
            {t('notgranted.allow')}
          </Button>
        ) : (
          <p class={styles.how}>{t('notgranted.how')}</p>
        )}
      </EmptyState>
    );
  }
  if (site.type === 'none' || site.recipe === undefined) {
    const name = site.type === 'none' ? 'none' : 'norecipe';
    return (
      <EmptyState
        icon={FileText}
        title={t(`${name}.title`)}
        text={isFileEmpty ? t('emptyfile.text') : t(`${name}.text`)}
      >
        {!isFileEmpty && <CustomerSearch onChoose={onOpen} />}
      </EmptyState>
    );
  }
  if (context.excluded.length > 0) {
    return (
      <EmptyState icon={UserRoundX} title={t('nobody.title')} text={t('nobody.excluded')}>
        <ul class={styles.excluded}>
          {context.excluded.map((entry) => (
            <li key={entry.email}>
              <Clip text={entry.email} />
              <span class="muted">{t(`exclusion.${entry.reason}`)}</span>
            </li>
          ))}
        </ul>
      </EmptyState>
    );
  }
  if (isFileEmpty) return <EmptyState icon={Users} title={t('emptyfile.title')} text={t('emptyfile.text')} />;
  return <EmptyState icon={UserRoundSearch} title={t('nobody.title')} text={t('nobody.text')} />;
};

/** The part of an origin that people know a site by. */
export function host(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
