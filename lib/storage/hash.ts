/** FNV-1a, 32 bit, over UTF-16 code units (Fowler, Noll, Vo): spreads names over places, protects nothing. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  // FNV's low bits mix well and its high bits poorly; places are taken from the high ones.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
