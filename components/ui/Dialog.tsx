import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
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
  /** For what is side by side. */
  isWide?: boolean;
}

/**
 * A modal dialog, open as long as it is rendered. The browser keeps the focus inside and gives it back; it starts on
 * what carries `data-autofocus`, else on the first field, else on the first button at the foot, which changes nothing.
 */
export const Dialog = ({ title, closeLabel, onClose, children, actions, isWide = false }: Props) => {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const firsts = ['[data-autofocus]', 'input, select, textarea', 'footer button'];
    const [first] = firsts.flatMap((one) => element?.querySelector<HTMLElement>(one) ?? []);
    first?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={isWide ? `${styles.dialog} ${styles.wide}` : styles.dialog}
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
