import type { CustomField } from '../../../lib/domain/custom-field.ts';
import type { ExportPerson } from '../../../lib/messaging/contract.ts';
import type { ExportKind, ExportRequest, ExportWords, FileWork } from '../../../lib/messaging/file-work.ts';
import { zoneClock } from '../../../lib/transfer/time-zone.ts';
import { writeCsv } from '../../../lib/transfer/write-csv.ts';
import { writeVcard } from '../../../lib/transfer/write-vcard.ts';
import { writeXlsx } from '../../../lib/transfer/write-xlsx.ts';
import { customCells, fieldHeader } from './custom-cells.ts';
import { createFeed, type Feed } from './feed.ts';
import { cardOf, exportTables } from './tables.ts';

const TYPES = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  vcf: 'text/vcard;charset=utf-8',
} as const;

/** Pieces are handed to the browser in lots of this size: it may keep them on disk. */
const LOT_BYTES = 4 << 20;

interface Job {
  readonly feed: Feed<ExportPerson>;
  readonly file: Promise<Blob>;
}

/** Writes one export file from people as they come. */
export function createWriting(): Pick<FileWork, 'write' | 'put' | 'finish'> {
  let job: Job | undefined;
  return {
    async write(request) {
      const feed = createFeed<ExportPerson>();
      job = { feed, file: blobOf(piecesOf(request, feed.items), typeOf(request.kind)) };
      return null;
    },
    async put(people) {
      await job?.feed.put(JSON.parse(people) as ExportPerson[]);
      return null;
    },
    async finish() {
      job?.feed.end();
      return (await job?.file) ?? new Blob();
    },
  };
}

const typeOf = (kind: ExportKind) => TYPES[kind.split('.')[1] as keyof typeof TYPES];

function piecesOf({ kind, words, timeZone, fields = [] }: ExportRequest, people: AsyncIterable<ExportPerson>) {
  if (kind === 'customers.vcf') return writeVcard(cards(people, fields, words));
  const zone = zoneClock(timeZone) ?? zoneClock('UTC');
  if (!zone) throw new Error('no clock of UTC');
  const [name, format] = kind.split('.') as [keyof typeof exportTables, 'csv' | 'xlsx'];
  const table = exportTables[name];
  const own = name === 'customers' ? fields : [];
  const header = [...table.columns.map((column) => words.columns[column]), ...own.map(fieldHeader)];
  const rows = (async function* () {
    for await (const person of people)
      for (const row of table.rows(person, words, own)) yield [...row, ...customCells(person, own, words)];
  })();
  if (format === 'xlsx') return writeXlsx([{ name: words.sheet, header, rows }], { zone });
  return writeCsv(
    (async function* () {
      yield header;
      yield* rows;
    })(),
    { zone },
  );
}

async function* cards(people: AsyncIterable<ExportPerson>, fields: readonly CustomField[], words: ExportWords) {
  for await (const person of people) yield cardOf(person, words, fields);
}

async function blobOf(pieces: AsyncIterable<Uint8Array>, type: string): Promise<Blob> {
  const lots: Blob[] = [];
  let lot: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of pieces) {
    lot.push(piece as Uint8Array<ArrayBuffer>);
    size += piece.length;
    if (size < LOT_BYTES) continue;
    lots.push(new Blob(lot));
    lot = [];
    size = 0;
  }
  return new Blob([...lots, ...lot], { type });
}
