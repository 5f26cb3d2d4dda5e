import styles from './CustomerTable.module.css';

interface Props {
  label: string;
  isOn: boolean;
  /** Some of what it stands for, not all. */
  isPart?: boolean;
  /** @param isRange pressed with Shift */
  onPick: (isRange: boolean) => void;
  tabIndex?: number;
}

/** A box that chooses a row, or all of them; the whole of its cell counts. */
export const SelectBox = ({ label, isOn, isPart = false, onPick, tabIndex = 0 }: Props) => (
  <label class={styles.box}>
    <span class="sr-only">{label}</span>
    <input
      type="checkbox"
      checked={isOn}
      indeterminate={isPart}
      tabIndex={tabIndex}
      onClick={(event) => onPick(event.shiftKey)}
    />
  </label>
);
