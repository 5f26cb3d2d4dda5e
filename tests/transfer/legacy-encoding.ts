// Writes the encodings that the platform can only read, by turning its decoder around.

const tables = new Map<string, ReadonlyMap<string, readonly [number, number]>>();

function table(encoding: 'gb18030' | 'big5'): ReadonlyMap<string, readonly [number, number]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(new Uint8Array([lead, trail]));
      if (text.length === 1 && text !== '\ufffd' && !pairs.has(text)) pairs.set(text, [lead, trail]);
    }
  }
  tables.set(encoding, pairs);
  return pairs;
}

/** Text as bytes of GBK or Big5. A character that the encoding does not have is a mistake of the test. */
export function encodeLegacy(text: string, encoding: 'gb18030' | 'big5'): Uint8Array<ArrayBuffer> {
  const pairs = table(encoding);
  return new Uint8Array(
    [...text].flatMap((char) => {
      if (char < '\u0080') return [char.charCodeAt(0)];
      const pair = pairs.get(char);
      if (!pair) throw new Error(`${encoding} has no ${char}`);
      return pair;
    }),
  );
}

/** Text as bytes of UTF-16, without a mark. */
export function encodeUtf16(text: string, isBigEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !isBigEndian);
  return bytes;
}
