import { putText } from '../text/utf8.ts';
import { type ByteSink, byteSink, numberAt, putNumbers, reserve } from './bytes.ts';
import { FAMILIES, type Family, FIELD_KINDS, type FieldKind, familyOf, type SearchField } from './document.ts';

/** Documents whose texts stand together in one chunk. */
export const PAGE_DOCS = 128;

/*
 * The texts of documents, to compare what was found with and to show. A page of a family:
 *   u32 × (documents + 1) where each begins, UTF-8: fields between separators, each led by a letter for its kind
 * A card begins with the document's id.
 */
const BETWEEN_FIELDS = '\u001f';
const BETWEEN_FIELDS_UNIT = BETWEEN_FIELDS.charCodeAt(0);
const KIND_A = 97;

const PLACES = Object.fromEntries(
  FIELD_KINDS.map((kind, nth) => [kind, { family: familyOf(kind), letter: KIND_A + nth }]),
) as Record<FieldKind, { readonly family: Family; readonly letter: number }>;

export const pageName = (family: Family, page: number): string => `${family}/${page}`;

export interface PageWriter {
  /** Begins the next document. */
  begin(id: string): void;
  /** Begins a field of it. Gives where its text is to be written, with room for so many code units. */
  field(kind: FieldKind, length: number): ByteSink;
  finish(): void;
}

interface Page {
  readonly sink: ByteSink;
  readonly starts: Uint32Array;
}

/** @param emit takes each page as it is full */
export function pageWriter(emit: (name: string, page: Uint8Array) => void): PageWriter {
  const pages: Record<Family, Page> = { card: newPage(), order: newPage(), note: newPage() };
  let page = 0;
  let docs = 0;

  function flush(): void {
    if (docs === 0) return;
    for (const family of FAMILIES) {
      const { sink, starts } = pages[family];
      const tables = (docs + 1) * 4;
      const chunk = new Uint8Array(tables + sink.length);
      starts[docs] = sink.length;
      putNumbers(chunk, 0, starts.subarray(0, docs + 1), tables);
      chunk.set(sink.bytes.subarray(0, sink.length), tables);
      emit(pageName(family, page), chunk);
      sink.length = 0;
    }
    docs = 0;
    page += 1;
  }

  return {
    begin(id) {
      if (docs === PAGE_DOCS) flush();
      const { card, order, note } = pages;
      card.starts[docs] = card.sink.length;
      order.starts[docs] = order.sink.length;
      note.starts[docs] = note.sink.length;
      docs += 1;
      reserve(card.sink, id.length * 3);
      putText(card.sink, id);
    },
    field(kind, length) {
      const { family, letter } = PLACES[kind];
      const { sink } = pages[family];
      reserve(sink, 2 + length * 3);
      sink.bytes[sink.length++] = BETWEEN_FIELDS_UNIT;
      sink.bytes[sink.length++] = letter;
      return sink;
    },
    finish: flush,
  };
}

const newPage = (): Page => ({ sink: byteSink(1 << 14), starts: new Uint32Array(PAGE_DOCS + 1) });

const decoder = new TextDecoder();

/** What a page holds of one document. @param nth of the page */
export function readPage(page: Uint8Array, nth: number): { readonly id: string; readonly fields: SearchField[] } {
  const from = numberAt(page, nth * 4);
  const to = numberAt(page, nth * 4 + 4);
  const [id = '', ...rest] = decoder.decode(page.subarray(from, to)).split(BETWEEN_FIELDS);
  const fields = rest.flatMap((field): SearchField[] => {
    const kind = FIELD_KINDS[field.charCodeAt(0) - KIND_A];
    return kind ? [{ kind, text: field.slice(1) }] : [];
  });
  return { id, fields };
}
