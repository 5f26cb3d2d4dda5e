import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { X } from './icons.ts';

interface Props {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons at the foot, the main one last. */
  actions?: ComponentChildren;
}

/** A modal dialog, open as long as it is rendered. The browser keeps the focus inside and gives it back. */
export const Dialog = ({ title, closeLabel, onClose, children, actions }: Props) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class={styles.inside}>
        <header class={styles.head}>
          <h2 id={id} class={styles.title}>
            {title}
          </h2>
          <IconButton icon={X} label={closeLabel} onClick={onClose} />
        </header>
        <div class={styles.body}>{children}</div>
        {actions && <footer class={styles.foot}>{actions}</footer>}
      </div>
    </dialog>
  );
};
