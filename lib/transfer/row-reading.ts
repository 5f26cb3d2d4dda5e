import { cleanText, isBlank, isDamagedNumber, isDamagedText, isFormulaError, isSuspectNumber } from './clean-text.ts';
import type { Problem, Rejection } from './import-row.ts';
import { joinAddress, joinName, nameOrder } from './join-parts.ts';
import type { ColumnsByTarget, Target } from './mapping.ts';
import { MAX_CELL_CHARS } from './transfer-error.ts';

export type Cells = readonly string[];
/** The text of a target in a row, cleaned; empty when there is none. */
export type Take = (cells: Cells) => string;

const NO_PROBLEMS: readonly Problem[] = [];

/** What is found out about one row while its values are read. One for a whole file: `begin` starts the next row. */
export class RowReading {
  private found: Problem[] | undefined;
  rejection: { readonly reason: Rejection; readonly target?: Target } | undefined;

  begin(): void {
    this.found = undefined;
    this.rejection = undefined;
  }

  get problems(): readonly Problem[] {
    return this.found ?? NO_PROBLEMS;
  }

  problem(target: Target, type: Problem['type']): void {
    this.found ??= [];
    this.found.push({ target, type });
  }

  /** The first reason stands. */
  reject(reason: Rejection, target: Target): void {
    this.rejection ??= { reason, target };
  }

  has(target: Target, type: Problem['type']): boolean {
    return this.found?.some((problem) => problem.type === type && problem.target === target) ?? false;
  }

  /** The value if it can be used as text; else empty, with a problem unless it only says "nothing". */
  usable(text: string, target: Target, maxChars: number): string {
    if (isBlank(text)) return '';
    if (isDamagedText(text)) {
      this.problem(target, 'damaged-text');
      return '';
    }
    if (isFormulaError(text)) {
      this.problem(target, 'formula-error');
      return '';
    }
    if (text.length <= maxChars) return text;
    if (text.length > MAX_CELL_CHARS) this.reject('cell-too-long', target);
    else this.problem(target, 'too-long');
    return '';
  }

  /** The same for identifiers: a number that a spreadsheet has rounded is none. */
  usableId(raw: string, target: Target, maxChars: number): string {
    const text = this.usable(raw, target, maxChars);
    if (text === '') return text;
    if (isDamagedNumber(text)) {
      this.problem(target, 'damaged-number');
      return '';
    }
    if (isSuspectNumber(text)) this.problem(target, 'suspect-number');
    // Programs that take every number for a fraction write 1001.0.
    return text.charCodeAt(text.length - 1) === 0x30 && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text;
  }
}

/** How a target's text is taken from a row; undefined when it is not mapped. */
export function takeFor(target: Target, columns: ColumnsByTarget, headers: readonly string[]): Take | undefined {
  const at = columns.get(target);
  if (!at || at.length === 0) return undefined;
  const [first = 0] = at;
  if (at.length === 1) return (cells) => cleanText(cells[first] ?? '');
  const texts = (cells: Cells, order: readonly number[]) => order.map((one) => cleanText(cells[one] ?? ''));
  if (target === 'customer.name') {
    const order = nameOrder(at, headers);
    return (cells) => joinName(texts(cells, order).filter((part) => !isBlank(part)));
  }
  if (target === 'customer.address') return (cells) => joinAddress(texts(cells, at).filter((part) => !isBlank(part)));
  if (target === 'customer.note')
    return (cells) =>
      texts(cells, at)
        .filter((part) => !isBlank(part))
        .join('\n');
  return (cells) => texts(cells, at).find((text) => !isBlank(text)) ?? '';
}

/** One take for each column of a target that may have several values. */
export function takesFor(target: Target, columns: ColumnsByTarget): readonly Take[] {
  return (columns.get(target) ?? []).map((at) => (cells) => cleanText(cells[at] ?? ''));
}
