import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import type { CustomerListStore } from '../../lib/view/customer-list-store.ts';
import type { SelectionStore } from '../../lib/view/selection-store.ts';
import { useTranslator } from '../app/app-context.ts';
import { isCommand } from '../app/keys.ts';
import styles from './CustomerTable.module.css';
import { CustomerTableHead } from './CustomerTableHead.tsx';
import { CustomerTableRow } from './CustomerTableRow.tsx';
import { sortColumn } from './sort-names.ts';
import { useRowPointer } from './use-row-pointer.ts';

/** Heights in px, as the style sheet has them. */
const ROW = 40;
const HEAD = 34;
const OVERSCAN = 10;

interface Props {
  list: CustomerListStore;
  selection: SelectionStore;
  /** The shop's own. */
  fields: readonly CustomField[];
  /** Where the list was when it was left; it comes back there. */
  place: { top: number; active: number };
}

/**
 * The customer list, of any length: a table of which only the rows in view are in the document. One row is in the tab
 * order; arrows, Page keys, Home and End go on from there.
 */
export const CustomerTable = ({ list, selection, fields, place }: Props) => {
  const { t } = useTranslator();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | undefined>(undefined);
  const [view, setView] = useState({ top: place.top, height: 800 });
  const [chosen, setChosen] = useState(place.active);
  const answer = list.answer.value;
  const total = answer?.total ?? 0;
  const turned = list.turned.value;
  const column = sortColumn(list.sort.value, fields, t);
  const pick = (index: number, isRange: boolean) => {
    const row = list.answer.peek()?.rows.get(index);
    setChosen(index);
    if (isRange) void selection.extend(index);
    else if (row) selection.toggle(row.id, index);
  };
  useRowPointer(body, tip, (element, isRange) => pick(Number(element.getAttribute('aria-rowindex')) - 2, isRange));

  const from = Math.max(0, Math.min(Math.floor(view.top / ROW), total - 1) - OVERSCAN);
  const to = Math.min(total, Math.ceil((view.top + view.height) / ROW) + OVERSCAN);
  const active = Math.max(from, Math.min(chosen, to - 1));
  place.top = view.top;
  place.active = active;

  const measure = () => {
    const box = scroller.current;
    if (box) setView({ top: box.scrollTop, height: box.clientHeight });
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    box.scrollTop = place.top;
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);
  const lastTurn = useRef(turned);
  useLayoutEffect(() => {
    if (lastTurn.current === turned) return;
    lastTurn.current = turned;
    scroller.current?.scrollTo(0, 0);
    setChosen(0);
    measure();
  }, [turned]);
  useLayoutEffect(() => list.show(from, Math.max(from, to - 1)), [from, to, list]);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const link = body.current?.querySelector<HTMLElement>(`[aria-rowindex="${wanted.current + 2}"] a`);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  });

  /** Puts the focus on a row, scrolled into view; it gets there when the row is loaded. */
  const focusRow = (index: number) => {
    const box = scroller.current;
    if (!box || total === 0) return;
    const next = Math.max(0, Math.min(total - 1, index));
    const room = box.clientHeight - HEAD;
    if (next * ROW < box.scrollTop) box.scrollTop = next * ROW;
    else if ((next + 1) * ROW > box.scrollTop + room) box.scrollTop = (next + 1) * ROW - room;
    wanted.current = next;
    setChosen(next);
    measure();
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const page = Math.max(1, Math.floor((view.height - HEAD) / ROW) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: total - 1,
    };
    const next = steps[event.key];
    if (isCommand(event, 'a')) selection.all();
    else if (event.key === ' ') pick(index, event.shiftKey);
    else if (event.key === 'Escape' && selection.count.peek() > 0) selection.clear();
    if (isCommand(event, 'a') || event.key === ' ') event.preventDefault();
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey) {
      const row = list.answer.peek()?.rows.get(index);
      if (row && selection.count.peek() === 0) selection.toggle(row.id, index);
      void selection.extend(Math.max(0, Math.min(total - 1, next)));
    }
    event.preventDefault();
    focusRow(next);
  };

  const isSelected = (index: number) => {
    const row = answer?.rows.get(index);
    return row !== undefined && selection.has(row.id);
  };
  const places = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  return (
    <div ref={scroller} class={styles.scroller} onScroll={measure}>
      <div class={styles.whole} style={{ blockSize: `${total * ROW + HEAD}px` }}>
        <table
          class={styles.table}
          style={{ marginBlockStart: `${from * ROW}px` }}
          aria-label={t('nav.customers')}
          aria-rowcount={total + 1}
        >
          <CustomerTableHead list={list} selection={selection} column={column} />
          <tbody ref={body}>
            {places.map((index) => (
              <CustomerTableRow
                key={answer?.rows.get(index)?.id ?? index}
                row={answer?.rows.get(index)}
                column={column}
                marks={answer?.marks.get(index)}
                isSelected={isSelected(index)}
                onSelect={(isRange) => pick(index, isRange)}
                place={index}
                isActive={index === active}
                onFocus={() => setChosen(index)}
                onKey={(event) => onKey(event, index)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div ref={tip} popover="manual" aria-hidden="true" class={styles.tip} />
    </div>
  );
};
