import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openTable, readAll } from '../../tests/transfer/read-all.ts';
import { openFile } from './open-file.ts';
import { MAX_COLUMNS } from './transfer-error.ts';
import { isDateFormat } from './xlsx-parts.ts';
import { numberText } from './xlsx-sheet.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  readonly sheets?: Readonly<Record<string, string>>;
  readonly strings?: string;
  readonly styles?: string;
  readonly is1904?: boolean;
  readonly hidden?: string;
  readonly extra?: Readonly<Record<string, Uint8Array>>;
}

/** A workbook of these parts; sheets are the XML between the tags of sheetData. */
function workbook({ sheets = {}, strings, styles, is1904, hidden, extra = {} }: Parts): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(`<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${names
        .map(
          (name, at) =>
            `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"${name === hidden ? ' state="hidden"' : ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${names.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('t', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('y', 'styles', 'styles.xml')}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        strToU8(`<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`),
      ]),
    ),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${strings}</sst>`) }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': strToU8(`<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`) }),
    ...extra,
  };
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}

const text = (value: string, reference = '') =>
  `<c t="inlineStr"${reference && ` r="${reference}"`}><is><t>${value}</t></is></c>`;
const number = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
const HEAD = row(text('name'), text('value'));

describe('a workbook', () => {
  it('gives texts of every kind', async () => {
    const table = await openTable(
      workbook({
        strings:
          '<si><t>shared</t></si><si><r><t>rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>ruby</t></rPh></si><si><t>a&amp;b_x000D_&#x738B;</t></si>',
        sheets: {
          One: [
            HEAD,
            row('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'),
            row('<c t="s"><v>2</v></c>', '<c t="str"><f>A1</f><v>made</v></c>'),
            row('<c t="b"><v>1</v></c>', '<c t="e"><v>#REF!</v></c>'),
            row(text('<![CDATA[<x>]]>'), '<c t="d"><v>2024-03-05T15:04:05</v></c>'),
          ].join(''),
        },
      }),
    );
    expect(table.headers).toEqual(['name', 'value']);
    expect((await readAll(table)).rows).toEqual([
      ['shared', 'rich text'],
      ['a&b\r王', 'made'],
      ['TRUE', '#REF!'],
      ['<x>', '2024-03-05 15:04:05'],
    ]);
  });

  it('gives dates where numbers are formatted as dates, in either calendar', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="2"/></cellXfs>';
    const sheets = {
      One: [
        HEAD,
        row(text('plain'), number('45356')),
        row(text('day'), number('45356', 1)),
        row(text('moment'), number('45356.627835648147', 2)),
        row(text('chinese'), number('45356', 3)),
        row(text('hours'), number('1.5', 4)),
        row(text('amount'), number('45356.5', 5)),
        row(text('time'), number('0.5', 2)),
        row(text('early'), number('59', 1)),
      ].join(''),
    };
    const values = async (is1904: boolean) =>
      (await readAll(await openTable(workbook({ styles, sheets, is1904 })))).rows.map((cells) => cells[1]);
    expect(await values(false)).toEqual([
      '45356',
      '2024-03-05',
      '2024-03-05 15:04:05',
      '2024-03-05',
      '1.5',
      '45356.5',
      '12:00:00',
      '1900-02-28',
    ]);
    expect((await values(true))[1]).toBe('2028-03-06');
  });

  it('gives numbers with the digits a person sees, and leaves lost ones marked', () => {
    expect(numberText('0.30000000000000004')).toBe('0.3');
    expect(numberText('1234.5699999999999')).toBe('1234.57');
    expect(numberText('13800138000')).toBe('13800138000');
    expect(numberText('381234567890123456')).toBe('381234567890123456');
    expect(numberText('3.8123456789012346E+17')).toBe('3.8123456789012346E+17');
    expect(numberText('1E+3')).toBe('1E+3');
  });

  it('keeps cells in their columns and rows at their lines, gaps and all', async () => {
    const table = await openTable(
      workbook({
        sheets: {
          One: `<row r="3">${text('a', 'A3')}${text('b', 'B3')}${text('c', 'C3')}</row><row r="7">${text('1', 'A7')}${text('3', 'C7')}</row><row r="8"/><row r="9">${text('9', 'B9')}</row>`,
        },
      }),
    );
    expect([table.headers, table.headerLine]).toEqual([['a', 'b', 'c'], 3]);
    expect(await readAll(table)).toEqual({
      rows: [
        ['1', '', '3'],
        ['', '9'],
      ],
      lines: [7, 9],
      error: undefined,
    });
  });

  it('with prefixes on its tags is the same', async () => {
    const sheet = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const table = await openTable(
      workbook({ sheets: { One: '' }, extra: { 'xl/worksheets/sheet1.xml': strToU8(sheet) } }),
    );
    expect([table.headers, (await readAll(table)).rows]).toEqual([['a'], [['5']]]);
  });

  it('opens its first visible sheet with anything in it, or the one asked for', async () => {
    const bytes = workbook({
      hidden: 'Secret',
      sheets: {
        Secret: HEAD + row(text('s'), text('1')),
        Empty: '',
        Orders: HEAD + row(text('o'), text('1')),
        More: HEAD + row(text('m'), text('1')),
      },
    });
    const table = await openTable(bytes);
    expect([table.sheet, table.sheets]).toEqual(['Orders', ['Empty', 'Orders', 'More']]);
    expect((await openTable(bytes, { sheet: 'More' })).sampleRows[0]?.[0]).toBe('m');
    expect(await openFile(new Blob([bytes]), { sheet: 'Nope' })).toEqual({
      ok: false,
      error: { type: 'no-such-sheet', sheets: ['Empty', 'Orders', 'More'] },
    });
  });

  it('of many rows comes in batches, and stops when told to', async () => {
    const table = await openTable(workbook({ sheets: { One: HEAD + row(text('Ana'), number('1.5')).repeat(30_000) } }));
    const sizes: number[] = [];
    for await (const batch of table.batches()) if (batch.ok) sizes.push(batch.value.rows.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(30_000);
    expect(Math.max(...sizes)).toBeLessThan(30_000);
    const stop = new AbortController();
    stop.abort();
    expect((await readAll(table, stop.signal)).error).toEqual({ type: 'cancelled' });
  });
});

describe('number formats', () => {
  it.each([
    'yyyy-mm-dd',
    'm/d/yy h:mm',
    'd-mmm',
    'h:mm:ss',
    'yyyy"年"m"月"',
    '[$-804]yyyy"年"m"月"d"日";@',
    '[DBNum1]d',
    'mm:ss',
  ])('%s is a date', (code) => {
    expect(isDateFormat(code)).toBe(true);
  });
  it.each([
    'General',
    '0.00',
    '#,##0.00 "days"',
    '[Red]0',
    '[h]:mm',
    '"d"0',
    '0\\d',
    '[$¥-804]#,##0',
    '0.00E+00',
    '@',
    '_(* #,##0_)',
  ])('%s is none', (code) => {
    expect(isDateFormat(code)).toBe(false);
  });
});

describe('archives that are no good', () => {
  const good = workbook({ sheets: { One: HEAD + row(text('Ana'), number('1')) } });
  const failure = async (bytes: BlobPart) => {
    const opened = await openFile(new Blob([bytes]));
    if (!opened.ok) return opened.error;
    return opened.value.kind === 'table' ? (await readAll(opened.value)).error : undefined;
  };

  it('cut off at any place are never taken for whole', async () => {
    for (let length = 8; length < good.length; length += 23) {
      expect((await failure(good.slice(0, length)))?.type).toBe('truncated');
    }
  });

  it('with a changed byte are never read as something else', async () => {
    const whole = await readAll(await openTable(good));
    for (let at = 0; at < good.length; at += 5) {
      const bytes = good.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const opened = await openFile(new Blob([bytes]));
      if (!opened.ok || opened.value.kind !== 'table') continue;
      const read = await readAll(opened.value);
      // The byte said nothing (a time, a version), or it is noticed.
      if (read.error === undefined) expect(read.rows).toEqual(whole.rows);
    }
  });

  it('that unpack to very much are stopped early', async () => {
    const dense = (tag: string) => strToU8(`<root>${`<${tag}/>`.repeat(1 << 20)}</root>`);
    const sheet = workbook({ sheets: { One: '' }, extra: { 'xl/worksheets/sheet1.xml': dense('row') } });
    expect(sheet.length).toBeLessThan(20_000);
    const error = await failure(sheet);
    expect(error).toMatchObject({ type: 'zip-bomb', part: 'xl/worksheets/sheet1.xml' });
    expect(error?.type === 'zip-bomb' && error.inflatedBytes).toBeLessThan(6 << 20);
    const strings = workbook({ sheets: { One: HEAD }, extra: { 'xl/sharedStrings.xml': dense('si') } });
    expect(await failure(strings)).toMatchObject({ type: 'zip-bomb', part: 'xl/sharedStrings.xml' });
    const styles = workbook({ sheets: { One: HEAD }, extra: { 'xl/styles.xml': dense('xf') } });
    expect(await failure(styles)).toMatchObject({ type: 'zip-bomb', part: 'xl/styles.xml' });
  });

  it('with a text that never ends are stopped too', async () => {
    const endless = strToU8(`<worksheet><sheetData><row><c t="str"><v>${'ab c d'.repeat(1 << 19)}`);
    const bytes = workbook({ sheets: { One: '' }, extra: { 'xl/worksheets/sheet1.xml': endless } });
    expect(await failure(bytes)).toEqual({ type: 'broken-xlsx', part: 'xl/worksheets/sheet1.xml' });
  });

  it('of other kinds are named for it', async () => {
    expect(await failure(zipSync({ 'a.txt': strToU8('x') }) as Uint8Array<ArrayBuffer>)).toEqual({
      type: 'not-a-table',
      looksLike: 'archive',
    });
    expect(await failure(zipSync({}) as Uint8Array<ArrayBuffer>)).toEqual({
      type: 'not-a-table',
      looksLike: 'archive',
    });
  });

  it('with a document type are refused: it could define anything', async () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
    const bytes = workbook({ sheets: { One: '' }, extra: { 'xl/worksheets/sheet1.xml': strToU8(sheet) } });
    expect(await failure(bytes)).toEqual({ type: 'broken-xlsx', part: 'xl/worksheets/sheet1.xml' });
  });

  it('with broken XML say which part', async () => {
    const bytes = workbook({ sheets: { One: '<row><c></row>' } });
    expect(await failure(bytes)).toEqual({ type: 'broken-xlsx', part: 'xl/worksheets/sheet1.xml' });
  });

  it('with too many columns say so', async () => {
    const wide = `<row>${text('x', 'A1')}${text('y', 'XFD1')}</row>`;
    expect(await failure(workbook({ sheets: { One: wide } }))).toEqual({
      type: 'too-many-columns',
      columns: 16_384,
      limit: MAX_COLUMNS,
    });
  });

  it('with nothing in them say so', async () => {
    expect(await failure(workbook({ sheets: { One: '' } }))).toEqual({ type: 'empty' });
    expect(await failure(workbook({ sheets: { One: HEAD } }))).toEqual({
      type: 'header-only',
      headers: ['name', 'value'],
    });
  });

  it('with a password on their entries say so', async () => {
    const bytes = good.slice();
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
    }
    expect(await failure(bytes)).toEqual({ type: 'encrypted' });
  });
});
