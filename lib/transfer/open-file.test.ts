import { describe, expect, it } from 'vitest';
import { encodeLegacy, encodeUtf16 } from '../../tests/transfer/legacy-encoding.ts';
import { openTable, readAll } from '../../tests/transfer/read-all.ts';
import { BACKUP_START, openFile } from './open-file.ts';
import { MAX_COLUMNS } from './transfer-error.ts';

const SIMPLIFIED = '姓名,城市,备注\r\n张伟,杭州,喜欢蓝色\r\n李娜,成都,请在周末送货\r\n王小明,广州,发票抬头已改\r\n';
const TRADITIONAL =
  '姓名,城市,備註\r\n陳怡君,臺北,喜歡藍色\r\n林志豪,高雄,請於週末送貨\r\n黃淑芬,台中,發票抬頭已改\r\n';

describe('the encoding is found in the bytes', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(SIMPLIFIED), SIMPLIFIED, 'utf-8'],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${SIMPLIFIED}`), SIMPLIFIED, 'utf-8'],
    ['UTF-16LE with a mark', encodeUtf16(`\ufeff${SIMPLIFIED}`, false), SIMPLIFIED, 'utf-16le'],
    ['UTF-16BE with a mark', encodeUtf16(`\ufeff${TRADITIONAL}`, true), TRADITIONAL, 'utf-16be'],
    ['UTF-16LE without one', encodeUtf16(SIMPLIFIED, false), SIMPLIFIED, 'utf-16le'],
    ['UTF-16BE without one', encodeUtf16(SIMPLIFIED, true), SIMPLIFIED, 'utf-16be'],
    ['GBK', encodeLegacy(SIMPLIFIED, 'gb18030'), SIMPLIFIED, 'gb18030'],
    ['traditional characters in GBK', encodeLegacy(TRADITIONAL, 'gb18030'), TRADITIONAL, 'gb18030'],
    ['Big5', encodeLegacy(TRADITIONAL, 'big5'), TRADITIONAL, 'big5'],
  ])('%s', async (_, bytes, text, encoding) => {
    const table = await openTable(bytes);
    expect([table.encoding, table.isEncodingSure]).toEqual([encoding, true]);
    const rows = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(table.headers).toEqual(rows[0]);
    expect((await readAll(table)).rows).toEqual(rows.slice(1));
  });

  // Real sentences, names and addresses of two dozen characters each: no more is there in a small shop's file.
  const SHORT_SIMPLIFIED = [
    '欧阳锋,上海市浦东新区世纪大道一百号,电话已停机',
    '司马懿,黑龙江省哈尔滨市道里区中央大街,老客户介绍',
    '诸葛瑾,内蒙古自治区呼和浩特市赛罕区,退货两次',
    '订单编号,收货人姓名,联系手机,宝贝标题,交易成功',
    '慕容雪,乌鲁木齐市天山区解放北路,包装破损要求赔偿',
    '单雄信,重庆市渝中区解放碑步行街,鞋码偏大半码',
  ];
  const SHORT_TRADITIONAL = [
    '歐陽靖,臺北市信義區松仁路一百號,電話已停用',
    '范瑋琪,新北市板橋區縣民大道二段,老客戶介紹',
    '鄭秀文,香港九龍旺角彌敦道六百號,退貨兩次',
    '訂單編號,收件者姓名,買家帳號,商品名稱,已出貨',
    '蕭敬騰,桃園市中壢區中正路,包裝破損要求賠償',
    '簡嫚書,嘉義縣阿里山鄉樂野村,鞋子尺寸偏大半號',
  ];
  it.each(SHORT_SIMPLIFIED)('GBK is told from Big5 by one line: %s', async (line) => {
    const table = await openTable(encodeLegacy(`a,b,c,d,e\n${line}\n`, 'gb18030'));
    expect(table.encoding).toBe('gb18030');
    expect(table.sampleRows[0]).toEqual(line.split(','));
  });
  it.each(SHORT_TRADITIONAL)('Big5 is told from GBK by one line: %s', async (line) => {
    const table = await openTable(encodeLegacy(`a,b,c,d,e\n${line}\n`, 'big5'));
    expect(table.encoding).toBe('big5');
    expect(table.sampleRows[0]).toEqual(line.split(','));
  });

  it('western European files of old Windows programs are read as they were written', async () => {
    const bytes = Uint8Array.from(
      [...'Name,Ort\nJürgen Groß,Köln\nRenée Côté,Montréal\n'].map((char) => char.charCodeAt(0)),
    );
    const table = await openTable(bytes);
    expect(table.encoding).toBe('windows-1252');
    expect(table.sampleRows).toEqual([
      ['Jürgen Groß', 'Köln'],
      ['Renée Côté', 'Montréal'],
    ]);
  });

  it('a character far down in a plain file decides', async () => {
    const plain = `id,name,city\n${'1,Ana,Porto\n'.repeat(150_000)}`;
    const bytes = new Blob([plain, encodeLegacy('2,张伟,杭州\n3,李娜,成都\n', 'gb18030')]);
    const table = await openTable(bytes);
    expect(table.encoding).toBe('gb18030');
    const { rows, error } = await readAll(table);
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(150_002);
    expect(rows.slice(-2)).toEqual([
      ['2', '张伟', '杭州'],
      ['3', '李娜', '成都'],
    ]);
  });

  it('the user has the last word', async () => {
    const bytes = encodeLegacy(TRADITIONAL, 'big5');
    expect((await openTable(bytes, { encoding: 'gb18030' })).encoding).toBe('gb18030');
    expect((await openTable(bytes, { encoding: 'big5' })).headers).toEqual(['姓名', '城市', '備註']);
  });

  it('a UTF-8 file with a damaged place stays UTF-8, and the damage stays visible', async () => {
    const bytes = new TextEncoder().encode(SIMPLIFIED.repeat(3));
    bytes[bytes.length - 8] = 0xff;
    const table = await openTable(bytes);
    expect([table.encoding, table.isEncodingSure]).toEqual(['utf-8', false]);
    const { rows } = await readAll(table);
    expect(rows.filter((cells) => cells.join('').includes('\ufffd'))).toHaveLength(1);
  });
});

describe('the delimiter is found in the lines', () => {
  it.each([',', ';', '\t', '|'] as const)('%j', async (delimiter) => {
    const lines = [
      ['name', 'amount', 'note'],
      ['Ana', '1,50', 'likes tea; and | or pipes'],
      ['Bo', '2,25', ''],
    ];
    const text = lines
      .map((cells) => cells.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter))
      .join('\n');
    const table = await openTable(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.headers).toEqual(lines[0]);
    expect((await readAll(table)).rows).toEqual(lines.slice(1));
  });

  it("Excel's own hint counts, and is no header", async () => {
    const table = await openTable('sep=;\r\na,x;b\r\n1;2\r\n');
    expect([table.delimiter, table.headers, table.headerLine]).toEqual([';', ['a,x', 'b'], 2]);
  });

  it('a single column is a table of one', async () => {
    const table = await openTable('email\nana@mail.example\nbo@mail.example\n');
    expect(table.headers).toEqual(['email']);
    expect((await readAll(table)).rows).toEqual([['ana@mail.example'], ['bo@mail.example']]);
  });
});

describe('rows', () => {
  it('quoted cells hold line breaks, delimiters and quotation marks; lines are counted as a spreadsheet does', async () => {
    const { rows, lines } = await readAll(await openTable('a,b\r\n"one\r\ntwo","x, ""y"""\r\n\r\nthree,four\r\n'));
    expect(rows).toEqual([
      ['one\r\ntwo', 'x, "y"'],
      ['three', 'four'],
    ]);
    expect(lines).toEqual([2, 4]);
  });

  it('line breaks may be mixed, and be those of old Macs', async () => {
    expect((await readAll(await openTable('a,b\r\n1,2\n3,4\r\n'))).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect((await readAll(await openTable('a,b\r1,2\r3,4\r'))).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('a title above the header is passed over', async () => {
    const table = await openTable('订单报表\n导出时间：2024-03-05\n\n订单号,姓名,金额\n1,张伟,2.00\n2,李娜,3.00\n');
    expect([table.headers, table.headerLine]).toEqual([['订单号', '姓名', '金额'], 4]);
    expect((await readAll(table)).lines).toEqual([5, 6]);
  });

  it('a file without a header has letters for one, and loses no row', async () => {
    const table = await openTable('Ana,ana@mail.example,2024-03-05\nBo,bo@mail.example,2024-03-06\n');
    expect([table.hasHeader, table.headers]).toEqual([false, ['A', 'B', 'C']]);
    expect((await readAll(table)).rows).toHaveLength(2);
  });

  it('headers are each there once, and names of object members are only names', async () => {
    const table = await openTable('__proto__,constructor,Phone,Phone,,toString\n1,2,3,4,5,6\n');
    expect(table.headers).toEqual(['__proto__', 'constructor', 'Phone', 'Phone (2)', 'E', 'toString']);
  });

  it('are the same wherever the file happens to be cut into slices', async () => {
    const row = `${'x'.repeat(1000)},"张""伟\n${'y'.repeat(500)}",z\r\n`;
    const count = 2500;
    const table = await openTable(`a,b,c\r\n${row.repeat(count)}`);
    const { rows, lines, error } = await readAll(table);
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map((cells) => cells.join('|'))).size).toBe(1);
    expect(lines.at(-1)).toBe(count + 1);
  });
});

describe('files that are no table', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3)) & 0xff);
  it.each<[string, BlobPart, object]>([
    ['nothing', '', { type: 'empty' }],
    ['blank lines', '\r\n \r\n,,\r\n', { type: 'empty' }],
    ['a header alone', 'name,email\n', { type: 'header-only', headers: ['name', 'email'] }],
    ['noise', noise, { type: 'binary', looksLike: 'unknown' }],
    ['zeros', new Uint8Array(4096), { type: 'binary', looksLike: 'unknown' }],
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), { type: 'binary', looksLike: 'image' }],
    ['a PDF', '%PDF-1.7\n', { type: 'binary', looksLike: 'pdf' }],
    [
      'an old workbook',
      bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      { type: 'binary', looksLike: 'old-excel' },
    ],
    ['a page', '<!DOCTYPE html><table><tr><td>1</td></tr></table>', { type: 'not-a-table', looksLike: 'html' }],
    ['XML', '<?xml version="1.0"?><a/>', { type: 'not-a-table', looksLike: 'xml' }],
    ['JSON', '{"a": [1, 2]}', { type: 'not-a-table', looksLike: 'json' }],
    ['prose', `${'Once upon a time there was a shop '.repeat(20)}\n`, { type: 'not-a-table', looksLike: 'text' }],
    [
      'letters that a program has destroyed',
      '\ufffd\ufffd,\ufffd\ufffd\n\ufffd\ufffd,138\n',
      { type: 'destroyed-text' },
    ],
    [
      'ten thousand columns',
      `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(',')}\n${'1,'.repeat(9999)}1\n`,
      { type: 'too-many-columns', columns: 10_000, limit: MAX_COLUMNS },
    ],
  ])('%s', async (_, part, error) => {
    expect(await openFile(new Blob([part]))).toEqual({ ok: false, error });
  });

  it('in an encoding that was chosen wrongly is shown as it reads, so that another can be chosen', async () => {
    const gbk = bytes(0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0a, 0xc0, 0xee, 0x2c, 0x31, 0x33);
    const opened = await openFile(new Blob([gbk]), { encoding: 'utf-8' });
    expect(opened).toMatchObject({ ok: true, value: { kind: 'table', encoding: 'utf-8' } });
  });

  it('a workbook with a password says so', async () => {
    const file = new Blob([
      bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      new Uint8Array(1016),
      encodeUtf16('EncryptedPackage', false),
    ]);
    expect(await openFile(file)).toEqual({ ok: false, error: { type: 'encrypted' } });
  });

  it('an encoding nobody knows is refused', async () => {
    const encoding = 'klingon' as 'utf-8';
    expect(await openFile(new Blob(['a,b\n1,2']), { encoding })).toEqual({
      ok: false,
      error: { type: 'unknown-encoding', encoding },
    });
  });

  it('one of our own backups is known by its beginning', async () => {
    const file = new Blob([`${BACKUP_START},"version":1}`]);
    expect(await openFile(file)).toEqual({ ok: true, value: { kind: 'backup', file } });
  });
});

describe('files that end too early', () => {
  it('in a quoted cell: the rows before it are there', async () => {
    const { rows, error } = await readAll(await openTable('a,b\n1,2\n3,"four\nfive'));
    expect(rows).toEqual([['1', '2']]);
    expect(error).toEqual({ type: 'truncated', line: 3 });
  });

  it('in the middle of a row', async () => {
    const { rows, error } = await readAll(await openTable('a,b,c\n1,2,3\n4,5,6\n7,8'));
    expect(rows).toHaveLength(2);
    expect(error).toEqual({ type: 'truncated', line: 4 });
  });

  it('a last row without a line break is a row', async () => {
    const { rows, error } = await readAll(await openTable('a,b,c\n1,2,3\n4,5,6'));
    expect([rows.length, error]).toEqual([2, undefined]);
  });

  it('rows of different lengths are those of a spreadsheet, not of a cut file', async () => {
    const { rows, error } = await readAll(await openTable('a,b,c\n1,2,3\n4,5\n7,8'));
    expect([rows.length, error]).toEqual([3, undefined]);
  });

  it('a quotation mark that never closes is found before it fills the memory', async () => {
    const file = new Blob(['a,b\n1,"open ', `${'x'.repeat(1000)},\n`.repeat(8000)]);
    expect((await readAll(await openTable(file))).error).toEqual({ type: 'unclosed-quote', line: 2 });
  });
});
