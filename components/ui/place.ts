const MARGIN = 8;

/**
 * Puts a top-layer element below what it belongs to, or above it where there is no room, inside the window.
 * @param side which edges line up; `end` is the right one
 */
export function place(floating: HTMLElement, anchor: Element, side: 'start' | 'end'): void {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const room = { inline: window.innerWidth, block: window.innerHeight };
  const wanted = side === 'start' ? at.left : at.right - size.width;
  const left = Math.max(MARGIN, Math.min(wanted, room.inline - size.width - MARGIN));
  const isRoomBelow = at.bottom + size.height + MARGIN <= room.block;
  const top = isRoomBelow ? at.bottom : Math.max(MARGIN, at.top - size.height);
  floating.style.left = `${left}px`;
  floating.style.top = `${top}px`;
}
