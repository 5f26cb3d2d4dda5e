import { useState } from 'preact/hooks';
import type { BackupStore } from '../../lib/view/backup-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Note } from '../transfer/Note.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Backup.module.css';

const LEAST_CHARS = 10;
/** Asks for a new passphrase, twice, with what it means to lose it. */
export const PassphraseDialog = ({ store, onClose }: { store: BackupStore; onClose: () => void }) => {
  const { toasts } = useApp();
  const { t } = useTranslator();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [isWritten, setWritten] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const isMaking = store.isMakingKey.value;
  const isShort = [...first].length < LEAST_CHARS;
  const differs = first !== second;
  const submit = async () => {
    setTried(true);
    if (isShort || differs || !isWritten || isMaking) return;
    if (await store.setPassphrase(first)) {
      toasts.show({ tone: 'info', text: t('backup.seal.done') });
      onClose();
    } else setFailed(true);
  };
  const secret = { type: 'password', autocomplete: 'new-password', maxLength: 500, disabled: isMaking } as const;
  return (
    <FormDialog
      title={t('backup.seal')}
      submit={t('backup.seal.set')}
      isDisabled={isMaking || !isWritten}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Note tone="warn">{t('backup.seal.warn')}</Note>
      <Field
        {...secret}
        label={t('backup.seal.new')}
        hint={t('backup.seal.hint')}
        value={first}
        onValue={setFirst}
        error={wasTried && isShort ? t('backup.seal.short') : undefined}
        data-autofocus
      />
      <Field
        {...secret}
        label={t('backup.seal.again')}
        value={second}
        onValue={setSecond}
        error={wasTried && !isShort && differs ? t('backup.seal.differ') : undefined}
      />
      <label class={styles.check}>
        <input type="checkbox" checked={isWritten} onChange={(event) => setWritten(event.currentTarget.checked)} />
        <span>{t('backup.seal.written')}</span>
      </label>
      <p role="status" class={styles.hint}>
        {isMaking && t('backup.seal.making')}
        {hasFailed && !isMaking && t('backup.seal.failed')}
      </p>
    </FormDialog>
  );
};
