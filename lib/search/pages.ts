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
const KIND_A = 97;

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
  starts: number[];
}

/** @param emit takes each page as it is full */
export function pageWriter(emit: (name: string, page: Uint8Array) => void): PageWriter {
  const pages: Record<Family, Page> = { card: newPage(), order: newPage(), note: newPage() };
  let page = 0;

  function flush(): void {
    if (pages.card.starts.length === 0) return;
    for (const family of FAMILIES) {
      const { sink, starts } = pages[family];
      const tables = (starts.length + 1) * 4;
      const chunk = new Uint8Array(tables + sink.length);
      putNumbers(chunk, 0, [...starts, sink.length], tables);
      chunk.set(sink.bytes.subarray(0, sink.length), tables);
      emit(pageName(family, page), chunk);
      sink.length = 0;
      pages[family].starts = [];
    }
    page += 1;
  }

  return {
    begin(id) {
      if (pages.card.starts.length === PAGE_DOCS) flush();
      for (const family of FAMILIES) pages[family].starts.push(pages[family].sink.length);
      reserve(pages.card.sink, id.length * 3);
      putText(pages.card.sink, id);
    },
    field(kind, length) {
      const { sink } = pages[familyOf(kind)];
      reserve(sink, 2 + length * 3);
      sink.bytes[sink.length++] = BETWEEN_FIELDS.charCodeAt(0);
      sink.bytes[sink.length++] = KIND_A + FIELD_KINDS.indexOf(kind);
      return sink;
    },
    finish: flush,
  };
}

const newPage = (): Page => ({ sink: byteSink(1 << 14), starts: [] });

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
