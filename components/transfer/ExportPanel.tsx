import { useState } from 'preact/hooks';
import type { ExportKind } from '../../lib/messaging/file-work.ts';
import type { ExportStore } from '../../lib/view/export-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { WorkBar } from '../app/WorkBar.tsx';
import { Card } from '../dashboard/Card.tsx';
import { Button } from '../ui/Button.tsx';
import { Download } from '../ui/icons.ts';
import { RadioCard } from '../ui/RadioCard.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './ExportPanel.module.css';
import { FailureNote } from './FailureNote.tsx';
import { dayOf } from './file-name.ts';
import shared from './ImportPanel.module.css';
import { exportWords } from './transfer-words.ts';

interface Props {
  store: ExportStore;
  save: (file: Blob, name: string) => void;
  /** IANA zone of this computer. */
  timeZone: string;
}

const WHAT = ['customers', 'orders', 'notes'] as const;
type What = (typeof WHAT)[number];
const FORMATS = {
  customers: ['csv', 'xlsx', 'vcf'],
  orders: ['csv', 'xlsx'],
  notes: ['csv', 'xlsx'],
} as const satisfies Record<What, readonly string[]>;
type Format = (typeof FORMATS)['customers'][number];

/** Everything on file as a file: what, as which kind, and how far it is. */
export const ExportPanel = ({ store, save, timeZone }: Props) => {
  const { toasts } = useApp();
  const { t, now } = useTranslator();
  const [what, setWhat] = useState<What>('customers');
  const [format, setFormat] = useState<Format>('csv');
  const running = store.running.value;
  const failure = store.failure.value;
  const formats: readonly Format[] = FORMATS[what];
  const chosen = formats.includes(format) ? format : 'csv';
  const kind = `${what}.${chosen}` as ExportKind;
  const name = `${t(`export.what.${what}`)}-${dayOf(now())}.${chosen}`;
  const write = async () => {
    const file = await store.write({ kind, words: exportWords(t, kind), timeZone });
    if (!file) return;
    save(file, name);
    toasts.show({ tone: 'info', text: t('export.saved', { file: name }) });
  };
  return (
    <div class={shared.panel}>
      <Card>
        <div class={shared.sheet}>
          <h2 class={shared.title}>{t('export.title')}</h2>
          <p class="second">{t('export.text')}</p>
          {failure && <FailureNote failure={failure} />}
          <fieldset class={styles.what} disabled={running !== undefined}>
            <legend class={styles.legend}>{t('export.what')}</legend>
            {WHAT.map((entry) => (
              <RadioCard
                key={entry}
                name="export-what"
                label={t(`export.what.${entry}`)}
                hint={t(`export.what.${entry}.text`)}
                checked={entry === what}
                onChange={() => setWhat(entry)}
              />
            ))}
          </fieldset>
          <div class={styles.format}>
            <Select
              label={t('export.format')}
              value={chosen}
              options={formats.map((value) => ({ value, label: t(`export.format.${value}`) }))}
              onValue={setFormat}
              disabled={running !== undefined}
            />
          </div>
          {running ? (
            <WorkBar
              label={t('export.writing', { file: name })}
              measure={running}
              figures={[
                running.total > 0 ? t('export.progress', { done: running.done, n: running.total }) : undefined,
                running.perSecond === undefined ? undefined : t('work.rate.customers', { n: running.perSecond }),
              ]}
              onCancel={store.cancel}
            />
          ) : (
            <div>
              <Button tone="primary" icon={Download} onClick={() => void write()}>
                {t('export.write')}
              </Button>
            </div>
          )}
        </div>
      </Card>
    </div>
  );
};
