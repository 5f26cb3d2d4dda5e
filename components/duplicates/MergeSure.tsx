import { useState } from 'preact/hooks';
import { whatAndTodo } from '../../lib/i18n/join-sentences.ts';
import type { DuplicatesStore } from '../../lib/view/duplicates-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { WorkBar } from '../app/WorkBar.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Merge } from '../ui/icons.ts';
import styles from './DuplicatesPanel.module.css';

/** Merges every group of which nothing is in doubt: one question, one action, with its progress and a way out. */
export const MergeSure = ({ store }: { store: DuplicatesStore }) => {
  const { t } = useTranslator();
  const [isAsking, setAsking] = useState(false);
  const sure = store.groups.value.filter(({ certainty }) => certainty === 'sure');
  if (sure.length === 0 && !isAsking) return null;
  return (
    <>
      {sure.length > 0 && (
        <Button tone="primary" icon={Merge} onClick={() => setAsking(true)}>
          {t('duplicates.merge-sure', { n: sure.length })}
        </Button>
      )}
      {isAsking && <MergeDialog store={store} sure={sure} onClose={() => setAsking(false)} />}
    </>
  );
};

interface Props {
  store: DuplicatesStore;
  sure: DuplicatesStore['groups']['value'];
  onClose: () => void;
}

const MergeDialog = ({ store: { merging }, sure, onClose }: Props) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  // Of what was asked for: while it is done the groups leave the page.
  const [groups] = useState(sure);
  const running = merging.running.value;
  const failure = merging.failure.value;
  const records = groups.reduce((sum, { ids }) => sum + ids.length - 1, 0);
  const close = () => {
    merging.cancel();
    merging.forget();
    onClose();
  };
  const merge = async () => {
    const done = await merging.run('merges.join', { groups: groups.map(({ ids }) => [...ids]) });
    if (!done) return;
    if (done === 'cancelled') {
      toasts.show({ tone: 'info', text: whatAndTodo(t('failure.cancelled'), t('failure.cancelled.todo')) });
      return;
    }
    onClose();
    toasts.show({
      tone: 'info',
      text: t('done.merged', { n: done.merged }),
      action: { label: t('common.undo'), run: () => void actions.undo(done.actionId) },
    });
  };
  return (
    <Dialog
      title={t('duplicates.merge-sure.ask', { n: groups.length })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          {!running && (
            <Button tone="primary" data-autofocus onClick={() => void merge()}>
              {failure ? t('common.retry') : t('duplicates.merge')}
            </Button>
          )}
        </>
      }
    >
      {running ? (
        <WorkBar
          label={t('duplicates.merging')}
          measure={running}
          figures={[
            running.total > 0 ? t('duplicates.merging.progress', { done: running.done, n: running.total }) : undefined,
            running.perSecond === undefined ? undefined : t('work.rate.records', { n: running.perSecond }),
          ]}
          hint={t('duplicates.merging.text')}
        />
      ) : (
        <p>{t('duplicates.merge-sure.text', { n: records })}</p>
      )}
      {failure && (
        <p role="alert" class={styles.bad}>
          {whatAndTodo(t(`failure.${failure.type}`), t(`failure.${failure.type}.todo`))}
        </p>
      )}
    </Dialog>
  );
};
