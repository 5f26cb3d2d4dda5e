import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLegacy } from '../../tests/transfer/legacy-encoding.ts';
import type { ImportRow, RejectedRow } from './import-row.ts';
import { openFile } from './open-file.ts';
import type { TransferError } from './transfer-error.ts';
import { type VcardPerson, writeVcard } from './write-vcard.ts';

async function people(...parts: BlobPart[]) {
  const opened = await openFile(new Blob(parts));
  if (!opened.ok || opened.value.kind !== 'contacts') throw new Error(JSON.stringify(opened));
  const rows: (ImportRow | RejectedRow)[] = [];
  let error: TransferError | undefined;
  for await (const batch of opened.value.people()) {
    if (batch.ok) rows.push(...batch.value.rows);
    else error = batch.error;
  }
  return { rows, error, encoding: opened.value.encoding };
}

const card = (...lines: string[]) => `${['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n')}\r\n`;

async function only(...lines: string[]): Promise<ImportRow> {
  const { rows } = await people(card(...lines));
  const [row] = rows;
  if (rows.length !== 1 || !row || 'reason' in row) throw new Error(JSON.stringify(rows));
  return row;
}

describe('a card', () => {
  it('of version 3 has every value in its place', async () => {
    const { customer, problems, row } = await only(
      'VERSION:3.0',
      'N:Silva;Ana;Maria;Dr.;',
      'FN:Ana Silva',
      'ORG:Silva\\, Lda;Vendas',
      'item1.EMAIL;TYPE=INTERNET,PREF:ana@mail.example',
      'item1.X-ABLabel:_$!<Work>!$_',
      'EMAIL;type=HOME:ana@home.example',
      'TEL;TYPE=CELL:+351 912 345 678',
      'TEL;TYPE=WORK:tel:+351-22-000-0000',
      'ADR;TYPE=HOME:;Apt 3;Rua das Flores 12;Porto;;4050-262;Portugal',
      'BDAY:1990-03-05',
      'CATEGORIES:VIP,Newsletter\\, weekly',
      'NOTE:Likes blue.\\nCalls on Mondays\\; never on Fr',
      ' idays.',
      'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD',
      ' /2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkI',
      'X-GENDER:Female',
    );
    expect([row, problems]).toEqual([1, []]);
    expect(customer).toEqual({
      name: 'Ana Silva',
      company: 'Silva, Lda, Vendas',
      emails: ['ana@mail.example', 'ana@home.example'],
      phones: ['+351 912 345 678', '+351-22-000-0000'],
      accounts: [],
      address: 'Rua das Flores 12, Apt 3, Porto, 4050-262, Portugal',
      birthday: '1990-03-05',
      tags: ['VIP', 'Newsletter, weekly'],
      note: 'Likes blue.\nCalls on Mondays; never on Fridays.',
      sex: 'female',
      fields: new Map(),
    });
  });

  it('of version 4 too', async () => {
    const { customer } = await only(
      'VERSION:4.0',
      'FN:林美玲',
      'TEL;VALUE=uri;PREF=1;TYPE="cell,home":tel:+886-912-345-678;ext=12',
      'EMAIL:mailto:mei@mail.example',
      'ADR;LABEL="台北市: 大安區":;;和平東路一段1號;台北市;;106;台灣',
      'BDAY:19900305T000000Z',
      'GENDER:F;lady',
      'LANG;PREF=1:zh-tw',
    );
    expect(customer).toMatchObject({
      name: '林美玲',
      phones: ['+886-912-345-678 ext 12'],
      emails: ['mei@mail.example'],
      address: '台灣台北市和平東路一段1號',
      birthday: '1990-03-05',
      sex: 'female',
      language: 'zh-TW',
    });
  });

  it('of an old phone, quoted-printable in GBK with soft line breaks, is read', async () => {
    const quoted = (text: string) =>
      [...encodeLegacy(text, 'gb18030')].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('');
    const name = quoted('张伟');
    const { customer } = await only(
      'VERSION:2.1',
      `N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${quoted('张')};${quoted('伟')};;;`,
      `FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:${name.slice(0, 9)}=`,
      name.slice(9),
      'TEL;CELL;VOICE:13800138000',
      'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=96=9C=E6=AC=A2=0D=0Ablue =',
      '=3D sky',
      'PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQSkZJRgABAQ',
      'AQABAAD/2wBDAAMCAg==',
      '',
    );
    expect(customer).toMatchObject({ name: '张伟', phones: ['13800138000'], note: '喜欢\nblue = sky' });
  });

  it('without a whole name is named by its parts, family first in Chinese', async () => {
    expect((await only('VERSION:3.0', 'N:王;小明;;;', 'TEL:1380013800')).customer.name).toBe('王小明');
    expect((await only('VERSION:3.0', 'N:Silva;Ana;Maria;;', 'TEL:1380013800')).customer.name).toBe('Ana Maria Silva');
  });

  it('says what of it was left out', async () => {
    const { problems } = await only('VERSION:3.0', 'FN:Ana', 'EMAIL:none', 'TEL:ring twice', 'BDAY:--0305');
    expect(problems.map(({ type }) => type)).toEqual(['bad-email', 'bad-phone', 'bad-birthday']);
  });
});

describe('a file of cards', () => {
  const good = card('VERSION:3.0', 'FN:Ana', 'TEL:+351912345678');
  it.each([
    ['a line that is no property', card('VERSION:3.0', 'FN:Eve', 'NOTE:hello', 'and a line of nothing')],
    ['a second version smuggled in', card('VERSION:3.0', 'FN:Eve', 'NOTE:x', 'VERSION:3.0', 'TEL:+10000000')],
    ['a second name smuggled in', card('VERSION:3.0', 'N:Eve;;;;', 'FN:Eve', 'N:Mallory;;;;')],
    ['a lone carriage return', card('VERSION:3.0', 'FN:Eve', 'NOTE:x\rTEL:+10000000')],
    ['a control character', card('VERSION:3.0', 'FN:Eve\u0007')],
    ['no end', 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve\r\n'],
    ['nothing in it', card()],
  ])('%s costs that card alone', async (_, bad) => {
    const { rows, error } = await people(good, bad, good);
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({ row: 6, reason: 'broken-card' });
    for (const at of [0, 2]) expect(rows[at]).toMatchObject({ customer: { name: 'Ana' } });
  });

  it('has cards that are nobody, and cards whose letters are damaged', async () => {
    const { rows } = await people(
      card('VERSION:3.0', 'NOTE:no name'),
      card('VERSION:2.1', 'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=BC', 'TEL:1380013800'),
      card('VERSION:2.1', 'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=KLINGON:=E5=BC', 'TEL:1380013800'),
    );
    expect(rows.map((row) => 'reason' in row && row.reason)).toEqual(['no-customer', 'damaged-text', 'damaged-text']);
  });

  it('that ends in the middle of a card says so, after the whole ones', async () => {
    const { rows, error } = await people(good, 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:E');
    expect(rows).toHaveLength(1);
    expect(error).toEqual({ type: 'truncated', line: 6 });
  });

  it('may be in GBK as a whole, and far longer than one slice', async () => {
    const many = card('VERSION:2.1', 'FN:欧阳娜', 'TEL:13800138000', `NOTE:${'喜欢蓝色'.repeat(20)}`);
    const bytes = encodeLegacy(many, 'gb18030');
    const { rows, encoding } = await people(...Array.from({ length: 9000 }, () => bytes));
    expect(encoding).toBe('gb18030');
    expect(rows).toHaveLength(9000);
    for (const row of rows) expect(row).toMatchObject({ customer: { name: '欧阳娜', note: '喜欢蓝色'.repeat(20) } });
  });
});

describe('written cards', () => {
  it('are read back as they were, whatever is in them, and nothing gets out of its value', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        'x\r\nTEL:+100000000',
        'a;b,c\\n',
        'END:VCARD\nBEGIN:VCARD',
        '王小明'.repeat(30),
        '\\',
        'a\u2028TEL:1',
        ';',
        ',,',
      ),
    );
    const clean = (value: string) =>
      value
        .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
        .replace(/[^\P{Cc}\t\n]/gu, '')
        .trim();
    const person = fc.record({ name: text, note: text, company: text, tags: fc.uniqueArray(text, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 5 }), async (written) => {
        fc.pre(written.every(({ name }) => clean(name) !== ''));
        const parts: BlobPart[] = [];
        for await (const part of writeVcard(written)) parts.push(part);
        const { rows, error } = await people(...parts);
        expect(error).toBeUndefined();
        expect(
          rows.map((row) => ('reason' in row ? row : [row.customer.name, row.customer.note, row.customer.phones])),
        ).toEqual(written.map(({ name, note }) => [clean(name), clean(note) || undefined, []]));
      }),
      { numRuns: 40 },
    );
  });

  it('hold every value, in lines of at most 75 bytes', async () => {
    const person: VcardPerson = {
      id: '0190a',
      name: '王小明',
      company: 'Silva, Lda',
      emails: ['a@mail.example', 'b@mail.example'],
      phones: ['+8613800138000'],
      address: '浙江省杭州市西湖区文三路九十九号西湖国际科技大厦A座一百零一室',
      birthday: '1990-03-05',
      sex: 'female',
      language: 'zh-CN',
      tags: ['VIP', 'a,b'],
      note: 'one\ntwo',
    };
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of writeVcard([person])) parts.push(part);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\r\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCARD', 'VERSION:4.0']);
    const { rows } = await people(...parts);
    expect(rows[0]).toMatchObject({
      customer: {
        name: '王小明',
        company: 'Silva, Lda',
        emails: person.emails,
        phones: person.phones,
        address: person.address,
        birthday: '1990-03-05',
        sex: 'female',
        language: 'zh-CN',
        tags: person.tags,
        note: 'one\ntwo',
      },
    });
  });
});
