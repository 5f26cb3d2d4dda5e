import { useTranslator } from '../app/app-context.ts';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkDialogProps } from './bulk-dialog-props.ts';

const REMOVE = { do: 'remove' } as const;

/** All of them with everything that belongs to them; Undo brings them back. */
export const RemoveDialog = (props: BulkDialogProps) => {
  const { t } = useTranslator();
  return (
    <BulkDialog
      {...props}
      title={t('bulk.remove.title', { n: props.count })}
      change={REMOVE}
      tone="danger"
      confirm={() => t('bulk.remove')}
    >
      <p class="second">{t('bulk.remove.text')}</p>
    </BulkDialog>
  );
};
