export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const GAP = 8;
/** Below this height a panel is of no use. */
export const MIN_HEIGHT = 280;

/**
 * The tallest part of a column of the window that covers none of the boxes.
 * @param column the panel's whole column, in CSS pixels of the window
 * @param boxes what must stay free, in the same coordinates
 */
export function freePart(column: Box, boxes: readonly Box[]): Box {
  const inTheWay = boxes
    .filter(
      (box) => box.right > column.left && box.left < column.right && box.bottom > column.top && box.top < column.bottom,
    )
    .sort((a, b) => a.top - b.top);
  let best = { ...column, bottom: column.top };
  let top = column.top;
  const consider = (bottom: number) => {
    if (bottom - top > best.bottom - best.top) best = { ...column, top, bottom };
  };
  for (const box of inTheWay) {
    consider(Math.max(top, box.top - GAP));
    top = Math.max(top, Math.min(column.bottom, box.bottom + GAP));
  }
  consider(column.bottom);
  return best;
}
