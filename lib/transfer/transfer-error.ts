/** What a file is that we take in nothing of. */
export type ForeignKind = 'old-excel' | 'pdf' | 'image' | 'archive' | 'html' | 'json' | 'xml' | 'text' | 'unknown';

/**
 * Why a file, or the rest of it, could not be read. Every type has a sentence of its own in the interface;
 * lines are 1-based as a spreadsheet counts them.
 */
export type TransferError =
  /** No bytes, or nothing but blank lines. */
  | { readonly type: 'empty' }
  /** Column names and not one row under them. */
  | { readonly type: 'header-only'; readonly headers: readonly string[] }
  | { readonly type: 'not-a-table'; readonly looksLike: ForeignKind }
  | { readonly type: 'binary'; readonly looksLike: ForeignKind }
  /** Some program has replaced the letters by the sign for what it could not read. */
  | { readonly type: 'destroyed-text' }
  /** The file ends in the middle of something. */
  | { readonly type: 'truncated'; readonly line?: number }
  /** A quotation mark opens and never closes within any sensible length. */
  | { readonly type: 'unclosed-quote'; readonly line: number }
  | { readonly type: 'too-many-columns'; readonly columns: number; readonly limit: number }
  /** A small file that would unpack to more than any real table holds. */
  | { readonly type: 'zip-bomb'; readonly part: string; readonly inflatedBytes: number }
  | { readonly type: 'broken-zip' }
  | { readonly type: 'broken-xlsx'; readonly part: string }
  | { readonly type: 'encrypted' }
  | { readonly type: 'no-such-sheet'; readonly sheets: readonly string[] }
  | { readonly type: 'unknown-encoding'; readonly encoding: string }
  | { readonly type: 'changed-while-read' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'cancelled' };

/** More columns than this is a mistake of the exporter or an attack. */
export const MAX_COLUMNS = 1000;
/** Longest cell that is looked at, in characters. */
export const MAX_CELL_CHARS = 100_000;
