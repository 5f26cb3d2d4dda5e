import { useState } from 'preact/hooks';
import type { BackupPlace } from '../../lib/view/backup-ledger.ts';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Section } from '../app/Section.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Switch } from '../dashboard/Switch.tsx';
import { Note } from '../transfer/Note.tsx';
import { Button } from '../ui/Button.tsx';
import { RadioCard } from '../ui/RadioCard.tsx';
import styles from './Backup.module.css';
import { PassphraseDialog } from './PassphraseDialog.tsx';

const PLACES = ['folder', 'downloads', 'none'] as const satisfies readonly BackupPlace[];

/** Where backups go, how often, and who can read them. */
export const BackupPlacesCard = ({ store }: { store: BackupStore }) => {
  const { toasts } = useApp();
  const { t } = useTranslator();
  const [isSealing, setSealing] = useState(false);
  const ledger = store.ledger.value;
  const folder = store.folder.value;
  const isBusy = store.running.value !== undefined;
  if (!ledger) return null;
  const { place, isSealed } = ledger;
  const unseal = async () => {
    await store.setPassphrase(undefined);
    toasts.show({ tone: 'info', text: t('backup.seal.removed') });
  };
  return (
    <Card>
      <Section title={t('backup.where')}>
        <fieldset class={styles.places} disabled={isBusy} aria-label={t('backup.where')}>
          {PLACES.map((entry) => {
            const isOut = entry === 'folder' && !store.hasFolders;
            return (
              <RadioCard
                key={entry}
                name="backup-place"
                label={t(`backup.where.${entry}`)}
                hint={t(isOut ? 'backup.where.folder.not' : `backup.where.${entry}.text`)}
                checked={place === entry}
                disabled={isOut}
                onClick={(event) => {
                  // It stays as it is until the person has said yes to the browser too.
                  event.preventDefault();
                  if (place !== entry) void store.choosePlace(entry);
                }}
              >
                {entry === 'folder' && place === 'folder' && folder && (
                  <div class={styles.more}>
                    <bdi>{t('backup.where.folder.is', { name: folder.name })}</bdi>
                    <Button onClick={() => void store.choosePlace('folder')}>{t('backup.where.folder.other')}</Button>
                  </div>
                )}
                {entry === 'folder' && place === 'folder' && folder && folder.permission !== 'granted' && (
                  <Note
                    tone="warn"
                    action={
                      <Button tone="primary" onClick={() => void store.allowFolder()}>
                        {t('backup.where.folder.allow')}
                      </Button>
                    }
                  >
                    {t('backup.where.folder.ask')}
                  </Note>
                )}
              </RadioCard>
            );
          })}
        </fieldset>
        {place !== 'none' && (
          <Switch
            label={t('backup.daily')}
            hint={t('backup.daily.text')}
            checked={ledger.isDaily}
            onChange={(isDaily) => void store.set({ isDaily })}
          />
        )}
        <Switch
          label={t('backup.packed')}
          hint={t('backup.packed.text')}
          checked={ledger.isPacked}
          onChange={(isPacked) => void store.set({ isPacked })}
        />
      </Section>
      <Section title={t('backup.seal')}>
        <Note tone={isSealed ? 'info' : 'warn'}>{t(isSealed ? 'backup.seal.on' : 'backup.seal.off')}</Note>
        <div class={styles.actions}>
          <Button onClick={() => setSealing(true)}>{t(isSealed ? 'backup.seal.change' : 'backup.seal.set')}</Button>
          {isSealed && (
            <Button tone="ghost" onClick={() => void unseal()}>
              {t('backup.seal.remove')}
            </Button>
          )}
        </div>
      </Section>
      {isSealing && <PassphraseDialog store={store} onClose={() => setSealing(false)} />}
    </Card>
  );
};
