import { err, ok, type Result } from '../domain/result.ts';
import type { TransferError } from './transfer-error.ts';
import { createXmlReader, type XmlListener } from './xml-reader.ts';
import type { Zip } from './zip.ts';

// Parts and attributes of SpreadsheetML: ECMA-376 part 1, chapter 18.
const MAX_PART_BYTES = 16 << 20;
const MAX_STRINGS_BYTES = 256 << 20;
const MAX_STRINGS = 5_000_000;

export interface SheetPart {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly is1904: boolean;
  /** By index of a cell's style: whether its numbers are dates. */
  readonly isDateStyle: readonly boolean[];
  readonly stringsPart: string | undefined;
}

/** The workbook's sheets, calendar and styles; undefined for an archive that is no workbook. */
export async function readWorkbook(zip: Zip): Promise<Result<Workbook | undefined, TransferError>> {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) return ok(undefined);
  const roots = await readRelations(zip, '_rels/.rels', '');
  if (!roots.ok) return roots;
  const workbookPart = [...roots.value.values()].find(({ type }) => type.endsWith('/officeDocument'))?.part;
  if (workbookPart === undefined || !/\.xml$/i.test(workbookPart) || !zip.has(workbookPart)) return ok(undefined);
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1);
  const relations = await readRelations(zip, `${folder}_rels/${workbookPart.slice(folder.length)}.rels`, folder);
  if (!relations.ok) return relations;

  const sheets: SheetPart[] = [];
  let is1904 = false;
  let isWorkbook = false;
  const read = await readXml(zip, workbookPart, MAX_PART_BYTES, {
    open(name, attribute) {
      if (name === 'workbook') isWorkbook = true;
      if (name === 'workbookPr') is1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const relation = relations.value.get(attribute('r:id') ?? attribute('relationships:id') ?? '');
      // Sheets that hold only a chart have no rows.
      if (!relation?.type.endsWith('/worksheet')) return;
      const state = attribute('state');
      sheets.push({
        name: attribute('name') ?? '',
        part: relation.part,
        isHidden: state === 'hidden' || state === 'veryHidden',
      });
    },
    close() {},
    text() {},
  });
  if (!read.ok) return read;
  if (!isWorkbook) return ok(undefined);
  if (sheets.length === 0) return err({ type: 'broken-xlsx', part: workbookPart });
  const partOf = (kind: string) => [...relations.value.values()].find(({ type }) => type.endsWith(`/${kind}`))?.part;
  const stylesPart = partOf('styles');
  const styles = stylesPart !== undefined && zip.has(stylesPart) ? await readStyles(zip, stylesPart) : ok([]);
  if (!styles.ok) return styles;
  const stringsPart = partOf('sharedStrings');
  return ok({
    sheets,
    is1904,
    isDateStyle: styles.value,
    stringsPart: stringsPart !== undefined && zip.has(stringsPart) ? stringsPart : undefined,
  });
}

const isTrue = (text: string | undefined) => text === '1' || text === 'true';

interface Relation {
  readonly type: string;
  readonly part: string;
}

async function readRelations(
  zip: Zip,
  part: string,
  folder: string,
): Promise<Result<ReadonlyMap<string, Relation>, TransferError>> {
  const relations = new Map<string, Relation>();
  if (!zip.has(part)) return ok(relations);
  const read = await readXml(zip, part, MAX_PART_BYTES, {
    open(name, attribute) {
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
      if (name !== 'Relationship' || id === undefined || type === undefined || target === undefined) return;
      relations.set(id, { type, part: resolvePart(target, folder) });
    },
    close() {},
    text() {},
  });
  return read.ok ? ok(relations) : read;
}

function resolvePart(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

// The number formats that every program knows by number: dates and times, East Asian ones among them (18.8.30).
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format writes a date or a time of day; `[h]:mm` counts hours and is neither. */
export function isDateFormat(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"|\\.|_./g, '')
    .replace(/\[(?:\$[^\]]*|[A-Za-z]+\d*|[<>=][^\]]*)\]/g, (mark) => (/^\[[hms]+\]$/i.test(mark) ? '#elapsed' : ''));
  if (bare.includes('#elapsed')) return false;
  return /[yd年日]|m(?!\w*general)|h+:|e+[/年-]/i.test(bare.split(';')[0]?.replace(/general/gi, '') ?? '');
}

async function readStyles(zip: Zip, part: string): Promise<Result<readonly boolean[], TransferError>> {
  const own = new Map<number, boolean>();
  const isDate: boolean[] = [];
  let isInCellFormats = false;
  const read = await readXml(zip, part, MAX_PART_BYTES, {
    open(name, attribute) {
      if (name === 'numFmt') own.set(Number(attribute('numFmtId')), isDateFormat(attribute('formatCode') ?? ''));
      else if (name === 'cellXfs') isInCellFormats = true;
      else if (name === 'xf' && isInCellFormats) {
        const id = Number(attribute('numFmtId') ?? 0);
        isDate.push(own.get(id) ?? isBuiltInDate(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCellFormats = false;
    },
    text() {},
  });
  return read.ok ? ok(isDate) : read;
}

/** The texts that cells point to. Rich text is joined; phonetic guides are no part of it. */
export async function readStrings(
  zip: Zip,
  part: string,
  signal?: AbortSignal,
): Promise<Result<readonly string[], TransferError>> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isPhonetic = false;
  let isBeyond = false;
  const read = await readXml(
    zip,
    part,
    MAX_STRINGS_BYTES,
    {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 't') isText = !isPhonetic;
        else if (name === 'rPh') isPhonetic = true;
      },
      close(name) {
        if (name === 'si') {
          if (strings.length < MAX_STRINGS) strings.push(unescapeText(text));
          else isBeyond = true;
        }
        if (name === 't') isText = false;
        else if (name === 'rPh') isPhonetic = false;
      },
      text(piece) {
        if (isText) text += piece;
      },
    },
    signal,
  );
  if (!read.ok) return read;
  return isBeyond ? err({ type: 'zip-bomb', part, inflatedBytes: MAX_STRINGS_BYTES }) : ok(strings);
}

/** Undoes `_x000D_`, by which workbooks write what XML cannot (22.9.2.19). */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

async function readXml(
  zip: Zip,
  part: string,
  maxBytes: number,
  listener: XmlListener,
  signal?: AbortSignal,
): Promise<Result<undefined, TransferError>> {
  const reader = createXmlReader(listener);
  const decoder = new TextDecoder();
  for await (const piece of zip.read(part, { maxBytes, signal })) {
    if (!piece.ok) return piece;
    if (!reader.write(decoder.decode(piece.value.bytes, { stream: true }))) return err({ type: 'broken-xlsx', part });
  }
  reader.write(decoder.decode());
  return reader.end() ? ok(undefined) : err({ type: 'broken-xlsx', part });
}
