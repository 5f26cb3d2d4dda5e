import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import styles from './Clip.module.css';
import { place } from './place.ts';

interface Props {
  text: string;
  /** Lines before it is cut. */
  lines?: 1 | 3;
}

const MOST = 2000;

/**
 * Text of any length and direction in a limited place: cut with an ellipsis, the whole of it one hover or focus away.
 * It stands in a `bdi`, so that right-to-left text does not turn what is around it.
 */
export const Clip = ({ text, lines = 1 }: Props) => {
  const box = useRef<HTMLElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const [isCut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () =>
      setCut(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [text, lines]);
  const show = () => {
    if (!tip.current || !box.current || tip.current.matches(':popover-open')) return;
    tip.current.showPopover();
    place(tip.current, box.current, 'start');
  };
  const hide = () => {
    if (tip.current?.matches(':popover-open')) tip.current.hidePopover();
  };
  const reachable = isCut
    ? {
        tabIndex: 0,
        onFocus: show,
        onBlur: hide,
        onMouseEnter: show,
        onMouseLeave: hide,
        onKeyDown: (event: KeyboardEvent) => event.key === 'Escape' && hide(),
      }
    : {};
  return (
    <span class={styles.wrap} {...reachable}>
      <bdi ref={box} class={lines === 1 ? styles.one : styles.few}>
        {shorten(text)}
      </bdi>
      {isCut && (
        <span ref={tip} popover="manual" aria-hidden="true" class={styles.tip}>
          {shorten(text)}
        </span>
      )}
    </span>
  );
};

function shorten(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
