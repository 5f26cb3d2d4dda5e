import { useState } from 'preact/hooks';
import type { BulkStore } from '../../lib/view/bulk-store.ts';
import type { ExportStore } from '../../lib/view/export-store.ts';
import type { FiltersStore } from '../../lib/view/filters-store.ts';
import type { SelectionStore } from '../../lib/view/selection-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button } from '../ui/Button.tsx';
import { type BulkAction, bulkActions } from './bulk-actions.ts';
import styles from './SelectionBar.module.css';

interface Props {
  selection: SelectionStore;
  /** How many match the filter. */
  total: number;
  /** At least so many do. */
  isCut: boolean;
  bulk: BulkStore;
  filters: FiltersStore;
  exports: ExportStore;
  saveFile: (file: Blob, name: string) => void;
  timeZone: string;
}

/** How many are chosen, and what can be done with them. */
export const SelectionBar = ({ selection, total, isCut, ...rest }: Props) => {
  const { t } = useTranslator();
  const [open, setOpen] = useState<BulkAction>();
  const count = selection.count.value;
  const Dialog = open?.Dialog;
  return (
    <section class={styles.bar} aria-label={t('select.bar')}>
      <span class={styles.count} role="status">
        {t(selection.isCut.value ? 'select.count.least' : 'select.count', { n: count })}
      </span>
      {!selection.isAll.value && count < total && (
        <Button tone="ghost" onClick={selection.all}>
          {isCut ? t('select.every.least') : t('select.every', { n: total })}
        </Button>
      )}
      <Button tone="ghost" onClick={selection.clear}>
        {t('select.clear')}
      </Button>
      <span class={styles.actions}>
        {bulkActions.map((action) => (
          <Button
            key={action.id}
            icon={action.icon}
            tone={action.tone}
            disabled={count < action.least}
            onClick={() => setOpen(action)}
          >
            {t(`bulk.${action.id}`)}
          </Button>
        ))}
      </span>
      {Dialog && (
        <Dialog
          {...rest}
          of={selection.of()}
          count={count}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            selection.clear();
          }}
        />
      )}
    </section>
  );
};
