import { useId } from 'preact/hooks';
import styles from './Field.module.css';

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** The heading it stands under. */
  readonly group?: string | undefined;
}

interface Props<T extends string> {
  label: string;
  hideLabel?: boolean;
  value: T;
  /** Those of one group one after the other. */
  options: readonly Option<T>[];
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
        {groupsOf(options).map(({ group, options: some }) =>
          group === undefined ? (
            some.map((option) => <Choice key={option.value} {...option} />)
          ) : (
            <optgroup key={group} label={group}>
              {some.map((option) => (
                <Choice key={option.value} {...option} />
              ))}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}

const Choice = ({ value, label }: Option<string>) => <option value={value}>{label}</option>;

function groupsOf<T extends string>(options: readonly Option<T>[]) {
  const groups: { group: string | undefined; options: Option<T>[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.group === option.group) last.options.push(option);
    else groups.push({ group: option.group, options: [option] });
  }
  return groups;
}
