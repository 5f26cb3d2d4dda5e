import type { PurchaseColumns } from '../columns.ts';

/**
 * Some of a file's customers, chosen by chance but in every run the same, with all their purchases; the file itself where
 * it has no more than `most` of them.
 */
export function sampleOf(columns: PurchaseColumns, most: number): PurchaseColumns {
  const { count, start } = columns;
  if (count <= most) return columns;
  const byChance = Array.from({ length: count }, (_, i) => i).sort((a, b) => scattered(a) - scattered(b) || a - b);
  const chosen = Uint32Array.from(byChance.slice(0, most)).sort();
  const sizes = Array.from(chosen, (i) => (start[i + 1] as number) - (start[i] as number));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const starts = new Uint32Array(chosen.length + 1);
  const [day, orders, value] = [new Int32Array(total), new Uint16Array(total), new Float64Array(total)];
  chosen.forEach((i, place) => {
    const [from, to, at] = [start[i] as number, start[i + 1] as number, starts[place] as number];
    day.set(columns.day.subarray(from, to), at);
    orders.set(columns.orders.subarray(from, to), at);
    value.set(columns.value.subarray(from, to), at);
    starts[place + 1] = at + to - from;
  });
  return { count: chosen.length, start: starts, day, orders, value };
}

/** A whole number of 32 bits that neighbours do not share (the finaliser of MurmurHash3, Appleby 2011). */
function scattered(index: number): number {
  let h = (index + 1) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
