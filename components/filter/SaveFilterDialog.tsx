import { useState } from 'preact/hooks';
import type { SavedFilter } from '../../lib/domain/filter.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import { useApp, useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './FilterEditor.module.css';

interface Props {
  list: CustomerListStore;
  /** The one that is changed; absent for a new one. */
  saved?: SavedFilter;
  onClose: () => void;
}

const FORM = 'save-filter';

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
    <Dialog
      title={t(saved ? 'saved.rename.title' : 'saved.save.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" type="submit" form={FORM}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t('saved.name')}
          value={name}
          onValue={setName}
          maxLength={80}
          ref={focusOnMount}
          error={isTried && title === '' ? t('saved.name.need') : undefined}
        />
        {saved && (
          <label class="row">
            <input
              type="checkbox"
              checked={isReplaced}
              onChange={(event) => setReplaced(event.currentTarget.checked)}
            />
            {t('saved.update')}
          </label>
        )}
      </form>
    </Dialog>
  );
};
