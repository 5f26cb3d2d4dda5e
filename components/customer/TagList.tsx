import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useTranslator } from '../app/app-context.ts';
import { focusOnMount } from '../app/focus.ts';
import { Icon } from '../ui/Icon.tsx';
import { Plus, X } from '../ui/icons.ts';
import styles from './TagList.module.css';

interface Props {
  tags: readonly string[];
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
  /** Marks that stand before the tags and cannot be taken off. */
  marks?: ComponentChildren;
  /** Opens ready to type a tag. */
  startsAdding?: boolean;
  /** The field for a new tag was left. */
  onLeave?: () => void;
}

const SHOWN_CHARS = 60;

/** Tags that can be taken off and added in place. */
export const TagList = ({ tags, onAdd, onRemove, marks, startsAdding = false, onLeave }: Props) => {
  const { t } = useTranslator();
  const [isAdding, setAdding] = useState(startsAdding);
  // Taking the field away blurs it: what was entered once is not entered again.
  const isLeft = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const done = (tag: string) => {
    if (isLeft.current) return;
    isLeft.current = true;
    if (tag.trim() !== '') onAdd(tag.trim().slice(0, 500));
    setAdding(false);
    onLeave?.();
  };
  return (
    <div class={styles.tags}>
      {marks}
      {tags.length > 0 && (
        <ul class={styles.list} aria-label={t('tag.list')}>
          {tags.map((tag) => (
            <li key={tag} class={styles.tag}>
              <bdi class={styles.text} title={tag.slice(0, 500)}>
                {tag.slice(0, SHOWN_CHARS)}
              </bdi>
              <button
                type="button"
                class={styles.remove}
                aria-label={t('common.remove-one', { what: tag.slice(0, SHOWN_CHARS) })}
                onClick={() => onRemove(tag)}
              >
                <Icon of={X} size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <input
          class={styles.input}
          aria-label={t('tag.new')}
          placeholder={t('tag.new')}
          maxLength={100}
          dir="auto"
          ref={focusOnMount}
          onBlur={(event) => done(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            if (event.key === 'Enter') done(event.currentTarget.value);
            else if (event.key === 'Escape') done('');
            else return;
            event.preventDefault();
            requestAnimationFrame(() => button.current?.focus());
          }}
        />
      ) : (
        <button
          ref={button}
          type="button"
          class={styles.add}
          onClick={() => {
            isLeft.current = false;
            setAdding(true);
          }}
        >
          <Icon of={Plus} size={12} />
          {t('tag.add')}
        </button>
      )}
    </div>
  );
};
