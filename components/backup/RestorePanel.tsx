import { useState } from 'preact/hooks';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { RestoreStep, RestoreStore } from '../../lib/view/restore-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Card } from '../dashboard/Card.tsx';
import { FilePicker } from '../transfer/FilePicker.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { RotateCcw } from '../ui/icons.ts';
import styles from './Backup.module.css';
import { BackupFailureNote } from './BackupFailureNote.tsx';
import { BackupProgress } from './BackupProgress.tsx';
import { RehearsalSheet } from './RehearsalSheet.tsx';
import { UndoRestore } from './UndoRestore.tsx';

interface Props {
  store: RestoreStore;
  /** Hands a file to the browser's downloads. */
  save: (file: Blob, name: string) => void;
}

/** A restore, step by step: file, passphrase, rehearsal, comparison, and only then the exchange. */
export const RestorePanel = ({ store, save }: Props) => {
  const { t } = useTranslator();
  const step = store.step.value;
  const failure = store.failure.value;
  const file = store.file.value;
  return (
    <Card>
      <div class={styles.sheet}>
        {step.step === 'start' && (
          <>
            <h2 class={styles.title}>{t('restore.title')}</h2>
            <p class="second">{t('restore.text')}</p>
            {failure && <BackupFailureNote failure={failure} name={file?.name} />}
            <FilePicker
              onFile={(chosen) => void store.open(chosen)}
              words={{ drop: t('restore.drop'), dropNow: t('restore.drop.now'), choose: t('restore.choose') }}
              accept=".json,.gz,.regulars,application/json,application/gzip"
            />
          </>
        )}
        {step.step === 'passphrase' && <AskPassphrase store={store} isWrong={step.isWrong} />}
        {step.step === 'checking' && (
          <>
            <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
              <bdi>{t('restore.checking', { file: file?.name ?? '' })}</bdi>
            </h2>
            <BackupProgress
              label={t('restore.checking', { file: file?.name ?? '' })}
              measure={step.measure}
              hint={t('restore.checking.text')}
              onCancel={store.cancel}
            />
          </>
        )}
        {(step.step === 'checked' || step.step === 'running') && (
          <RehearsalSheet
            rehearsal={step.rehearsal}
            failure={failure}
            isRunning={step.step === 'running'}
            onRun={() => void store.run()}
            onBack={store.reset}
            save={save}
          />
        )}
        {step.step === 'done' && <Done store={store} step={step} />}
      </div>
    </Card>
  );
};

const AskPassphrase = ({ store, isWrong }: { store: RestoreStore; isWrong: boolean }) => {
  const { t } = useTranslator();
  const [typed, setTyped] = useState('');
  const file = store.file.value;
  const submit = (event: Event) => {
    event.preventDefault();
    if (file && typed !== '') void store.open(file, typed);
  };
  return (
    <form class={styles.fields} onSubmit={submit}>
      <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
        {t('restore.passphrase.title')}
      </h2>
      <bdi class="second">{file?.name}</bdi>
      <Field
        type="password"
        autocomplete="off"
        label={t('restore.passphrase')}
        value={typed}
        onValue={setTyped}
        error={
          isWrong
            ? joinSentences(t('backup-error.wrong-passphrase'), t('backup-error.wrong-passphrase.todo'))
            : undefined
        }
      />
      <div class={styles.actions}>
        <Button tone="primary" type="submit" disabled={typed === ''}>
          {t('restore.passphrase.open')}
        </Button>
        <Button onClick={store.reset}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};

const Done = ({ store, step }: { store: RestoreStore; step: Extract<RestoreStep, { step: 'done' }> }) => {
  const { t, dateTime } = useTranslator();
  const when = dateTime(step.rehearsal.head.createdAt);
  return (
    <>
      <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
        {t('restore.done.title')}
      </h2>
      <p class="second" role="status">
        {t('restore.done.text', { when, until: dateTime(step.formerUntil) })}
      </p>
      <div class={styles.actions}>
        <ButtonLink tone="primary" href={hashOf({ page: 'customers' })}>
          {t('restore.to-customers')}
        </ButtonLink>
        <Button onClick={store.reset}>{t('restore.another')}</Button>
        <UndoRestore store={store} icon={RotateCcw} />
      </div>
    </>
  );
};
