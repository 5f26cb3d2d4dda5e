import { type PlainTarget, TARGETS, type Target } from '../domain/import-target.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { wordKey } from './read-words.ts';

export type { PlainTarget, Target };

/**
 * Which columns, by their names in the file's header, make which target. Several columns are parts of a name or an
 * address, all the emails, phones, accounts, tags and notes there are, or, for the rest, the places to look in turn.
 */
export type Mapping = { readonly [T in Target]?: string | readonly string[] };

export type MappingError =
  | { readonly type: 'unknown-target'; readonly target: string }
  | { readonly type: 'no-such-column'; readonly target: Target; readonly column: string }
  | { readonly type: 'nothing-mapped' };

/** A mapping with its columns looked up: target to positions, in the mapping's order. */
export type ColumnsByTarget = ReadonlyMap<Target, readonly number[]>;

const plain: ReadonlySet<string> = new Set(TARGETS);
const isTarget = (text: string): text is Target => plain.has(text) || (text.startsWith('field:') && text.length > 6);

/** A header as it is compared: without case, blanks, punctuation and what stands in brackets, unless that leaves nothing. */
export const headerKey = (header: string): string => wordKey(header) || header.trim().toLowerCase();

/** Finds the columns that a mapping names, first by the exact name, then regardless of case and punctuation. */
export function resolveMapping(mapping: Mapping, headers: readonly string[]): Result<ColumnsByTarget, MappingError> {
  const positions = new Map<string, number>();
  for (const [at, header] of headers.entries()) {
    const key = headerKey(header);
    if (!positions.has(key)) positions.set(key, at);
  }
  // Set last, so that an exact name wins over another column's looser one.
  for (const [at, header] of [...headers.entries()].reverse()) positions.set(header, at);
  const columns = new Map<Target, number[]>();
  for (const [target, named] of Object.entries(mapping)) {
    if (!isTarget(target)) return err({ type: 'unknown-target', target });
    const list: number[] = [];
    for (const column of typeof named === 'string' ? [named] : (named ?? [])) {
      const at = positions.get(column) ?? positions.get(headerKey(column));
      if (at === undefined) return err({ type: 'no-such-column', target, column });
      if (!list.includes(at)) list.push(at);
    }
    if (list.length > 0) columns.set(target, list);
  }
  return columns.size > 0 ? ok(columns) : err({ type: 'nothing-mapped' });
}
