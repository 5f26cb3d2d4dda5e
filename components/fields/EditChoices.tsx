import { useId, useRef } from 'preact/hooks';
import { CHOICES_MAX } from '../../lib/domain/custom-field.ts';
import { useTranslator } from '../app/app-context.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { ArrowDown, ArrowUp, Plus, X } from '../ui/icons.ts';
import styles from './FieldsSettings.module.css';

export interface DraftChoice {
  /** Tells the lines apart while they are edited. */
  readonly key: string;
  /** Absent for one that is yet to be made. */
  readonly id: string | undefined;
  readonly label: string;
}

interface Props {
  choices: readonly DraftChoice[];
  error: string | undefined;
  onChange: (choices: readonly DraftChoice[]) => void;
}

/** The choices of a field, a line each: named, put in order, taken out. Enter goes on to the next line. */
export const EditChoices = ({ choices, error, onChange }: Props) => {
  const { t } = useTranslator();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const count = useRef(0);
  const add = () => {
    count.current += 1;
    onChange([...choices, { key: `new ${count.current}`, id: undefined, label: '' }]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
  };
  const move = (from: number, to: number) => {
    const [moved] = choices.slice(from, from + 1);
    const rest = choices.filter((_, place) => place !== from);
    if (moved) onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend class={styles.legend}>{t('fields.choices')}</legend>
      <ul class={styles.choices} ref={list}>
        {choices.map(({ key, label }, place) => {
          const name = label.trim() || t('fields.choice.name', { n: place + 1 });
          return (
            <li key={key} class={styles.choice}>
              <Field
                label={t('fields.choice.name', { n: place + 1 })}
                hideLabel
                value={label}
                maxLength={200}
                onValue={(next) => onChange(choices.map((one) => (one.key === key ? { ...one, label: next } : one)))}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || event.isComposing) return;
                  event.preventDefault();
                  if (place === choices.length - 1 && label.trim() !== '') add();
                  else list.current?.querySelectorAll('input')[place + 1]?.focus();
                }}
              />
              <IconButton
                icon={ArrowUp}
                label={t('fields.choice.up', { name })}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('fields.choice.down', { name })}
                disabled={place === choices.length - 1}
                onClick={() => move(place, place + 1)}
              />
              <IconButton
                icon={X}
                label={t('fields.choice.remove', { name })}
                onClick={() => onChange(choices.filter((one) => one.key !== key))}
              />
            </li>
          );
        })}
      </ul>
      {error && (
        <p role="alert" class={styles.error}>
          {error}
        </p>
      )}
      <p id={`${id}-hint`} class={styles.hint}>
        {t('fields.choices.hint')}
      </p>
      {choices.length < CHOICES_MAX && (
        <Button tone="ghost" icon={Plus} onClick={add}>
          {t('fields.choice.add')}
        </Button>
      )}
    </fieldset>
  );
};
