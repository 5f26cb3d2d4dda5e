import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { type CustomValue, isSameValue, readCustomValue, typedText } from '../../lib/domain/custom-value.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import { useTranslator } from '../app/app-context.ts';
import styles from '../customer/EditableField.module.css';
import { Clip } from '../ui/Clip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Pencil } from '../ui/icons.ts';
import { FieldInput } from './FieldInput.tsx';
import own from './FieldRow.module.css';

interface Props {
  field: CustomField;
  value: CustomValue | undefined;
  /** Where the value comes from, and until when it is kept. */
  source: string;
  /** What stands beside the value. */
  beside?: ComponentChildren;
  /** `null` clears. */
  onSave: (value: CustomValue | null) => void;
}

/**
 * A custom field's value, edited in place. Leaving it saves; what the field cannot hold stays to be put right, with a
 * word why; Escape puts the old value back.
 */
export const FieldRow = ({ field, value, source, beside, onSave }: Props) => {
  const translator = useTranslator();
  const { t } = translator;
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const isEditing = draft !== undefined;
  const read = isEditing ? readCustomValue(field, draft) : undefined;
  const [isTold, setTold] = useState(false);
  const error = isTold && read?.ok === false ? t(`fields.value.${read.error.type}`) : undefined;
  // What is typed is kept even if the field goes away under the hands, as when the page turns to someone else.
  const latest = useRef({ draft, field, value, onSave });
  latest.current = { draft, field, value, onSave };
  /** Whether the editing is over. */
  const finish = (): boolean => {
    const { draft: typed, field: of, value: before, onSave: keep } = latest.current;
    if (typed === undefined) return true;
    const next = readCustomValue(of, typed);
    if (!next.ok) return false;
    latest.current = { ...latest.current, draft: undefined };
    if (!isSameValue(next.value, before)) keep(next.value);
    return true;
  };
  useEffect(() => () => void finish(), []);
  const close = () => {
    setDraft(undefined);
    setTold(false);
  };
  const save = () => {
    if (finish()) close();
    else setTold(true);
  };
  // A press elsewhere ends the editing once it is over: what is pressed must not move away under the finger.
  const isPressed = useRef(false);
  useEffect(() => {
    if (!isEditing) return undefined;
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    const onDown = (event: PointerEvent) => {
      isPressed.current = !editor.current?.contains(event.target as Node | null);
    };
    const onUp = () => {
      if (isPressed.current) setTimeout(() => saveNow.current());
      isPressed.current = false;
    };
    document.addEventListener('pointerdown', onDown, options);
    document.addEventListener('pointerup', onUp, options);
    document.addEventListener('pointercancel', onUp, options);
    return () => stop.abort();
  }, [isEditing]);
  const saveNow = useRef(save);
  saveNow.current = save;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      latest.current = { ...latest.current, draft: undefined };
      close();
    } else if (event.key === 'Enter' && (event.target as HTMLElement).tagName !== 'TEXTAREA') {
      if (!finish()) {
        setTold(true);
        event.preventDefault();
        return;
      }
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() => button.current?.focus());
  };
  const shown = value === undefined ? '' : customText(field, value, translator);
  return (
    <div class={styles.row}>
      <dt class={styles.label} title={field.purpose}>
        {field.name}
        {field.archived && <span class={own.archived}> · {t('fields.archived')}</span>}
      </dt>
      <dd class={styles.content}>
        {isEditing ? (
          // Elements of their own: the button that goes would take the focus with it out of one that they shared.
          <div
            key="edit"
            role="none"
            ref={editor}
            onKeyDown={onKeyDown}
            onMouseDown={(event) => {
              // A press on the words of a choice must not take the focus away, which would end the editing.
              if (!(event.target as HTMLElement).matches('input, textarea, select')) event.preventDefault();
            }}
            onFocusOut={(event) => {
              const isLeft = !editor.current?.contains(event.relatedTarget as Node | null);
              if (isLeft && !isPressed.current) save();
            }}
          >
            <FieldInput field={field} value={draft} error={error} onValue={setDraft} />
          </div>
        ) : (
          <div key="show" class={styles.value}>
            {value === undefined ? (
              <span class="muted">{t('fields.value.none')}</span>
            ) : field.kind === 'link' && isAddress(value) ? (
              <a class={own.link} href={value} target="_blank" rel="noopener noreferrer">
                <bdi>{value.replace(/^https?:\/\//, '')}</bdi>
              </a>
            ) : (
              <Clip text={shown} lines={3} />
            )}
            <button
              ref={button}
              type="button"
              class={styles.edit}
              aria-label={t('fields.value.edit', { name: field.name })}
              title={t('common.edit')}
              onClick={() => setDraft(typedText(value))}
            >
              <Icon of={Pencil} size={14} />
            </button>
          </div>
        )}
        {beside}
        {source && !isEditing && <div class={styles.source}>{source}</div>}
        {field.purpose && isEditing && <div class={styles.source}>{field.purpose}</div>}
      </dd>
    </div>
  );
};

/** What another browser wrote is looked at once more: nothing but an address is ever followed. */
const isAddress = (value: CustomValue): value is string =>
  typeof value === 'string' && /^(https?:\/\/|mailto:|tel:)/i.test(value);
