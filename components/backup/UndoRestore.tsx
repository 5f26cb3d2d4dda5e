import { useState } from 'preact/hooks';
import type { RestoreStore } from '../../lib/view/restore-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { IconNode } from '../ui/icons.ts';

/** Goes back to the file as it was before it was restored, after asking. */
export const UndoRestore = ({ store, icon }: { store: RestoreStore; icon: IconNode }) => {
  const { actions, toasts } = useApp();
  const { t } = useTranslator();
  const [isAsking, setAsking] = useState(false);
  const undo = async () => {
    setAsking(false);
    const failure = await store.undo();
    if (failure) actions.tell(failure, () => void undo());
    else toasts.show({ tone: 'info', text: t('restore.undone') });
  };
  return (
    <>
      <Button icon={icon} onClick={() => setAsking(true)}>
        {t('restore.undo')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('restore.undo.ask')}
          closeLabel={t('common.close')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button tone="danger" onClick={() => void undo()}>
                {t('restore.undo')}
              </Button>
            </>
          }
        >
          <p>{t('restore.undo.text')}</p>
        </Dialog>
      )}
    </>
  );
};
