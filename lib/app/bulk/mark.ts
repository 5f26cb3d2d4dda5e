import type { CustomerId } from '../../domain/ids.ts';

/** FNV-1a (Fowler, Noll & Vo 1991) over a text's code units, from a start of one's own. */
function hash(text: string, start: number): number {
  let found = start;
  for (let at = 0; at < text.length; at += 1) found = Math.imul(found ^ text.charCodeAt(at), 0x0100_0193);
  return found >>> 0;
}

/** Tells some customers from any others, in whatever order they are: two sums of hashes and how many. */
export function markOf(ids: readonly CustomerId[]): string {
  let [one, other] = [0, 0];
  for (const id of ids) {
    one = (one + hash(id, 0x811c_9dc5)) >>> 0;
    other = (other + hash(id, 0x1234_5678)) >>> 0;
  }
  return `${ids.length}-${one.toString(16)}-${other.toString(16)}`;
}
