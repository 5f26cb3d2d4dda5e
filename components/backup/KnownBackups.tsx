import type { KnownBackup } from '../../lib/view/backup-ledger.ts';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Card } from '../dashboard/Card.tsx';
import { sizeText } from '../transfer/size-text.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Backup.module.css';

interface Props {
  store: BackupStore;
  /** Restoring is under way. */
  isBusy: boolean;
  onRestore: (file: File) => void;
}

interface Line {
  readonly name: string;
  readonly at: number;
  readonly known?: KnownBackup;
}

/** The backups that this device made, and those of others in the same folder. */
export const KnownBackups = ({ store, isBusy, onRestore }: Props) => {
  const { toasts } = useApp();
  const translator = useTranslator();
  const { t, dateTime } = translator;
  const known = store.ledger.value?.known ?? [];
  const lines: Line[] = [
    ...known.map((backup) => ({ name: backup.name, at: backup.at, known: backup })),
    ...store.found.value,
  ].sort((a, b) => b.at - a.at);
  const isOpen = store.folder.value?.permission === 'granted';
  const restore = async (name: string) => {
    const file = await store.read(name);
    if (file) onRestore(file);
    else toasts.show({ tone: 'bad', text: t('backup.known.gone') });
  };
  return (
    <Card>
      <Section title={t('backup.known')}>
        {lines.length === 0 && <p class="muted">{t('backup.known.none')}</p>}
        <ul class={styles.list}>
          {lines.map(({ name, at, known: backup }) => (
            <li key={name} title={name}>
              <span class={styles.when}>{dateTime(at)}</span>
              <span class="second">
                {backup
                  ? `${t('backup.customers', { n: backup.customers })} · ${sizeText(backup.bytes, translator.language)}`
                  : t('backup.known.found')}
              </span>
              <span class="second">
                {t(`backup.known.${backup?.place ?? 'folder'}`)}
                {(backup?.isSealed ?? name.endsWith('.regulars')) && ` · ${t('backup.known.sealed')}`}
              </span>
              {(backup?.place ?? 'folder') === 'folder' && isOpen ? (
                <Button
                  disabled={isBusy}
                  aria-label={t('backup.known.restore.of', { when: dateTime(at) })}
                  onClick={() => void restore(name)}
                >
                  {t('backup.known.restore')}
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      </Section>
    </Card>
  );
};
