import { useEffect, useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** Deletes a field after saying how many values are hidden with it; archiving stands beside it. */
export const DeleteField = ({ field, onClose }: { field: CustomField; onClose: () => void }) => {
  const { actions, background } = useApp();
  const { t } = useTranslator();
  const [customers, setCustomers] = useState<number>();
  const { id, name } = field;
  useEffect(() => {
    let isCurrent = true;
    void background.call('fields.usage', { fieldId: id }).then((answer) => {
      if (isCurrent && answer.ok) setCustomers(answer.value.customers);
    });
    return () => {
      isCurrent = false;
    };
  }, [background, id]);
  const run = async (isArchiving: boolean) => {
    onClose();
    if (isArchiving)
      await actions.run(
        'fields.update',
        { fieldId: id, archived: true },
        { done: t('done.field-archived', { name }), undo: true },
      );
    else await actions.run('fields.remove', { fieldId: id }, { done: t('done.field-deleted', { name }), undo: true });
  };
  return (
    <Dialog
      title={t('fields.delete.ask', { name })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {!field.archived && <Button onClick={() => void run(true)}>{t('fields.archive')}</Button>}
          <Button tone="danger" onClick={() => void run(false)}>
            {t('fields.delete')}
          </Button>
        </>
      }
    >
      <p role="status">
        {customers === undefined
          ? t('common.loading')
          : customers === 0
            ? t('fields.delete.none')
            : t('fields.delete.some', { n: customers })}
      </p>
      {!field.archived && customers !== 0 && <p class="second">{t('fields.delete.archive')}</p>}
    </Dialog>
  );
};
