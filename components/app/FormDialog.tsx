import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useTranslator } from './app-context.ts';
import styles from './FormDialog.module.css';

interface Props {
  title: string;
  /** On the button that sends the form; absent while there is nothing to do but cancel. */
  submit: string | undefined;
  tone?: 'primary' | 'danger';
  isDisabled?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog that asks for something: sent by its button or the enter key. What is wrong the fields say themselves. */
export const FormDialog = ({ title, submit, tone = 'primary', isDisabled, onSubmit, onClose, children }: Props) => {
  const { t } = useTranslator();
  const id = useId();
  return (
    <Dialog
      title={title}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {submit !== undefined && (
            <Button tone={tone} type="submit" form={id} disabled={isDisabled}>
              {submit}
            </Button>
          )}
        </>
      }
    >
      <form
        id={id}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
};
