import { err, ok, type Result } from '../domain/result.ts';
import { slices } from './byte-source.ts';
import type { Encoding } from './encoding.ts';
import type { ImportRow, RejectedRow } from './import-row.ts';
import type { TransferError } from './transfer-error.ts';
import { createCardSplitter } from './vcard-lines.ts';
import { readCard } from './vcard-person.ts';

export interface ContactsBatch {
  readonly rows: readonly (ImportRow | RejectedRow)[];
  readonly bytesRead: number;
}

/** A file of contact cards: its people need no mapping. */
export interface OpenContacts {
  readonly kind: 'contacts';
  readonly encoding: Encoding;
  readonly sizeBytes: number;
  /** Everybody, in batches. A broken card is rejected alone; after a failure of the file nothing more comes. */
  people(signal?: AbortSignal): AsyncIterable<Result<ContactsBatch, TransferError>>;
}

export function openVcard(file: Blob, encoding: Encoding): OpenContacts {
  return { kind: 'contacts', encoding, sizeBytes: file.size, people: (signal) => people(file, encoding, signal) };
}

async function* people(
  file: Blob,
  encoding: Encoding,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result<ContactsBatch, TransferError>, void> {
  const decoder = new TextDecoder(encoding);
  const splitter = createCardSplitter();
  let bytesRead = 0;
  for await (const slice of slices(file, { signal })) {
    if (!slice.ok) return yield slice;
    bytesRead += slice.value.length;
    const isLast = bytesRead >= file.size;
    const cards = splitter.push(decoder.decode(slice.value, { stream: !isLast }), isLast);
    yield ok({ rows: cards.map(readCard), bytesRead });
  }
  if (splitter.openLine !== undefined) yield err({ type: 'truncated', line: splitter.openLine });
}
