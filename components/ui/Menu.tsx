import type { IconNode } from 'lucide';
import { useId, useRef, useState } from 'preact/hooks';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Ellipsis } from './icons.ts';
import styles from './Menu.module.css';
import { place } from './place.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconNode;
  readonly tone?: 'plain' | 'danger';
  /** For a choice: whether it is the one in force. */
  readonly checked?: boolean;
  readonly run: () => void;
}

interface Props {
  /** Names the button that opens it. */
  label: string;
  icon?: IconNode;
  items: readonly MenuItem[];
}

/** A button that opens a list of actions. Arrows, Home, End and Escape work as in any menu. */
export const Menu = ({ label, icon = Ellipsis, items }: Props) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  const open = () => {
    if (!list.current || !button.current) return;
    list.current.showPopover();
    place(list.current, button.current, 'end');
    focusItem(list.current, 0);
  };
  const close = () => {
    list.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (!list.current) return;
    const at = [...list.current.children].indexOf(document.activeElement as Element);
    if (event.key === 'ArrowDown') focusItem(list.current, at + 1);
    else if (event.key === 'ArrowUp') focusItem(list.current, at - 1);
    else if (event.key === 'Home') focusItem(list.current, 0);
    else if (event.key === 'End') focusItem(list.current, -1);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => (isOpen ? close() : open())}
      />
      <div
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        popover="auto"
        class={styles.menu}
        onKeyDown={onKeyDown}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            {...(item.checked === undefined
              ? { role: 'menuitem' as const }
              : { role: 'menuitemradio' as const, 'aria-checked': item.checked })}
            tabIndex={-1}
            class={`${styles.item} ${item.tone === 'danger' ? styles.danger : ''}`}
            onClick={() => {
              close();
              item.run();
            }}
          >
            {item.icon && <Icon of={item.icon} size={14} />}
            <span>{item.label}</span>
          </button>
        ))}
      </div>
    </>
  );
};

function focusItem(list: HTMLElement, index: number): void {
  const items = list.children;
  (items[(index + items.length) % items.length] as HTMLElement | undefined)?.focus();
}
