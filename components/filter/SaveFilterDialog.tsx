import { useState } from 'preact/hooks';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { FormDialog } from '../app/FormDialog.tsx';
import { Field } from '../ui/Field.tsx';

interface Props {
  list: CustomerListStore;
  /** The one that is changed; absent for a new one. */
  saved?: SavedFilter;
  onClose: () => void;
}

/** Gives what the list shows a name, or a saved filter another name or content. */
export const SaveFilterDialog = ({ list, saved, onClose }: Props) => {
  const { actions } = useApp();
  const { t } = useTranslator();
  const [name, setName] = useState(saved?.name ?? '');
  const [isReplaced, setReplaced] = useState(false);
  const [isTried, setTried] = useState(false);
  const title = name.trim();
  const save = async () => {
    setTried(true);
    if (title === '') return;
    const shown = { filter: list.filter.peek(), sort: list.sort.peek(), descending: list.descending.peek() };
    const kept =
      saved && !isReplaced ? { filter: saved.filter, sort: saved.sort, descending: saved.descending } : shown;
    onClose();
    await actions.run(
      'filters.save',
      { ...kept, name: title, ...(saved ? { id: saved.id } : {}) },
      { done: t('saved.saved', { name: title }), undo: true },
    );
  };
  return (
    <FormDialog
      title={t(saved ? 'saved.rename.title' : 'saved.save.title')}
      submit={t('common.save')}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <Field
        label={t('saved.name')}
        value={name}
        onValue={setName}
        maxLength={80}
        error={isTried && title === '' ? t('saved.name.need') : undefined}
      />
      {saved && (
        <label class="row">
          <input type="checkbox" checked={isReplaced} onChange={(event) => setReplaced(event.currentTarget.checked)} />
          {t('saved.update')}
        </label>
      )}
    </FormDialog>
  );
};
