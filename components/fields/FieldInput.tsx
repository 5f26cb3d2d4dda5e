import type { CustomField } from '../../lib/domain/custom-field.ts';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './FieldRow.module.css';

interface Props {
  field: CustomField;
  /** As typed; choices as their ids apart by commas. */
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
}

/** Where a custom field's value is typed or chosen, after its kind. It takes the focus. */
export const FieldInput = ({ field, value, error, onValue }: Props) => {
  const { t } = useTranslator();
  const { name, kind, choices } = field;
  const shared = { label: name, hideLabel: true, value, onValue };
  const nothing = { value: '', label: t('fields.value.none') };
  const chosen = value.split(',').filter((id) => id !== '');
  // One that is offered no longer is there only for whoever has it.
  const offered = choices.filter(({ id, archived }) => !archived || chosen.includes(id));
  if (kind === 'yesno') {
    const options = [nothing, { value: 'yes', label: t('value.yes') }, { value: 'no', label: t('value.no') }];
    return (
      <div ref={focusFirst}>
        <Select {...shared} options={options} />
      </div>
    );
  }
  if (kind === 'choice') {
    return (
      <div ref={focusFirst}>
        <Select {...shared} options={[nothing, ...offered.map(({ id, label }) => ({ value: id, label }))]} />
      </div>
    );
  }
  if (kind === 'choices') {
    const toggle = (id: string, isOn: boolean) =>
      onValue((isOn ? [...chosen, id] : chosen.filter((other) => other !== id)).join(','));
    return (
      <fieldset class={styles.choices} ref={focusFirst}>
        <legend class="sr-only">{name}</legend>
        {offered.map(({ id, label }) => (
          <label key={id} class={styles.choice}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  if (kind === 'text')
    return <Field {...shared} multiline rows={2} maxLength={2000} error={error} ref={focusOnMount} />;
  return (
    <Field
      {...shared}
      type={kind === 'date' ? 'date' : kind === 'link' ? 'url' : 'text'}
      inputMode={kind === 'number' || kind === 'money' ? 'decimal' : undefined}
      maxLength={2000}
      error={error}
      ref={focusOnMount}
    />
  );
};

const focusFirst = (element: HTMLElement | null): void => element?.querySelector<HTMLElement>('select, input')?.focus();
