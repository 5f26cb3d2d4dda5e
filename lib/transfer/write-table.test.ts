import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTable, readAll } from '../../tests/transfer/read-all.ts';
import type { Cell } from './cell.ts';
import { cleanText, isRisky } from './clean-text.ts';
import { createInterpreter } from './interpreter.ts';
import { zoneClock } from './time-zone.ts';
import { rejectedTable, writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const zone = zoneClock('America/New_York');
if (!zone) throw new Error('no such zone');

async function blobOf(parts: AsyncIterable<Uint8Array>): Promise<Blob> {
  const all: BlobPart[] = [];
  for await (const part of parts) all.push(part as Uint8Array<ArrayBuffer>);
  return new Blob(all);
}
const csv = (rows: readonly (readonly Cell[])[], delimiter?: ',' | ';' | '\t') =>
  blobOf(writeCsv(rows, { zone, ...(delimiter ? { delimiter } : {}) }));
const xlsx = (header: readonly string[], rows: readonly (readonly Cell[])[], name = 'Orders') =>
  blobOf(writeXlsx([{ name, header, rows }], { zone }));

const HEADER = ['name', 'phone', 'total', 'placed', 'birthday', 'count'];
const ROW: readonly Cell[] = [
  '=HYPERLINK("x")',
  '+8613800138000',
  { amountMinor: -123450, currency: 'USD' },
  { at: Date.UTC(2024, 2, 10, 6, 59, 59) },
  { day: '1990-03-05' },
  -2.5,
];

describe('CSV', () => {
  it('has the mark that Excel needs, and cells as every program reads them', async () => {
    const blob = await csv([HEADER, ROW]);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe(
      `${HEADER.join(',')}\r\n"'=HYPERLINK(""x"")","'+8613800138000",-1234.50,2024-03-10 01:59:59 -05:00,1990-03-05,-2.5\r\n`,
    );
  });

  it('has no text in it that a spreadsheet takes for a formula', async () => {
    const payloads = [
      '=1+1',
      '+1',
      '-1',
      '@x',
      '\t=1',
      '\r=1',
      ' =1',
      '＝1',
      '＠x',
      '"=1',
      '\n=1',
      "=cmd|' /C calc'!A0",
    ];
    const table = await openTable(await csv([['a', 'b'], ...payloads.map((text) => [text, 'x'])]));
    const { rows } = await readAll(table);
    expect(rows).toHaveLength(payloads.length);
    for (const [cell = ''] of rows) expect(isRisky(cell), cell).toBe(false);
  });
});

describe('XLSX', () => {
  it('keeps numbers numbers, dates dates and text text', async () => {
    const table = await openTable(await xlsx(HEADER, [ROW]));
    expect(table.headers).toEqual(HEADER);
    expect((await readAll(table)).rows).toEqual([
      ['=HYPERLINK("x")', '+8613800138000', '-1234.50', '2024-03-10 01:59:59', '1990-03-05', '-2.5'],
    ]);
  });

  it('marks text that looks like a formula as text, so that it stays one when it is edited', async () => {
    const bytes = new Uint8Array(await (await xlsx(['a'], [['=1+1'], ['Ana']])).arrayBuffer());
    const { unzipSync, strFromU8 } = await import('fflate');
    const parts = unzipSync(bytes);
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
    expect(part('xl/worksheets/sheet1.xml')).toContain(
      '<c r="A2" t="inlineStr" s="2"><is><t xml:space="preserve">=1+1</t>',
    );
    expect(part('xl/worksheets/sheet1.xml')).toContain('<c r="A3" t="inlineStr"><is>');
    expect(part('xl/worksheets/sheet1.xml')).not.toContain('<f>');
    expect(part('xl/styles.xml')).toMatch(/<cellXfs.*?<xf .*?<xf .*?<xf numFmtId="49"[^>]*quotePrefix="1"/);
  });

  it('gives every sheet a name that Excel allows, and no two the same', async () => {
    const sheet = (name: string) => ({ name, header: ['a'], rows: [['1']] });
    const long = 'Orders of the year 2024, all of them';
    const blob = await blobOf(writeXlsx([sheet('a/b:c'), sheet(long), sheet(long), sheet('')], { zone }));
    expect((await openTable(blob)).sheets).toEqual(['a b c', long.slice(0, 31), `${long.slice(0, 27)} (2)`, 'Sheet']);
  });
});

describe('what is written reads back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 10 }).filter((value) => value.isWellFormed()),
    fc.constantFrom(
      '=1',
      "'",
      "''=",
      '"',
      'a,b;c\td',
      'x\r\ny',
      '_x0041_',
      '\u0001',
      '<&>',
      ' ',
      '+86 138',
      '王小明',
      '-5',
      "'5",
    ),
  );
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
  const header = (rows: readonly (readonly string[])[]) => (rows[0] ?? []).map((_, at) => `column ${at}`);
  const isFilled = (cells: readonly string[]) => cells.some((cell) => cell !== '');
  // A last row of known text: the file's end is no blank cell.
  const closed = (rows: readonly (readonly string[])[]) => [...rows, header(rows).map(() => 'end')];

  it('as CSV with any delimiter, but for blanks at the ends of a cell', async () => {
    const edges = /^[\p{White_Space}\p{Cf}]+|[\p{White_Space}\p{Cf}]+$/gu;
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',' as const, ';' as const, '\t' as const), async (made, delimiter) => {
        const rows = made.map((cells) => cells.map((cell) => cell.replaceAll('\0', '').replace(edges, '')));
        const file = await csv([header(rows), ...closed(rows)], delimiter);
        const read = (await readAll(await openTable(file, { delimiter }))).rows.map((cells) => cells.map(cleanText));
        expect(read).toEqual(closed(rows).filter(isFilled));
      }),
      { numRuns: 40 },
    );
  });

  it('as XLSX, to the last character', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const file = await xlsx(header(rows), closed(rows));
        const expected = closed(rows)
          .filter((cells) => cells.some((cell) => cell.trim() !== ''))
          .map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1));
        expect((await readAll(await openTable(file))).rows).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('amounts, instants and phone numbers survive our own import, from either', async () => {
    const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    // Whole seconds: what a spreadsheet shows. Without the hour that comes twice a year, which XLSX cannot tell apart.
    const instants = fc
      .integer({ min: 1_000_000_000, max: 2_000_000_000 })
      .filter((at) => zone.toEpoch(zone.toWall(at * 1000)) === at * 1000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(amounts, instants), { minLength: 1, maxLength: 5 }), async (orders) => {
        const header = ['number', 'phone', 'total', 'currency', 'placed'];
        const rows = orders.map(([amountMinor, at], index): Cell[] => [
          `A-${index}`,
          '+8613800138000',
          { amountMinor, currency: 'JPY' },
          'JPY',
          { at: at * 1000 },
        ]);
        for (const file of [await csv([header, ...rows]), await xlsx(header, rows)]) {
          const opened = await openTable(file);
          const interpreter = createInterpreter(
            {
              'order.number': 'number',
              'customer.phone': 'phone',
              'order.total': 'total',
              'order.currency': 'currency',
              'order.placedAt': 'placed',
            },
            opened.headers,
            { timeZone: 'America/New_York' },
          );
          if (!interpreter.ok) throw new Error(interpreter.error.type);
          const { rows: read } = await readAll(opened);
          expect(read.map((cells, at) => interpreter.value.read(cells, at))).toMatchObject(
            orders.map(([totalMinor, at], index) => ({
              customer: { phones: ['+8613800138000'] },
              order: {
                number: `A-${index}`,
                totalMinor: totalMinor === 0 ? 0 : totalMinor,
                currency: 'JPY',
                placedAt: at * 1000,
              },
              problems: [],
            })),
          );
        }
      }),
      { numRuns: 15 },
    );
  });
});

it('rejected rows come as they were, with the line and the reason behind them', async () => {
  const rows = rejectedTable(
    ['name', 'total'],
    [
      { row: 3, cells: ['Ana', 'a lot'], reason: 'bad-amount', target: 'order.total' },
      { row: 9, cells: ['=evil', '1', 'moved'], reason: 'shifted-columns' },
    ],
    { line: 'Line', reason: 'Reason', sentence: (reason) => `because: ${reason}` },
  );
  const table = await openTable(await csv([...rows]));
  expect(table.headers).toEqual(['name', 'total', 'Line', 'Reason']);
  expect((await readAll(table)).rows).toEqual([
    ['Ana', 'a lot', '3', 'because: bad-amount'],
    ["'=evil", '1', '9', 'because: shifted-columns', 'moved'],
  ]);
});
