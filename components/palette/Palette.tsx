import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { findCommands } from '../../lib/view/palette-match.ts';
import { createPaletteStore } from '../../lib/view/palette-store.ts';
import { useApp } from '../app/app-context.ts';
import { FailureState } from '../app/FailureState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Search } from '../ui/icons.ts';
import styles from './Palette.module.css';
import { CommandOption, CustomerOption } from './PaletteOption.tsx';
import type { PaletteCommand } from './palette-command.ts';

interface Props {
  /** The palette's own texts. */
  t: Translate;
  commands: readonly PaletteCommand[];
  onOpen: (customerId: CustomerId) => void;
  onClose: () => void;
}

interface Entry {
  readonly id: string;
  readonly run: () => void;
}

/**
 * One field for everything: people while one types, and what can be done. The field keeps the focus; arrows, Home and End
 * go through the list (WAI-ARIA combobox with a listbox), Enter does it, Escape gives the focus back.
 */
export const Palette = ({ t, commands, onOpen, onClose }: Props) => {
  const { background, clock } = useApp();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [end] = useState(() => new AbortController());
  const [store] = useState(() => createPaletteStore(background, clock, end.signal));
  /** What the arrows chose; absent for the first there is. */
  const [chosen, setChosen] = useState<string>();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector('input')?.focus();
    return () => {
      end.abort();
      element?.close();
      // The browser gives the focus back, but a text field without its caret: what is typed next would be lost.
      if (before instanceof HTMLElement && document.activeElement === before) {
        before.blur();
        before.focus();
      }
    };
  }, [end]);

  const text = store.text.value;
  const isEmpty = text.trim() === '';
  const customers = store.customers.value;
  const isAnswered = store.isAnswered.value;
  const found = useMemo(() => findCommands(commands, text), [commands, text]);
  const act = (run: () => void) => () => {
    onClose();
    run();
  };
  const entries: Entry[] = [
    ...customers.map(({ customer }) => ({ id: customer.id, run: act(() => onOpen(customer.id)) })),
    ...found.map(({ command }) => ({ id: command.id, run: act(command.run) })),
  ];
  const at = Math.max(
    0,
    entries.findIndex((entry) => entry.id === chosen),
  );
  const active = entries[at];
  const optionId = (of: string) => `${id}-${of}`;
  const activeId = active && optionId(active.id);
  useLayoutEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  // Enter means the first answer to what was typed, not to what was typed before: it waits for it.
  const isEntered = useRef(false);
  useLayoutEffect(() => {
    if (!isAnswered || !isEntered.current) return;
    isEntered.current = false;
    active?.run();
  });
  const enter = () => {
    if (isAnswered || chosen !== undefined) active?.run();
    else isEntered.current = true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // The palette has every key while it is open; what is being composed belongs to the input method.
    event.stopPropagation();
    if (event.isComposing) return;
    const last = entries.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (event.key === 'Enter') enter();
    else if (next !== undefined && !event.shiftKey) setChosen(entries[next]?.id);
    else if (event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
  };
  const option = (of: string, run: () => void) => ({
    id: optionId(of),
    isActive: active?.id === of,
    onChoose: run,
    onPoint: () => setChosen(of),
  });
  const failure = store.failure.value;
  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={onKeyDown}
    >
      <div class={styles.inside}>
        <div class={styles.field}>
          <Icon of={Search} />
          <input
            class={styles.input}
            type="text"
            role="combobox"
            aria-label={t('palette.placeholder')}
            aria-autocomplete="list"
            aria-expanded={entries.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={activeId}
            placeholder={t('palette.placeholder')}
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            dir="auto"
            value={text}
            onInput={(event) => {
              setChosen(undefined);
              isEntered.current = false;
              store.type(event.currentTarget.value);
            }}
          />
        </div>
        <div>
          <p role="status" class={entries.length === 0 || store.slow.value ? styles.say : 'sr-only'}>
            {statusOf(t, { text, count: entries.length, isAnswered, isSlow: store.slow.value })}
          </p>
          {failure && <FailureState failure={failure} onRetry={() => store.type(text)} />}
        </div>
        <div id={`${id}-list`} class={styles.list} role="listbox" aria-label={t('palette.results')}>
          {customers.length > 0 && (
            <Group title={t(isEmpty ? 'palette.recent' : 'palette.customers')}>
              {customers.map((entry, index) => (
                <CustomerOption
                  key={entry.customer.id}
                  t={t}
                  found={entry}
                  {...option(entry.customer.id, entries[index]?.run ?? onClose)}
                />
              ))}
            </Group>
          )}
          {found.length > 0 && (
            <Group title={t('palette.commands')}>
              {found.map((entry, index) => (
                <CommandOption
                  key={entry.command.id}
                  found={entry}
                  {...option(entry.command.id, entries[customers.length + index]?.run ?? onClose)}
                />
              ))}
            </Group>
          )}
        </div>
        <footer class={styles.foot} aria-hidden="true">
          <span>{t('palette.hint.move', { keys: '↑ ↓' })}</span>
          <span>{t('palette.hint.open', { keys: '↵' })}</span>
          <span>{t('palette.hint.close', { keys: 'Esc' })}</span>
        </footer>
      </div>
    </dialog>
  );
};

const Group = ({ title, children }: { title: string; children: preact.ComponentChildren }) => {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role alone
    <div role="group" aria-labelledby={id}>
      <div id={id} class={styles.group} role="presentation">
        {title}
      </div>
      {children}
    </div>
  );
};

function statusOf(
  t: Translate,
  { text, count, isAnswered, isSlow }: { text: string; count: number; isAnswered: boolean; isSlow: boolean },
): string {
  if (!isAnswered) return isSlow ? t('palette.searching') : '';
  return count === 0 ? t('palette.none', { text: text.trim().slice(0, 80) }) : t('palette.count', { n: count });
}
