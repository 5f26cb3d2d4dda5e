import type { Customer } from '../domain/customer.ts';
import type { OrderStatus } from '../domain/order.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Target } from './mapping.ts';
import type { OwnIdentity } from './own-identity.ts';

/** Something about a value that was left out or is doubtful; the row itself is taken in. */
export interface Problem {
  readonly target: Target;
  readonly type: /** `1.23E+17`: the digits are lost; left out. */
    | 'damaged-number'
    /** Ends in zeros from the 16th digit on, as Excel leaves long numbers; taken in as it is. */
    | 'suspect-number'
    /** Holds characters that could not be decoded; left out. */
    | 'damaged-text'
    /** `#REF!` and its like; left out. */
    | 'formula-error'
    | 'bad-email'
    | 'bad-phone'
    | 'bad-birthday'
    | 'bad-sex'
    | 'bad-language'
    | 'bad-amount'
    /** Longer than the record holds; left out. */
    | 'too-long'
    /** Had more decimals than its currency; rounded. */
    | 'rounded-amount'
    /** The platform's word is kept, its meaning is not known. */
    | 'unknown-status';
}

export interface ImportLine {
  readonly sku?: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitMinor?: number;
  readonly totalMinor?: number;
}

export interface ImportOrder {
  /** Absent: an order of its own. Rows that share one are its lines. */
  readonly number?: string;
  readonly placedAt?: EpochMs;
  readonly totalMinor?: number;
  readonly currency?: string;
  readonly status?: OrderStatus;
  /** The file's own word for the status. */
  readonly statusLabel?: string;
  readonly refundedMinor?: number;
  readonly line?: ImportLine;
}

export interface ImportCustomer {
  /** The source's own id of the customer. */
  readonly externalId?: string;
  readonly name?: string;
  readonly emails: readonly string[];
  /** As written; masked ones (138****1234) too. */
  readonly phones: readonly string[];
  /** `platform:shop:id`. */
  readonly accounts: readonly string[];
  /** Other keys that a file of our own names: nicks, order numbers. */
  readonly others?: readonly OwnIdentity[];
  readonly company?: string;
  readonly address?: string;
  /** `YYYY-MM-DD`. */
  readonly birthday?: string;
  readonly sex?: NonNullable<Customer['sex']>;
  /** BCP 47. */
  readonly language?: string;
  readonly tags: readonly string[];
  readonly note?: string;
  /** Custom field id → text. */
  readonly fields: ReadonlyMap<string, string>;
}

/** One row, read. */
export interface ImportRow {
  /** Line in the sheet, 1-based, the header counted. */
  readonly row: number;
  readonly customer: ImportCustomer;
  readonly order?: ImportOrder;
  readonly problems: readonly Problem[];
}

export const REJECTIONS = [
  /** A total, a footer, a line of the exporter's own: nobody misses it. */
  'not-data',
  /** Nothing of a customer or an order in the mapped columns. */
  'nothing-mapped',
  /** Values, but neither a name nor anything else that says whose, nor an order's number. */
  'no-customer',
  /** More cells than the header has columns: a stray delimiter moved them. */
  'shifted-columns',
  'cell-too-long',
  /** What the row rests on was rounded by a spreadsheet to 1.23E+17. */
  'damaged-number',
  /** What the row rests on holds characters that could not be decoded. */
  'damaged-text',
  'bad-date',
  'ambiguous-date',
  'bad-amount',
  'ambiguous-amount',
  'no-currency',
  'other-currency',
  'bad-quantity',
  /** A contact card that is not well-formed. */
  'broken-card',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** One row that cannot be taken in, with the reason and its cells as they were. */
export interface RejectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly reason: Rejection;
  /** The column's target, where one value is to blame. */
  readonly target?: Target;
}

export const isRejected = (row: ImportRow | RejectedRow): row is RejectedRow => 'reason' in row;
