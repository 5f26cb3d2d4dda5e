import { numberAt, putNumbers } from './bytes.ts';
import { FAMILIES, type Family, FIELD_KINDS, familyOf, type SearchDoc, type SearchField } from './document.ts';

/** Documents whose texts stand together in one chunk. */
export const PAGE_DOCS = 128;

/*
 * The texts of documents, to compare what was found with and to show. A page of a family:
 *   u32 × (documents + 1) where each begins, UTF-8: fields between separators, each led by a letter for its kind
 * A card begins with the document's id.
 */
const BETWEEN_FIELDS = '\u001f';
const BETWEEN_DOCS = '\u001e';
const DOCS_BYTE = 0x1e;
const SEPARATORS = /[\u001e\u001f]/g;
const KIND_A = 97;

export const pageName = (family: Family, page: number): string => `${family}/${page}`;

export interface PageWriter {
  add(doc: SearchDoc): void;
  finish(): void;
}

/** @param emit takes each page as it is full */
export function pageWriter(emit: (name: string, page: Uint8Array) => void): PageWriter {
  const texts: Record<Family, string> = { card: '', order: '', note: '' };
  const encoder = new TextEncoder();
  let docs = 0;
  let page = 0;

  function flush(): void {
    if (docs === 0) return;
    for (const family of FAMILIES) {
      const bytes = encoder.encode(texts[family]);
      const starts = [0];
      for (let at = bytes.indexOf(DOCS_BYTE); at >= 0; at = bytes.indexOf(DOCS_BYTE, at + 1)) starts.push(at + 1);
      const chunk = new Uint8Array(starts.length * 4 + bytes.length);
      putNumbers(
        chunk,
        0,
        starts.map((start) => start + starts.length * 4),
      );
      chunk.set(bytes, starts.length * 4);
      emit(pageName(family, page), chunk);
      texts[family] = '';
    }
    docs = 0;
    page += 1;
  }

  return {
    add(doc) {
      texts.card += doc.id;
      for (const { kind, text } of doc.fields)
        texts[familyOf(kind)] += BETWEEN_FIELDS + String.fromCharCode(KIND_A + FIELD_KINDS.indexOf(kind)) + text;
      for (const family of FAMILIES) texts[family] += BETWEEN_DOCS;
      docs += 1;
      if (docs === PAGE_DOCS) flush();
    },
    finish: flush,
  };
}

/** Text without what separates fields here. */
export const unseparated = (text: string): string => text.replace(SEPARATORS, ' ');

const decoder = new TextDecoder();

/** What a page holds of one document. @param nth of the page */
export function readPage(page: Uint8Array, nth: number): { readonly id: string; readonly fields: SearchField[] } {
  const from = numberAt(page, nth * 4);
  const to = numberAt(page, nth * 4 + 4) - 1;
  const [id = '', ...rest] = decoder.decode(page.subarray(from, to)).split(BETWEEN_FIELDS);
  const fields = rest.flatMap((field): SearchField[] => {
    const kind = FIELD_KINDS[field.charCodeAt(0) - KIND_A];
    return kind ? [{ kind, text: field.slice(1) }] : [];
  });
  return { id, fields };
}
