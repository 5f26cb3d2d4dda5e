import type { CustomField } from '../domain/custom-field.ts';
import type { Result } from '../domain/result.ts';
import type { Line } from '../platform/worker-line.ts';
import type { Delimiter } from '../transfer/csv-parser.ts';
import type { Encoding } from '../transfer/encoding.ts';
import type { Conventions, Guess } from '../transfer/guess-mapping.ts';
import type { ImportRow, Problem, RejectedRow, Rejection } from '../transfer/import-row.ts';
import type { InterpreterError } from '../transfer/interpreter.ts';
import type { Mapping } from '../transfer/mapping.ts';
import type { DecimalSign } from '../transfer/read-amount.ts';
import type { TransferError } from '../transfer/transfer-error.ts';
import type { DateOrder } from '../transfer/written-date.ts';
import { BACKUP_WORK, type BackupWork } from './backup-work.ts';

export interface OpenRequest {
  readonly file: Blob;
  /** Instead of those found in the file. */
  readonly encoding?: Encoding | undefined;
  readonly sheet?: string | undefined;
}

/** A program whose exports are known, as far as a page needs to know it. */
export interface FoundPreset {
  readonly id: string;
  readonly name: string;
  readonly holds: 'orders' | 'customers';
  readonly platform?: string | undefined;
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly region?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly mapping: Mapping;
}

export interface FoundTable {
  readonly kind: 'table';
  readonly format: 'csv' | 'xlsx';
  readonly headers: readonly string[];
  readonly hasHeader: boolean;
  /** The first rows, long cells cut. */
  readonly sampleRows: readonly (readonly string[])[];
  readonly encoding?: Encoding | undefined;
  readonly isEncodingSure?: boolean | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly sheets?: readonly string[] | undefined;
  readonly sheet?: string | undefined;
  readonly sizeBytes: number;
  /** Every program that is known. */
  readonly presets: readonly FoundPreset[];
  /** The program the file comes from, where its headers tell. */
  readonly preset?: FoundPreset | undefined;
  /** Which column is which, where no program is known. */
  readonly guesses: readonly Guess[];
}

export interface FoundContacts {
  readonly kind: 'contacts';
  readonly encoding: Encoding;
  readonly sizeBytes: number;
}

/** What a file turned out to be. */
export type FoundFile = FoundTable | FoundContacts | { readonly kind: 'backup' };

/** How the open file's rows are to be read. Contact cards need none of it. */
export interface ReadPlan {
  /** Reads the way this program writes; the mapping counts all the same. */
  readonly presetId?: string | undefined;
  readonly mapping: Mapping;
  /** ISO 4217, for amounts that name none. */
  readonly currency?: string | undefined;
  /** IANA. */
  readonly timeZone: string;
  readonly dateOrder?: DateOrder | undefined;
  readonly decimal?: DecimalSign | undefined;
  /** `platform:shop` of the file's accounts. */
  readonly shop: string;
}

export interface Preview {
  readonly rows: readonly (ImportRow | RejectedRow)[];
  readonly conventions: Conventions;
}

/** Some rows, read. */
export interface ReadBatch {
  /** Packed, for the background; at most about half a megabyte, and empty where none is taken in. */
  readonly rows: string;
  /** How many rows have been read in all: taken in and rejected. */
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly sizeBytes: number;
  /** Given with the last batch. */
  readonly totals?: ReadTotals | undefined;
}

/** Of how many rows or values something is to be said. */
export interface Counted {
  readonly count: number;
  /** In how many rows. */
  readonly rows: number;
  /** The first of these rows. */
  readonly first: readonly number[];
}

export interface ReadTotals {
  readonly taken: number;
  readonly rejected: Readonly<Partial<Record<Rejection, Counted>>>;
  /** Values left out or doubtful, of rows that were taken. */
  readonly problems: Readonly<Partial<Record<Problem['type'], Counted>>>;
  /** The file ends in the middle of something; what came before was read. */
  readonly isTruncated: boolean;
  /** Rejected rows whose cells were kept for the file of them. */
  readonly rejectedKept: number;
}

/** What the file of rejected rows says beside the cells, in the user's language. */
export interface RejectedWords {
  readonly line: string;
  readonly reason: string;
  readonly sentences: Readonly<Record<Rejection, string>>;
}

export const EXPORT_KINDS = [
  'customers.csv',
  'customers.xlsx',
  'customers.vcf',
  'orders.csv',
  'orders.xlsx',
  'notes.csv',
  'notes.xlsx',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Names of an export's columns and of what is in them. */
export interface ExportWords {
  readonly columns: Readonly<Record<ExportColumn, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<string, string>>;
  readonly sexes: Readonly<Record<string, string>>;
  readonly sheet: string;
  readonly yes: string;
  readonly no: string;
}

export const EXPORT_COLUMNS = [
  'id',
  'name',
  'company',
  'email',
  'phone',
  'account',
  'address',
  'birthday',
  'sex',
  'language',
  'tags',
  'tier',
  'score',
  'stage',
  'orderCount',
  'net',
  'netCurrency',
  'lastPurchase',
  'createdAt',
  'number',
  'shop',
  'placedAt',
  'status',
  'total',
  'currency',
  'refunded',
  'sku',
  'product',
  'quantity',
  'unitPrice',
  'lineTotal',
  'note',
  'otherValues',
  'writtenAt',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];

export interface ExportRequest {
  readonly kind: ExportKind;
  readonly words: ExportWords;
  /** IANA zone in which instants are written. */
  readonly timeZone: string;
  /** The shop's custom fields; those of the file when absent. */
  readonly fields?: readonly CustomField[];
}

export type PlanError = InterpreterError;

/**
 * The work with files: reading and writing them takes long, so that it is done in a worker of its own. One file is read
 * and one is written at a time.
 */
export interface FileWork extends BackupWork {
  open(request: OpenRequest): Promise<Result<FoundFile, TransferError>>;
  /** The first rows of the open file as they will become. */
  preview(plan: ReadPlan): Promise<Result<Preview, PlanError>>;
  /** Begins to read the open file from its first row. */
  start(plan: ReadPlan): Promise<Result<null, PlanError>>;
  /** The next rows; the batch that has totals is the last. After an error there are none. */
  next(): Promise<Result<ReadBatch, TransferError>>;
  /** The rejected rows of what was read last, as a CSV file. */
  rejected(words: RejectedWords): Promise<Blob>;
  /** Begins a file to export to. */
  write(request: ExportRequest): Promise<null>;
  /** @param people JSON text of `ExportPerson[]` */
  put(people: string): Promise<null>;
  /** The finished file. */
  finish(): Promise<Blob>;
}

const NAMES = ['open', 'preview', 'start', 'next', 'rejected', 'write', 'put', 'finish', ...BACKUP_WORK] as const;
type Name = (typeof NAMES)[number];

interface Ask {
  readonly id: number;
  readonly name: Name;
  readonly argument: unknown;
}
interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly broken?: true;
}

/** The worker broke off: it was closed, could not start, or met a defect of ours. */
export class FileWorkEnded extends Error {
  override readonly name = 'FileWorkEnded';
}

export interface FileWorkLine extends FileWork {
  /** Ends the worker, whatever it is doing; what was asked of it fails with `FileWorkEnded`. */
  close(): void;
}

/** The work with files as a page asks for it. Both ends are ours and the line is theirs alone: nothing is parsed. */
export function askFileWork(line: Line): FileWorkLine {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
    for (const { reject } of pending.values()) reject(new FileWorkEnded());
    pending.clear();
    line.close();
  };
  line.onBroken(end);
  line.listen((message) => {
    const { id, value, broken } = message as Answer;
    const waiting = pending.get(id);
    pending.delete(id);
    if (broken) waiting?.reject(new FileWorkEnded());
    else waiting?.resolve(value);
  });
  const ask = (name: Name) => (argument?: unknown) =>
    new Promise((resolve, reject) => {
      if (hasEnded) {
        reject(new FileWorkEnded());
        return;
      }
      last += 1;
      pending.set(last, { resolve, reject });
      line.send({ id: last, name, argument } satisfies Ask);
    });
  const work = Object.fromEntries(NAMES.map((name) => [name, ask(name)])) as unknown as FileWork;
  return { ...work, close: end };
}

/** Serves the work at the worker's end of the line, one request after the other. */
export function serveFileWork(line: Pick<Line, 'send' | 'listen'>, work: FileWork): void {
  let last: Promise<unknown> = Promise.resolve();
  line.listen((message) => {
    const { id, name, argument } = message as Ask;
    last = last.then(async () => {
      try {
        const value = await (work[name] as (argument: unknown) => Promise<unknown>)(argument);
        line.send({ id, value } satisfies Answer);
      } catch {
        line.send({ id, broken: true } satisfies Answer);
      }
    });
  });
}
