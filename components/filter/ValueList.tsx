import { useId, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { Field } from '../ui/Field.tsx';
import styles from './FilterEditor.module.css';

interface Props {
  options: readonly { readonly value: string; readonly label: string; readonly count: number | undefined }[];
  chosen: readonly string[];
  onChosen: (values: string[]) => void;
  error: string | undefined;
}

/** More than these are easier found than read through. */
const FEW = 12;

/** Some of many values. */
export const ValueList = ({ options, chosen, onChosen, error }: Props) => {
  const { t, number } = useTranslator();
  const [text, setText] = useState('');
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const shown = options.filter(({ label }) => label.toLowerCase().includes(wanted));
  const toggle = (value: string) =>
    onChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <div class={styles.values}>
      {options.length > FEW && (
        <Field label={t('filter.values.find')} type="search" value={text} onValue={setText} maxLength={100} />
      )}
      <fieldset aria-describedby={error ? id : undefined}>
        <legend class={styles.legend}>{t('filter.values')}</legend>
        {shown.length === 0 ? (
          <p class="muted">{t('filter.values.none')}</p>
        ) : (
          <div class={styles.list}>
            {shown.map(({ value, label, count }) => (
              <label key={value} class={styles.value}>
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
                <bdi class={styles.label}>{label}</bdi>
                {count !== undefined && <span class={styles.count}>{number(count)}</span>}
              </label>
            ))}
          </div>
        )}
      </fieldset>
      {error && (
        <p id={id} class={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  );
};
