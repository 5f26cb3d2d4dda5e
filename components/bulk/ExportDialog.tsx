import { useState } from 'preact/hooks';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FailureNote } from '../transfer/FailureNote.tsx';
import { dayOf } from '../transfer/file-name.ts';
import { exportWords } from '../transfer/transfer-words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './BulkDialog.module.css';
import type { BulkDialogProps } from './bulk-dialog-props.ts';

const FORMATS = ['csv', 'xlsx', 'vcf'] as const;

/** Only these customers as a file. */
export const ExportDialog = ({ of, count, exports, saveFile, timeZone, onClose }: BulkDialogProps) => {
  const { toasts } = useApp();
  const { t, now } = useTranslator();
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('csv');
  const running = exports.running.value;
  const failure = exports.failure.value;
  const name = `${t('export.what.customers')}-${dayOf(now())}.${format}`;
  const write = async () => {
    const kind = `customers.${format}` as const;
    const file = await exports.write({ kind, words: exportWords(t, kind), timeZone }, of);
    if (!file) return;
    saveFile(file, name);
    toasts.show({ tone: 'info', text: t('export.saved', { file: name }) });
    onClose();
  };
  const close = () => {
    exports.cancel();
    onClose();
  };
  return (
    <Dialog
      title={t('bulk.export.title', { n: count })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button tone="primary" disabled={running !== undefined} onClick={() => void write()}>
            {t('export.write')}
          </Button>
        </>
      }
    >
      <div class={styles.form}>
        <Select
          label={t('export.format')}
          value={format}
          options={FORMATS.map((value) => ({ value, label: t(`export.format.${value}`) }))}
          onValue={setFormat}
          disabled={running !== undefined}
        />
        {running && (
          <div class={styles.work}>
            <progress
              class={styles.progress}
              aria-label={t('export.writing', { file: name })}
              max={1}
              {...(running.total > 0 ? { value: running.done / running.total } : {})}
            />
            <p role="status" class="second num">
              {t('export.progress', { done: running.done, n: running.total })}
            </p>
          </div>
        )}
        {failure && <FailureNote failure={failure} />}
      </div>
    </Dialog>
  );
};
