import { useMemo } from 'preact/hooks';
import { useApp, useTranslator } from '../../../components/app/app-context.ts';
import { Section } from '../../../components/app/Section.tsx';
import { BackupLine } from '../../../components/backup/BackupLine.tsx';
import { AddressList } from '../../../components/dashboard/AddressList.tsx';
import { Card } from '../../../components/dashboard/Card.tsx';
import { PageHead } from '../../../components/dashboard/PageHead.tsx';
import styles from '../../../components/dashboard/SheetsLayout.module.css';
import { StorageHealth } from '../../../components/dashboard/StorageHealth.tsx';
import { Switch } from '../../../components/dashboard/Switch.tsx';
import { FieldsSettings } from '../../../components/fields/FieldsSettings.tsx';
import { ScoreSettings } from '../../../components/scoring/ScoreSettings.tsx';
import { regionOptions } from '../../../components/transfer/place-options.ts';
import { Select } from '../../../components/ui/Select.tsx';
import { LANGUAGES, type Settings, THEMES } from '../../../lib/domain/settings.ts';
import type { BackupStore } from '../../../lib/view/backup-store.ts';

/** Each language by its own name: whoever looks for theirs can read it. */
const LANGUAGE_NAMES = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const;

/** All settings; each counts as soon as it is changed. */
export const SettingsPage = ({ persist, backups }: { persist: () => Promise<boolean>; backups: BackupStore }) => {
  const { settings: store, actions, toasts } = useApp();
  const { t, language } = useTranslator();
  const settings = store.settings.value;
  const regions = useMemo(() => regionOptions(language), [language]);
  const set = async (part: Partial<Settings>): Promise<boolean> => {
    const failure = await store.set(part);
    if (failure) actions.tell(failure, () => void set(part));
    return failure === undefined;
  };
  const setList = async (name: 'ownAddresses' | 'neverList', entries: readonly string[], removed?: string) => {
    const before = settings[name];
    if (!(await set({ [name]: [...entries] })) || removed === undefined) return;
    toasts.show({
      tone: 'info',
      text: t('settings.entry-removed', { entry: removed.slice(0, 100) }),
      action: { label: t('common.undo'), run: () => void set({ [name]: before }) },
    });
  };
  return (
    <div class={styles.page}>
      <PageHead title={t('nav.settings')} />
      <Card>
        <Section title={t('settings.appearance')}>
          <div class={styles.pair}>
            <Select
              label={t('settings.language')}
              value={settings.language}
              onValue={(value) => void set({ language: value })}
              options={[
                { value: 'system', label: t('settings.language.system') },
                ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
              ]}
            />
            <Select
              label={t('settings.theme')}
              value={settings.theme}
              onValue={(value) => void set({ theme: value })}
              options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            />
            <div>
              <Select
                label={t('settings.region')}
                value={settings.region ?? ''}
                onValue={(region) => void set({ region })}
                options={[{ value: '', label: t('settings.region.none') }, ...regions]}
              />
              <p class={styles.hint}>{t('settings.region.hint')}</p>
            </div>
          </div>
          <Switch
            label={t('keys.single')}
            hint={t('settings.single.hint')}
            checked={settings.singleKeys}
            onChange={(singleKeys) => void set({ singleKeys })}
          />
        </Section>
        <Section title={t('settings.page')}>
          <Switch
            label={t('settings.badges')}
            hint={t('settings.badges.hint')}
            checked={settings.badges}
            onChange={(badges) => void set({ badges })}
          />
        </Section>
      </Card>
      <Card>
        <Section title={t('settings.people')}>
          <AddressList
            title={t('settings.own')}
            hint={t('settings.own.hint')}
            entries={settings.ownAddresses}
            onChange={(entries, removed) => void setList('ownAddresses', entries, removed)}
          />
          <AddressList
            title={t('settings.never')}
            hint={t('settings.never.hint')}
            entries={settings.neverList}
            onChange={(entries, removed) => void setList('neverList', entries, removed)}
          />
        </Section>
      </Card>
      <Card>
        <FieldsSettings />
      </Card>
      <Card>
        <ScoreSettings settings={settings} onChange={(part) => void set(part)} />
      </Card>
      <Card>
        <Section title={t('settings.data')}>
          <StorageHealth persist={persist} />
          <BackupLine store={backups} />
        </Section>
      </Card>
    </div>
  );
};
