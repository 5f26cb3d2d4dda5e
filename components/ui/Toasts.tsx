import { Button, IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { CircleAlert, X } from './icons.ts';
import styles from './Toasts.module.css';

interface ToastItem {
  readonly id: number;
  readonly text: string;
  readonly todo?: string;
  readonly tone: 'info' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Props {
  label: string;
  dismissLabel: string;
  toasts: readonly ToastItem[];
  onDismiss: (id: number) => void;
  /** The pointer or the focus came or went: nothing leaves meanwhile. */
  onHold: () => void;
  onRelease: () => void;
}

/** Short words about what happened, read out politely; bad news at once. */
export const Toasts = ({ label, dismissLabel, toasts, onDismiss, onHold, onRelease }: Props) => {
  const draw = (toast: ToastItem) => (
    <div key={toast.id} class={`${styles.toast} ${styles[toast.tone]}`}>
      {toast.tone === 'bad' && <Icon of={CircleAlert} />}
      <p class={styles.text}>
        <strong class={styles.title}>{toast.text}</strong>
        {toast.todo && <span>{toast.todo}</span>}
      </p>
      {toast.action && (
        <Button
          tone="ghost"
          onClick={() => {
            toast.action?.run();
            onDismiss(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={X} label={dismissLabel} onClick={() => onDismiss(toast.id)} />
    </div>
  );
  return (
    <section
      class={styles.stack}
      aria-label={label}
      onMouseEnter={onHold}
      onMouseLeave={onRelease}
      onFocusCapture={onHold}
      onBlurCapture={onRelease}
    >
      <div role="status">{toasts.filter((toast) => toast.tone === 'info').map(draw)}</div>
      <div role="alert">{toasts.filter((toast) => toast.tone === 'bad').map(draw)}</div>
    </section>
  );
};
