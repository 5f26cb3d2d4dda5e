interface WithBase64 {
  toBase64?(): string;
}
interface FromBase64 {
  fromBase64?(text: string): Uint8Array;
}

const AT_ONCE = 0x6000;

/** Bytes as text, for a port that takes nothing else. */
export function toBase64(bytes: Uint8Array): string {
  const own = (bytes as WithBase64).toBase64;
  if (own) return own.call(bytes);
  let text = '';
  // Three bytes are four characters: pieces of a multiple of three stand end to end.
  for (let from = 0; from < bytes.length; from += AT_ONCE)
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + AT_ONCE)));
  return text;
}

export function fromBase64(text: string): Uint8Array {
  const own = (Uint8Array as FromBase64).fromBase64;
  if (own) return own.call(Uint8Array, text);
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes;
}
