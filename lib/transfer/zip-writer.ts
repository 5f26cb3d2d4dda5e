import { Deflate, strToU8 } from 'fflate';
import { crc32 } from './crc32.ts';

/**
 * Writes an archive part by part. Each part's sizes stand before it, not behind it as in fflate's own stream: SheetJS
 * and other readers of workbooks take no archive in which they come later. So a packed part is held until it is whole.
 */
export interface ZipWriter {
  /** Adds text to the part being written. */
  push(text: string): void;
  /** Ends the part and gives its bytes. */
  endPart(name: string): Uint8Array[];
  /** Gives the archive's directory. */
  end(): Uint8Array[];
}

// Structures: PKWARE, APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. Names are in UTF-8 (general purpose bit 11).
const VERSION = 20;
const UTF8_NAME = 0x0800;
const DEFLATE = 8;
// The first day that the format can hold: the same data gives the same bytes.
const DOS_DATE = 0x0021;

interface Part {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

export function createZipWriter(): ZipWriter {
  const parts: Part[] = [];
  let offset = 0;
  let packed: Uint8Array[] = [];
  let deflate = newDeflate();
  let crc = 0;
  let bytes = 0;

  function newDeflate(): Deflate {
    return new Deflate({ level: 6 }, (chunk) => {
      packed.push(chunk);
    });
  }

  return {
    push(text) {
      const chunk = strToU8(text);
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      deflate.push(chunk);
    },
    endPart(name) {
      deflate.push(new Uint8Array(0), true);
      const packedBytes = packed.reduce((sum, chunk) => sum + chunk.length, 0);
      const part: Part = { name: strToU8(name), crc, packedBytes, bytes, offset };
      const written = [record([0x04034b50, 4], ...shared(part), [0, 2]), part.name, ...packed];
      parts.push(part);
      offset += 30 + part.name.length + packedBytes;
      [packed, deflate, crc, bytes] = [[], newDeflate(), 0, 0];
      return written;
    },
    end() {
      const directory = parts.flatMap((part) => [
        record(
          [0x02014b50, 4],
          [VERSION, 2],
          ...shared(part),
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 4],
          [part.offset, 4],
        ),
        part.name,
      ]);
      const directoryBytes = directory.reduce((sum, chunk) => sum + chunk.length, 0);
      const count: Field = [parts.length, 2];
      return [
        ...directory,
        record([0x06054b50, 4], [0, 2], [0, 2], count, count, [directoryBytes, 4], [offset, 4], [0, 2]),
      ];
    },
  };
}

/** A number and its length in bytes. */
type Field = readonly [value: number, bytes: 2 | 4];

/** What the part's own header and its entry in the directory have in common, up to the length of the name. */
const shared = (part: Part): readonly Field[] => [
  [VERSION, 2],
  [UTF8_NAME, 2],
  [DEFLATE, 2],
  [0, 2],
  [DOS_DATE, 2],
  [part.crc, 4],
  [part.packedBytes, 4],
  [part.bytes, 4],
  [part.name.length, 2],
];

function record(...fields: readonly Field[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}
