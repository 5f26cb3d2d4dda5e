import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import styles from './Hint.module.css';
import { place } from './place.ts';

interface Props {
  /** What is explained. */
  children: ComponentChildren;
  /** The explanation, shown on hover and focus. */
  text: string;
}

/** Something with its reason one hover or focus away. Escape puts the reason away (WCAG 1.4.13). */
export const Hint = ({ children, text }: Props) => {
  const id = useId();
  const tip = useRef<HTMLSpanElement>(null);
  const anchor = useRef<HTMLButtonElement>(null);
  const show = () => {
    if (!tip.current?.isConnected || tip.current.matches(':popover-open') || !anchor.current) return;
    tip.current.showPopover();
    place(tip.current, anchor.current, 'start');
  };
  const hide = () => {
    if (tip.current?.isConnected && tip.current.matches(':popover-open')) tip.current.hidePopover();
  };
  return (
    <span role="none" class={styles.wrap} onMouseEnter={show} onMouseLeave={hide}>
      <button
        ref={anchor}
        type="button"
        class={styles.anchor}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key === 'Escape') hide();
        }}
      >
        {children}
      </button>
      <span ref={tip} id={id} role="tooltip" popover="manual" class={styles.tip}>
        {text}
      </span>
    </span>
  );
};
