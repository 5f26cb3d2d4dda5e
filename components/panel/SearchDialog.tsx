import type { CustomerId } from '../../lib/domain/ids.ts';
import { useTranslator } from '../app/app-context.ts';
import { CustomerSearch } from '../page/CustomerSearch.tsx';
import { Dialog } from '../ui/Dialog.tsx';

export interface SearchDialogProps {
  onChoose: (customerId: CustomerId) => void;
  onClose: () => void;
}

/** Looks a customer up by hand. */
export const SearchDialog = ({ onChoose, onClose }: SearchDialogProps) => {
  const { t } = useTranslator();
  return (
    <Dialog title={t('search.label')} closeLabel={t('common.close')} onClose={onClose}>
      <CustomerSearch
        isFocused
        onChoose={(customerId) => {
          onClose();
          onChoose(customerId);
        }}
      />
    </Dialog>
  );
};
