import { err, ok, type Result } from '../../../lib/domain/result.ts';
import type { FileWork, FoundFile, FoundPreset, ReadPlan } from '../../../lib/messaging/file-work.ts';
import { cleanText } from '../../../lib/transfer/clean-text.ts';
import { guessConventions, guessMapping } from '../../../lib/transfer/guess-mapping.ts';
import type { ImportRow, RejectedRow } from '../../../lib/transfer/import-row.ts';
import { createInterpreter, type Interpreter, type InterpreterError } from '../../../lib/transfer/interpreter.ts';
import { openFile } from '../../../lib/transfer/open-file.ts';
import type { OpenTable } from '../../../lib/transfer/open-table.ts';
import { type Preset, presetMapping, presetOptions } from '../../../lib/transfer/preset.ts';
import { findPreset, presets } from '../../../lib/transfer/presets/registry.ts';
import { zoneClock } from '../../../lib/transfer/time-zone.ts';
import type { TransferError } from '../../../lib/transfer/transfer-error.ts';
import type { OpenContacts } from '../../../lib/transfer/vcard-contacts.ts';
import { rejectedTable, writeCsv } from '../../../lib/transfer/write-csv.ts';
import { batchesOf } from './batches.ts';
import { createTally, type Tally } from './tally.ts';

const SHOWN_ROWS = 8;
const SHOWN_CHARS = 200;
const PREVIEW_ROWS = 8;

type Reading = Pick<FileWork, 'open' | 'preview' | 'start' | 'next' | 'rejected'>;

/** Opens a file and reads it row by row. */
export function createReading(): Reading {
  let opened: OpenTable | OpenContacts | undefined;
  let batches: ReturnType<typeof batchesOf> | undefined;
  let tally: Tally = createTally();

  const started = (plan: ReadPlan): Result<Interpreter | undefined, InterpreterError> =>
    opened?.kind === 'table' ? interpreterOf(opened, plan) : ok(undefined);

  return {
    async open({ file, encoding, sheet }) {
      opened = undefined;
      batches = undefined;
      const found = await openFile(file, { encoding, sheet });
      if (!found.ok) return found;
      if (found.value.kind === 'backup') return ok({ kind: 'backup' });
      opened = found.value;
      return ok(describe(opened));
    },
    async preview(plan) {
      const interpreter = started(plan);
      if (!interpreter.ok) return interpreter;
      if (opened?.kind !== 'table' || !interpreter.value) return ok(await firstCards(opened));
      const { headers, sampleRows, sampleLines } = opened;
      const read = interpreter.value;
      const rows = sampleRows.slice(0, PREVIEW_ROWS).map((cells, at) => read.read(cells, sampleLines[at] ?? 0));
      return ok({ rows: rows.map(portable), conventions: guessConventions(plan.mapping, headers, sampleRows) });
    },
    async start(plan) {
      const interpreter = started(plan);
      if (!interpreter.ok) return interpreter;
      tally = createTally();
      batches = opened && batchesOf(opened, interpreter.value, tally);
      return ok(null);
    },
    async next() {
      const step = await batches?.next();
      return step?.value ?? err<TransferError>({ type: 'unreadable' });
    },
    async rejected({ line, reason, sentences }) {
      const headers = opened?.kind === 'table' ? opened.headers : [];
      const zone = zoneClock('UTC');
      const words = { line, reason, sentence: (type: RejectedRow['reason']) => sentences[type] };
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      // Nothing in it is an instant, but the writer has to be told.
      if (zone)
        for await (const piece of writeCsv(rejectedTable(headers, tally.rows, words), { zone })) pieces.push(piece);
      return new Blob(pieces, { type: 'text/csv;charset=utf-8' });
    },
  };
}

function interpreterOf(table: OpenTable, plan: ReadPlan): Result<Interpreter, InterpreterError> {
  const preset = presets.find(({ id }) => id === plan.presetId);
  const conventions = guessConventions(plan.mapping, table.headers, table.sampleRows);
  const { dateOrder, decimal } = conventions;
  const own = preset ? presetOptions(preset, { timeZone: plan.timeZone, currency: plan.currency }) : undefined;
  return createInterpreter(plan.mapping, table.headers, {
    ...own,
    currency: plan.currency,
    timeZone: plan.timeZone,
    accountPrefix: plan.shop,
    dateOrder: plan.dateOrder ?? own?.dateOrder ?? (dateOrder === 'ambiguous' ? undefined : dateOrder),
    decimal: plan.decimal ?? decimal,
  });
}

function describe(opened: OpenTable | OpenContacts): FoundFile {
  if (opened.kind === 'contacts') {
    const { kind, encoding, sizeBytes } = opened;
    return { kind, encoding, sizeBytes };
  }
  const { kind, format, headers, hasHeader, encoding, isEncodingSure, delimiter, sheets, sheet, sizeBytes } = opened;
  const preset = findPreset(headers);
  return {
    ...{ kind, format, headers, hasHeader, encoding, isEncodingSure, delimiter, sheets, sheet, sizeBytes },
    sampleRows: opened.sampleRows
      .slice(0, SHOWN_ROWS)
      .map((cells) => headers.map((_, at) => cleanText((cells[at] ?? '').slice(0, SHOWN_CHARS)))),
    preset: preset && shortOf(preset, headers),
    presets: presets.map((one) => shortOf(one, headers)),
    guesses: guessMapping(headers, opened.sampleRows),
  };
}

function shortOf(preset: Preset, headers: readonly string[]): FoundPreset {
  const { id, name, holds, platform, currency, timeZone, region, dateOrder } = preset;
  const mapping = presetMapping(preset, headers);
  return { id, name, holds, platform, currency, timeZone, region, dateOrder, mapping };
}

const NO_CONVENTIONS = { dateOrder: undefined, decimal: undefined, needsCurrency: false } as const;

async function firstCards(contacts: OpenContacts | OpenTable | undefined) {
  const rows: (ImportRow | RejectedRow)[] = [];
  if (contacts?.kind === 'contacts') {
    const stop = new AbortController();
    for await (const some of contacts.people(stop.signal)) {
      if (some.ok) rows.push(...some.value.rows);
      if (!some.ok || rows.length >= PREVIEW_ROWS) break;
    }
    stop.abort();
  }
  return { rows: rows.slice(0, PREVIEW_ROWS).map(portable), conventions: NO_CONVENTIONS };
}

/** Of a rejected row as much as a page shows. */
const portable = (row: ImportRow | RejectedRow): ImportRow | RejectedRow =>
  'cells' in row ? { ...row, cells: row.cells.slice(0, 50).map((cell) => cell.slice(0, SHOWN_CHARS)) } : row;
