import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Field.module.css';

interface Shared {
  label: string;
  /** The label is read out but not seen, where its place says it. */
  hideLabel?: boolean;
  value: string;
  onValue: (value: string) => void;
  /** What is wrong and how to put it right. */
  error?: string | undefined;
  hint?: string | undefined;
}

type InputProps = Shared & { multiline?: false; ref?: Ref<HTMLInputElement> } & Omit<
    InputHTMLAttributes,
    'value' | 'label' | 'class' | 'id'
  >;
type AreaProps = Shared & { multiline: true; ref?: Ref<HTMLTextAreaElement> } & Omit<
    TextareaHTMLAttributes,
    'value' | 'label' | 'class' | 'id'
  >;

/** A labelled text field, of one line or several. */
export const Field = ({
  label,
  hideLabel = false,
  value,
  onValue,
  error,
  hint,
  multiline,
  ...rest
}: InputProps | AreaProps) => {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const shared = {
    id,
    class: styles.control,
    value,
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
    dir: 'auto' as const,
    ...(error ? { 'aria-invalid': true } : {}),
    ...(described ? { 'aria-describedby': described } : {}),
  };
  return (
    <div class={styles.field}>
      <label for={id} class={hideLabel ? 'sr-only' : styles.label}>
        {label}
      </label>
      {multiline ? (
        <textarea {...(rest as TextareaHTMLAttributes)} {...shared} />
      ) : (
        <input type="text" autocomplete="off" {...(rest as InputHTMLAttributes)} {...shared} />
      )}
      {error && (
        <p id={`${id}-error`} class={styles.error}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} class={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
};
