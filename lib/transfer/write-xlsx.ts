import { minorDigits } from '../domain/money.ts';
import { amountText, type Cell, excelSerial } from './cell.ts';
import { isRisky } from './clean-text.ts';
import { columnLetter } from './table-head.ts';
import type { ZoneClock } from './time-zone.ts';
import { STYLE, stylesXml } from './xlsx-styles.ts';
import { createZipWriter } from './zip-writer.ts';

export interface SheetToWrite {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

// What a worksheet and a cell hold at most (ECMA-376 part 1, annex; Excel's specification).
const MAX_ROWS = 1_048_576;
const MAX_CELL_CHARS = 32_767;
const MAX_SHEET_NAME = 31;
const CHUNK_CHARS = 1 << 16;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook with these sheets, packed as it is written. Numbers stay numbers, amounts have their currency's decimals,
 * instants show as wall clock readings in `zone`, and text is text: none of it can become a formula, also when edited.
 * Rows beyond what a sheet holds go on in another.
 */
export async function* writeXlsx(
  sheets: readonly SheetToWrite[],
  { zone }: { readonly zone: ZoneClock },
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = createZipWriter();
  const names: string[] = [];
  for (const sheet of sheets) {
    for await (const page of pages(sheet)) {
      names.push(sheetName(page.name, names));
      let chunk = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowXml(sheet.header, 1, zone, STYLE.header)}`;
      let line = 1;
      for await (const row of page.rows) {
        line++;
        chunk += rowXml(row, line, zone);
        if (chunk.length < CHUNK_CHARS) continue;
        zip.push(chunk);
        chunk = '';
      }
      zip.push(`${chunk}</sheetData></worksheet>`);
      yield* zip.endPart(`xl/worksheets/sheet${names.length}.xml`);
    }
  }
  const parts: readonly (readonly [name: string, text: string])[] = [
    ['xl/styles.xml', stylesXml(XML, MAIN)],
    ['xl/workbook.xml', workbookXml(names)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(names)],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['[Content_Types].xml', contentTypes(names)],
  ];
  for (const [name, text] of parts) {
    zip.push(text);
    yield* zip.endPart(name);
  }
  yield* zip.end();
}

interface Page {
  readonly name: string;
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** The sheet cut into as many as its rows need, each to be read to its end before the next. */
async function* pages(sheet: SheetToWrite): AsyncGenerator<Page, void, undefined> {
  const rows = (async function* () {
    yield* sheet.rows;
  })();
  let next = await rows.next();
  do {
    yield {
      name: sheet.name,
      rows: (async function* () {
        for (let count = 1; count < MAX_ROWS && !next.done; count++) {
          yield next.value;
          next = await rows.next();
        }
      })(),
    };
  } while (!next.done);
}

function rowXml(cells: readonly Cell[], line: number, zone: ZoneClock, style?: number): string {
  let xml = `<row r="${line}">`;
  for (const [at, cell] of cells.entries()) xml += cellXml(cell, `${columnLetter(at)}${line}`, zone, style);
  return `${xml}</row>`;
}

function cellXml(cell: Cell, reference: string, zone: ZoneClock, style?: number): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'string') {
    const mark = style ?? (isRisky(cell) ? STYLE.text : 0);
    return `<c r="${reference}" t="inlineStr"${mark ? ` s="${mark}"` : ''}><is><t xml:space="preserve">${escapeXml(cell.slice(0, MAX_CELL_CHARS))}</t></is></c>`;
  }
  const number = (value: number | string, mark = 0) =>
    `<c r="${reference}"${mark ? ` s="${mark}"` : ''}><v>${value}</v></c>`;
  if (typeof cell === 'number') return Number.isFinite(cell) ? number(cell) : '';
  if ('at' in cell) return number(excelSerial(zone.toWall(cell.at)), STYLE.instant);
  if ('day' in cell) return number(excelSerial(Date.parse(`${cell.day}T00:00:00Z`)), STYLE.day);
  const digits = minorDigits(cell.currency);
  return number(
    amountText(cell.amountMinor, cell.currency),
    digits === 0 ? STYLE.whole : digits === 3 ? STYLE.mills : STYLE.cents,
  );
}

/** Text as XML holds it; characters that XML cannot hold in the way of workbooks, `_x0001_` (22.9.2.19). */
function escapeXml(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&quot;'));
}

/** A name that Excel allows and no other sheet has. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const base =
    wanted
      .replace(/[[\]:*?/\\]|^'|'$/g, ' ')
      .trim()
      .slice(0, MAX_SHEET_NAME) || 'Sheet';
  let name = base;
  for (let count = 2; taken.some((other) => other.toLowerCase() === name.toLowerCase()); count++) {
    const suffix = ` (${count})`;
    name = base.slice(0, MAX_SHEET_NAME - suffix.length) + suffix;
  }
  return name;
}

const workbookXml = (names: readonly string[]) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
    .map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`;

const workbookRelations = (names: readonly string[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${names
    .map(
      (_, at) =>
        `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join(
      '',
    )}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`;

const contentTypes = (names: readonly string[]) =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/>${names
    .map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${OFFICE}.worksheet+xml"/>`)
    .join('')}</Types>`;
