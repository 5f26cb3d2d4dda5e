import { useState } from 'preact/hooks';
import type { Profile } from '../../lib/domain/profile.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { customerName } from '../customer/customer-name.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Trash2 } from '../ui/icons.ts';

interface Props {
  profile: Profile;
  onDeleted: () => void;
}

/** Deletes a customer after a question; Undo brings everything back. */
export const DeleteCustomer = ({ profile, onDeleted }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [isAsking, setAsking] = useState(false);
  const name = (customerName(profile) ?? t('common.no-name')).slice(0, 100);
  const remove = async () => {
    setAsking(false);
    const answer = await actions.run(
      'customers.remove',
      { customerId: profile.customer.id },
      { done: t('done.customer-removed'), undo: true },
    );
    if (answer.ok) onDeleted();
  };
  return (
    <>
      <Button tone="danger" icon={Trash2} onClick={() => setAsking(true)}>
        {t('customer.delete')}
      </Button>
      {isAsking && (
        <Dialog
          title={t('profile.delete.ask', { name })}
          closeLabel={t('common.close')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button tone="danger" onClick={() => void remove()}>
                {t('customer.delete')}
              </Button>
            </>
          }
        >
          <p>{t('profile.delete.text')}</p>
        </Dialog>
      )}
    </>
  );
};
