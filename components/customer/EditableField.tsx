import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Clip } from '../ui/Clip.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Pencil } from '../ui/icons.ts';
import { Select } from '../ui/Select.tsx';
import styles from './EditableField.module.css';

interface Props {
  label: string;
  value: string;
  /** How the value reads; the value itself without it. */
  shown?: string;
  /** Where the value comes from. */
  source?: string | undefined;
  /** What else is known of it. */
  beside?: ComponentChildren;
  kind?: 'text' | 'long' | 'date';
  /** For a choice of a few; the empty value stands for "not filled in". */
  options?: readonly { readonly value: string; readonly label: string }[];
  /** Saves; an empty string clears. */
  onSave: (value: string) => void;
}

/** A value with its source, edited in place. Leaving the field saves it; Escape puts the old value back. */
export const EditableField = ({
  label,
  value,
  shown = value,
  source,
  beside,
  kind = 'text',
  options,
  onSave,
}: Props) => {
  const { t } = useTranslator();
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const isEditing = draft !== undefined;
  // What is typed is kept even if the field goes away under the hands, as when the page turns to someone else.
  const latest = useRef({ draft, value, onSave });
  latest.current = { draft, value, onSave };
  const save = () => {
    const { draft: typed, value: before, onSave: keep } = latest.current;
    latest.current = { ...latest.current, draft: undefined };
    if (typed !== undefined && typed.trim() !== before) keep(typed.trim());
    setDraft(undefined);
  };
  useEffect(() => () => save(), []);
  const finish = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (kind !== 'long' || event.ctrlKey || event.metaKey)) save();
    else if (event.key === 'Escape') {
      latest.current = { ...latest.current, draft: undefined };
      setDraft(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() => button.current?.focus());
  };

  const control = { label, hideLabel: true, onValue: setDraft };
  return (
    <div class={styles.row}>
      <dt class={styles.label}>{label}</dt>
      <dd class={styles.content}>
        {isEditing && options && (
          <div role="none" onBlurCapture={save} onKeyDown={finish} ref={focusControl}>
            <Select {...control} value={draft} options={options} />
          </div>
        )}
        {isEditing && !options && kind === 'long' && (
          <Field {...control} multiline value={draft} onBlur={save} onKeyDown={finish} ref={focusOnMount} />
        )}
        {isEditing && !options && kind !== 'long' && (
          <Field
            {...control}
            type={kind}
            value={draft}
            maxLength={500}
            onBlur={save}
            onKeyDown={finish}
            ref={focusOnMount}
          />
        )}
        {!isEditing && (
          <div class={styles.value}>
            {value === '' ? <span class="muted">{t('common.none')}</span> : <Clip text={shown} lines={3} />}
            <button
              ref={button}
              type="button"
              class={styles.edit}
              aria-label={t('common.edit-one', { what: label })}
              title={t('common.edit')}
              onClick={() => setDraft(value)}
            >
              <Icon of={Pencil} size={14} />
            </button>
          </div>
        )}
        {source && <div class={styles.source}>{source}</div>}
        {beside}
      </dd>
    </div>
  );
};

const focusControl = (element: HTMLElement | null): void => element?.querySelector('select')?.focus();
