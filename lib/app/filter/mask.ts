/**
 * Marks by place, 1 for those of whom something holds. Where conditions are put together most of the work is laying one over
 * another, so it is done four places at a time.
 */
export type Mask = Uint8Array<ArrayBuffer>;

const words = (mask: Mask): Uint32Array => new Uint32Array(mask.buffer, 0, mask.length >>> 2);

/** Leaves in `all` those who are in both. */
export function keepBoth(all: Mask, other: Mask): Mask {
  const [into, from] = [words(all), words(other)];
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) & (from[at] as number);
  for (let at = into.length * 4; at < all.length; at += 1) all[at] = (all[at] as number) & (other[at] as number);
  return all;
}

/** Adds to `all` those who are in the other. */
export function addOther(all: Mask, other: Mask): Mask {
  const [into, from] = [words(all), words(other)];
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) | (from[at] as number);
  for (let at = into.length * 4; at < all.length; at += 1) all[at] = (all[at] as number) | (other[at] as number);
  return all;
}

/** Turns a mask round. */
export function invert(all: Mask): Mask {
  const into = words(all);
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) ^ 0x01010101;
  for (let at = into.length * 4; at < all.length; at += 1) all[at] = 1 - (all[at] as number);
  return all;
}
