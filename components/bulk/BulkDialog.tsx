import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { joinSentences, whatAndTodo } from '../../lib/i18n/join-sentences.ts';
import type { BulkChange } from '../../lib/messaging/contract.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { WorkBar } from '../app/WorkBar.tsx';
import styles from './BulkDialog.module.css';
import type { BulkDialogProps } from './bulk-dialog-props.ts';
import { WhomList } from './WhomList.tsx';

interface Props extends BulkDialogProps {
  title: string;
  /** What is wished for; absent while it is not yet said whole. */
  change: BulkChange | undefined;
  /** On the button that does it. */
  confirm?: (changing: number) => string;
  tone?: 'primary' | 'danger';
  children?: ComponentChildren;
}

/** A change to many: asks, says before it is done how many it would change, shows how far it is, and can be broken off. */
export const BulkDialog = ({ of, count, bulk, onClose, onDone, title, change, confirm, tone, children }: Props) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const [isTried, setTried] = useState(false);
  const [isOther, setOther] = useState(false);
  const wish = JSON.stringify(change);
  useEffect(() => {
    setTried(false);
    setOther(false);
    void bulk.look(of, change);
  }, [wish, bulk]);
  const preview = bulk.preview.value;
  const running = bulk.running.value;
  const failure = bulk.failure.value;
  const changing = preview?.changing;

  const close = () => {
    bulk.cancel();
    onClose();
  };
  const run = async () => {
    setTried(true);
    if (!change || running || !preview || changing === 0) return;
    setOther(false);
    const done = await bulk.run(of, change);
    if (!done) return;
    if (done === 'other') {
      setOther(true);
      void bulk.look(of, change);
      return;
    }
    if (done === 'cancelled') {
      toasts.show({ tone: 'info', text: t('bulk.cancelled') });
      return;
    }
    onDone();
    toasts.show({
      tone: 'info',
      text: t(`bulk.done.${change.do}`, { n: done.changed }),
      ...(done.changed > 0 ? { action: { label: t('common.undo'), run: () => void actions.undo(done.actionId) } } : {}),
    });
  };
  const say = (n: number) => confirm?.(n) ?? t('bulk.change', { n });
  return (
    <FormDialog
      title={title}
      submit={running ? undefined : say(changing ?? count)}
      tone={tone ?? 'primary'}
      isDisabled={!change || !changing}
      onSubmit={() => void run()}
      onClose={close}
    >
      {children}
      {running ? (
        <WorkBar
          label={title}
          measure={running}
          figures={[
            t('bulk.running', { done: running.done, n: running.total || count }),
            running.perSecond === undefined ? undefined : t('work.rate.customers', { n: running.perSecond }),
          ]}
        />
      ) : (
        <p role="status" class="second num">
          {change && previewText(t, preview, change.do === 'remove')}
        </p>
      )}
      {change && preview && !running && preview.people.length > 0 && (
        <WhomList preview={preview} isRemoval={change.do === 'remove'} onMore={() => void bulk.lookOn(of, change)} />
      )}
      {isOther && (
        <p role="alert" class={styles.bad}>
          {t('bulk.stale')}
        </p>
      )}
      {failure && (isTried || change) && (
        <p role="alert" class={styles.bad}>
          {whatAndTodo(t(`failure.${failure.type}`), t(`failure.${failure.type}.todo`))}
        </p>
      )}
    </FormDialog>
  );
};

function previewText(
  t: ReturnType<typeof useTranslator>['t'],
  preview: { readonly customers: number; readonly changing: number } | undefined,
  isRemoval: boolean,
): string {
  if (!preview) return t('bulk.counting');
  const { customers, changing } = preview;
  if (changing === 0) return t('bulk.preview.none');
  const same = customers - changing;
  const whole = t(isRemoval ? 'bulk.preview.remove' : 'bulk.preview', { n: changing, total: customers });
  return same > 0 ? joinSentences(whole, t('bulk.preview.same', { n: same })) : whole;
}
