import { useId } from 'preact/hooks';
import styles from './Switch.module.css';

interface Props {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Something that is on or off, at once. */
export const Switch = ({ label, hint, checked, onChange }: Props) => {
  const id = useId();
  return (
    <div class={styles.row}>
      <div class="grow">
        <label for={id} class={styles.label}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} class={styles.hint}>
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class={styles.switch}
        checked={checked}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
};
