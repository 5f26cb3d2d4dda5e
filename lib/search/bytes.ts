/** Bytes written one after another into a place that grows. */
export interface ByteSink {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

export const byteSink = (capacity: number): ByteSink => ({ bytes: new Uint8Array(capacity), length: 0 });

/** Makes room for so many more bytes. */
export function reserve(sink: ByteSink, more: number): void {
  if (sink.length + more <= sink.bytes.length) return;
  const larger = new Uint8Array(Math.max(sink.bytes.length * 2, sink.length + more));
  larger.set(sink.bytes.subarray(0, sink.length));
  sink.bytes = larger;
}

/** Writes a whole number ≥ 0 in seven-bit groups, the lowest first; room must have been made for five bytes. */
export function putVarint(sink: ByteSink, value: number): void {
  let rest = value;
  while (rest > 127) {
    sink.bytes[sink.length++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  sink.bytes[sink.length++] = rest;
}

/** Writes whole numbers of 32 bits as little-endian bytes. @param more is added to each */
export function putNumbers(target: Uint8Array, at: number, values: ArrayLike<number>, more = 0): void {
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  for (let nth = 0; nth < values.length; nth++) view.setUint32(at + nth * 4, (values[nth] as number) + more, true);
}

/** The little-endian number of 32 bits at a place. */
export const numberAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

/** Whether bytes stand before others in order: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
