import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { place } from '../ui/place.ts';

/**
 * What the pointer and the focus do on the rows of a table: a click anywhere on a row follows its link, with Shift, Ctrl or
 * ⌘ it chooses the row, and what a row
 * has cut short or left out is told in one tip (`data-tip`; with `data-cut` only where it is cut, with
 * `data-hover` only to the pointer, because the row says it already). One listener for all
 * rows, however many come and go.
 */
export function useRowPointer(
  body: RefObject<HTMLElement | null>,
  tip: RefObject<HTMLElement | null>,
  onPick: (row: Element, isRange: boolean) => void,
): void {
  const latest = useRef(onPick);
  latest.current = onPick;
  useEffect(() => {
    const rows = body.current;
    const box = tip.current;
    if (!rows || !box) return undefined;
    const stop = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void) =>
      rows.addEventListener(type, run, { signal: stop.signal });
    const hide = () => {
      if (box.matches(':popover-open')) box.hidePopover();
    };
    const show = (from: readonly HTMLElement[], anchor: Element) => {
      const texts = from.filter(isHidden).map((element) => element.dataset.tip ?? '');
      hide();
      if (texts.length === 0) return;
      box.textContent = [...new Set(texts)].join('\n');
      box.showPopover();
      place(box, anchor, 'start');
    };

    on('mouseover', (event) => {
      const told = (event.target as Element).closest<HTMLElement>('[data-tip]');
      if (told) show([told], told);
      else hide();
    });
    on('mouseleave', hide);
    on('focusin', (event) => {
      const row = (event.target as Element).closest('tr');
      const isByKey = (event.target as Element).matches(':focus-visible');
      if (row && isByKey)
        show([...row.querySelectorAll<HTMLElement>('[data-tip]:not([data-hover])')], event.target as Element);
    });
    on('focusout', hide);
    on('keydown', (event) => {
      if (event.key === 'Escape') hide();
    });
    on('click', (event) => {
      if ((event.target as Element).closest('a, input, label') || event.button !== 0) return;
      const row = (event.target as Element).closest('tr');
      if (row && (event.shiftKey || event.ctrlKey || event.metaKey)) {
        getSelection()?.removeAllRanges();
        latest.current(row, event.shiftKey);
        return;
      }
      // Marking text is not a click.
      if (getSelection()?.isCollapsed === false) return;
      row?.querySelector('a')?.click();
    });
    return () => stop.abort();
  }, []);
}

function isHidden(element: HTMLElement): boolean {
  if (!('cut' in element.dataset)) return true;
  return element.scrollWidth > element.clientWidth + 1;
}
