import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import styles from './VirtualList.module.css';

interface Props {
  label: string;
  count: number;
  /** Height of a row in px before it is measured. */
  rowHeight: number;
  keyOf: (index: number) => string;
  children: (index: number) => ComponentChildren;
  /** The rows in view changed: the place to ask for more. */
  onRange?: (first: number, last: number) => void;
}

// Its arrows have to scroll it even where no row holds a control.
const SCROLLABLE = { tabIndex: 0 };

/** A list of any length: only the rows in view are in the document, each says its place in the whole. */
export const VirtualList = ({ label, count, rowHeight, keyOf, children, onRange }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const virtualizer = useRef<Virtualizer<HTMLDivElement, HTMLElement> | null>(null);
  const latest = useRef(onRange);
  latest.current = onRange;
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: (instance: Virtualizer<HTMLDivElement, HTMLElement>) => {
      redraw((round) => round + 1);
      const { range } = instance;
      if (range) latest.current?.(range.startIndex, range.endIndex);
    },
  };
  virtualizer.current ??= new Virtualizer<HTMLDivElement, HTMLElement>(options);
  const list = virtualizer.current;
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), []);
  useLayoutEffect(() => list._willUpdate());
  return (
    <div ref={scroller} class={styles.scroller} {...SCROLLABLE}>
      <ul aria-label={label} class={styles.list} style={{ blockSize: `${list.getTotalSize()}px` }}>
        {list.getVirtualItems().map((item) => (
          <li
            key={item.key}
            data-index={item.index}
            ref={(element) => list.measureElement(element)}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            class={styles.row}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {children(item.index)}
          </li>
        ))}
      </ul>
    </div>
  );
};
