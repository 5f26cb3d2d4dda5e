import { useState } from 'preact/hooks';

/** Where in a chart something stands that can be focused: row, column, from 0. */
export type Stop = `${number},${number}`;
export const stopAt = (row: number, column: number): Stop => `${row},${column}`;

interface Roving {
  /** For each stop: one of them is in the tab order, the others are reached by arrows. */
  of(stop: Stop): { readonly tabIndex: 0 | -1; readonly 'data-stop': Stop; readonly onFocus: () => void };
  /** For whatever holds them. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One stop in the tab order for a whole chart; arrows, Home and End move between its cells or points. @param stops in reading order */
export function useRoving(stops: readonly Stop[]): Roving {
  const [last, setLast] = useState<Stop>();
  const current = last !== undefined && stops.includes(last) ? last : stops[0];
  return {
    of: (stop) => ({ tabIndex: stop === current ? 0 : -1, 'data-stop': stop, onFocus: () => setLast(stop) }),
    onKeyDown(event) {
      if (current === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      const next = nextStop(stops, current, event.key);
      if (next === undefined) return;
      event.preventDefault();
      (event.currentTarget as Element).querySelector<HTMLElement>(`[data-stop="${next}"]`)?.focus();
    },
  };
}

/** The stop that a key leads to: the nearest one in its direction. Nothing when there is none, or for any other key. */
export function nextStop(stops: readonly Stop[], from: Stop, key: string): Stop | undefined {
  if (key === 'Home') return stops[0];
  if (key === 'End') return stops.at(-1);
  const arrow = ARROWS[key];
  if (!arrow) return undefined;
  const [down, across] = arrow;
  const [row, column] = placeOf(from);
  let best: { stop: Stop; far: number } | undefined;
  for (const stop of stops) {
    const [dRow, dColumn] = [placeOf(stop)[0] - row, placeOf(stop)[1] - column];
    const ahead = dRow * down + dColumn * across;
    if (ahead <= 0) continue;
    const aside = Math.abs(down === 0 ? dRow : dColumn);
    // Straight on before aside: a cell of the same row or column is nearer than any other.
    const far = ahead + aside * 1000;
    if (best === undefined || far < best.far) best = { stop, far };
  }
  // In one line of points every arrow goes along it.
  if (best === undefined) return alongLine(stops, from, down + across);
  return best.stop;
}

function alongLine(stops: readonly Stop[], from: Stop, step: number): Stop | undefined {
  const isLine = stops.every((stop) => placeOf(stop)[0] === placeOf(from)[0]);
  return isLine ? stops[stops.indexOf(from) + step] : undefined;
}

function placeOf(stop: Stop): readonly [number, number] {
  const [row = 0, column = 0] = stop.split(',').map(Number);
  return [row, column];
}
