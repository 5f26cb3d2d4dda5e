import type { ComponentChildren } from 'preact';
import { joinSentences } from '../../lib/i18n/join-sentences.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import type { ImportStep, ImportStore } from '../../lib/view/import-step.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Card } from '../dashboard/Card.tsx';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { RotateCcw } from '../ui/icons.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ChoosePanel } from './ChoosePanel.tsx';
import { Counts } from './Counts.tsx';
import { FailureNote } from './FailureNote.tsx';
import { FilePicker } from './FilePicker.tsx';
import { Findings } from './Findings.tsx';
import styles from './ImportPanel.module.css';
import { StepList, type StepName } from './StepList.tsx';
import { rejectedWords } from './transfer-words.ts';
import { WorkProgress } from './WorkProgress.tsx';

interface Props {
  store: ImportStore;
  /** Hands a file to the browser's downloads. */
  save: (file: Blob, name: string) => void;
}

const STEP_NAMES: Readonly<Record<ImportStep['step'], StepName>> = {
  start: 'file',
  opening: 'file',
  choose: 'columns',
  checking: 'check',
  checked: 'check',
  running: 'check',
  done: 'report',
};
const KNOWN =
  'Shopify · WooCommerce · Amazon · eBay · Etsy · 淘宝 / 天猫 · 京东 · 拼多多 · Shopee · Lazada · HubSpot · Zoho · Google · Outlook';

/** An import, step by step: file, columns, what would change, report. */
export const ImportPanel = ({ store, save }: Props) => {
  const { t } = useTranslator();
  const step = store.step.value;
  const file = store.file.value;
  const failure = store.failure.value;
  const open = (chosen: File) => void store.open(chosen);
  const saveRejected = async () => {
    const rejected = await store.rejected(rejectedWords(t));
    const base = (file?.name ?? '').replace(/\.[^.]{1,5}$/, '').slice(0, 100);
    if (rejected) save(rejected, `${base} ${t('rejected.file')}.csv`);
  };
  return (
    <div class={styles.panel}>
      <div class={styles.head}>
        <StepList current={STEP_NAMES[step.step]} />
        {file && step.step !== 'running' && step.step !== 'checking' && (
          <Button tone="ghost" onClick={store.reset}>
            {t('import.another')}
          </Button>
        )}
      </div>
      {step.step === 'start' && (
        <Card>
          <div class={styles.sheet}>
            <h2 class={styles.title}>{t('import.start.title')}</h2>
            <p class="second">{t('import.start.text')}</p>
            {failure && <FailureNote failure={failure} name={store.name.value} />}
            <FilePicker onFile={open} />
            <p class={styles.known}>{t('import.known', { names: KNOWN })}</p>
          </div>
        </Card>
      )}
      {step.step === 'opening' && (
        <Card>
          <Sheet title={t('import.opening', { name: step.name })}>
            <Skeleton label={t('common.loading')} rows={3} />
            <div>
              <Button onClick={store.cancel}>{t('common.cancel')}</Button>
            </div>
          </Sheet>
        </Card>
      )}
      {step.step === 'choose' && file && <ChoosePanel store={store} file={file} />}
      {(step.step === 'checking' || step.step === 'running') && (
        <Card>
          <Sheet title={file?.name ?? ''}>
            <WorkProgress progress={store.progress.value} isWriting={step.step === 'running'} onCancel={store.cancel} />
          </Sheet>
        </Card>
      )}
      {step.step === 'checked' && (
        <Card>
          <Sheet title={t('import.checked.title')}>
            <p class="second">
              {joinSentences(
                t('import.checked.text'),
                ...(isNothingNew(step.counts) ? [t('import.checked.nothing')] : []),
              )}
            </p>
            {failure && <FailureNote failure={failure} name={file?.name} />}
            <Counts counts={step.counts} totals={step.totals} />
            <div class={styles.actions}>
              <Button tone="primary" disabled={isNothingNew(step.counts)} onClick={() => void store.run()}>
                {t('import.run')}
              </Button>
              <Button onClick={store.back}>{t('import.back')}</Button>
            </div>
            <Findings counts={step.counts} totals={step.totals} onRejected={() => void saveRejected()} />
          </Sheet>
        </Card>
      )}
      {step.step === 'done' && (
        <Card>
          <DoneSheet store={store} step={step} onRejected={() => void saveRejected()} />
        </Card>
      )}
    </div>
  );
};

const isNothingNew = ({ created, updated, orders }: Extract<ImportStep, { step: 'checked' }>['counts']): boolean =>
  created + updated + orders.created + orders.updated === 0;

/** A step's card; its title takes the focus, so that whoever cannot see it hears where they are. */
const Sheet = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class={styles.sheet}>
    <h2 class={styles.title} tabIndex={-1} ref={focusOnMount}>
      <bdi>{title}</bdi>
    </h2>
    {children}
  </div>
);

interface DoneProps {
  store: ImportStore;
  step: Extract<ImportStep, { step: 'done' }>;
  onRejected: () => void;
}

const DoneSheet = ({ store, step, onRejected }: DoneProps) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const { report, totals, undone } = step;
  const undo = async () => {
    const failure = await store.undo();
    if (failure) actions.tell(failure, () => void undo());
  };
  return (
    <Sheet key={undone ? 'undone' : 'done'} title={t(undone ? 'import.undone.title' : 'import.done.title')}>
      <p class="second" role="status">
        {undone
          ? undone.kept > 0
            ? t('import.undone.kept', { n: undone.kept })
            : t('import.undone.text')
          : t('import.done.text', { name: store.file.value?.name ?? '' })}
      </p>
      {!undone && <Counts counts={report} totals={totals} />}
      <div class={styles.actions}>
        {!undone && (
          <ButtonLink tone="primary" href={hashOf({ page: 'customers' })}>
            {t('import.to-customers')}
          </ButtonLink>
        )}
        <Button tone={undone ? 'primary' : 'plain'} onClick={store.reset}>
          {t('import.next')}
        </Button>
        {!undone && (
          <Button icon={RotateCcw} disabled={store.isUndoing.value} onClick={() => void undo()}>
            {t(store.isUndoing.value ? 'import.undoing' : 'import.undo')}
          </Button>
        )}
      </div>
      {!undone && <Findings counts={report} totals={totals} onRejected={onRejected} />}
    </Sheet>
  );
};
