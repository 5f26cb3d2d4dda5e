import { useApp, useTranslator } from '../app/app-context.ts';
import { commandKey } from '../app/keys.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyList } from '../ui/KeyList.tsx';
import styles from './ShortcutsDialog.module.css';

/** The list of keys, with the switch for those that are a single letter. */
export const ShortcutsDialog = ({ onClose }: { onClose: () => void }) => {
  const { settings, actions } = useApp();
  const { t } = useTranslator();
  const keys = [
    ['N', t('keys.note')],
    [`${commandKey} ↵`, t('keys.save')],
    ['1 2 3', t('keys.tabs')],
    ['/', t('keys.search')],
    [`${commandKey} K`, t('keys.palette')],
    [`${commandKey} Z`, t('keys.undo')],
    [`${commandKey} ⇧ Z`, t('keys.redo')],
    ['?', t('keys.this')],
  ] as const;
  const turn = async (singleKeys: boolean) => {
    const failure = await settings.set({ singleKeys });
    if (failure) actions.tell(failure, () => void turn(singleKeys));
  };
  return (
    <Dialog title={t('keys.title')} closeLabel={t('common.close')} onClose={onClose}>
      <KeyList keys={keys} />
      <label class={styles.switch}>
        <input
          type="checkbox"
          checked={settings.settings.value.singleKeys}
          onChange={(event) => void turn(event.currentTarget.checked)}
        />
        {t('keys.single')}
      </label>
    </Dialog>
  );
};
