import { useId } from 'preact/hooks';
import styles from './Field.module.css';

interface Props<T extends string> {
  label: string;
  hideLabel?: boolean;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onValue: (value: T) => void;
  disabled?: boolean;
}

/** A labelled choice of a few. */
export function Select<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onValue,
  disabled = false,
}: Props<T>) {
  const id = useId();
  return (
    <div class={styles.field}>
      <label for={id} class={hideLabel ? 'sr-only' : styles.label}>
        {label}
      </label>
      <select
        id={id}
        disabled={disabled}
        class={styles.control}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onValue(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
