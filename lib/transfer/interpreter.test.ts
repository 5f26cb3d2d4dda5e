import { describe, expect, it } from 'vitest';
import type { ImportRow } from './import-row.ts';
import { isRejected } from './import-row.ts';
import { createInterpreter, type InterpreterOptions } from './interpreter.ts';
import type { Mapping } from './mapping.ts';
import { MAX_CELL_CHARS } from './transfer-error.ts';

/** Reads rows whose columns are named after their targets; several columns of one target are told apart by a `#`. */
function read(record: Readonly<Record<string, string>>, options: Partial<InterpreterOptions> = {}) {
  const headers = Object.keys(record);
  const mapping: Record<string, string[]> = {};
  for (const header of headers) {
    const target = header.split('#')[0] ?? '';
    mapping[target] = [...(mapping[target] ?? []), header];
  }
  const interpreter = createInterpreter(mapping as Mapping, headers, { timeZone: 'UTC', currency: 'USD', ...options });
  if (!interpreter.ok) throw new Error(interpreter.error.type);
  return interpreter.value.read(Object.values(record), 7);
}

function taken(record: Readonly<Record<string, string>>, options?: Partial<InterpreterOptions>): ImportRow {
  const row = read(record, options);
  if (isRejected(row)) throw new Error(`rejected: ${row.reason}`);
  return row;
}

describe('a customer', () => {
  it('has every value in its place', () => {
    const { row, customer, problems } = taken(
      {
        'customer.id': "'00042",
        'customer.name': ' Ana Silva ',
        'customer.email': 'ana@mail.example; ANA@shop.example',
        'customer.phone': '="13800138000"',
        'customer.phone#2': '138****1234 / 0571-88886666',
        'customer.company': 'Silva Lda',
        'customer.address': 'Rua 1\nPorto',
        'customer.birthday': '1990年3月5日',
        'customer.sex': '女',
        'customer.language': 'zh_cn',
        'customer.tags': 'vip，老客户;vip',
        'customer.note': 'first\nsecond',
        'customer.account': 'tb:小明',
        'field:size': '42',
      },
      { accountPrefix: 'taobao:my-shop' },
    );
    expect([row, problems]).toEqual([7, []]);
    expect(customer).toEqual({
      externalId: '00042',
      name: 'Ana Silva',
      emails: ['ana@mail.example', 'ANA@shop.example'],
      phones: ['13800138000', '138****1234', '0571-88886666'],
      accounts: ['taobao:my-shop:tb%3A小明'],
      company: 'Silva Lda',
      address: 'Rua 1, Porto',
      birthday: '1990-03-05',
      sex: 'female',
      language: 'zh-CN',
      tags: ['vip', '老客户'],
      note: 'first\nsecond',
      fields: new Map([['size', '42']]),
    });
  });

  it('is named as people are where they come from', () => {
    const named = (first: string, last: string) => {
      const headers = ['First Name', 'Last Name'];
      const interpreter = createInterpreter({ 'customer.name': headers }, headers, { timeZone: 'UTC' });
      if (!interpreter.ok) throw new Error(interpreter.error.type);
      const row = interpreter.value.read([first, last], 2);
      return isRejected(row) ? row.reason : row.customer.name;
    };
    expect(named('Ana', 'Silva')).toBe('Ana Silva');
    expect(named('小明', '王')).toBe('王小明');
    expect(named('太郎', '山田')).toBe('山田太郎');
    expect(named('Ming', '王')).toBe('Ming 王');
    expect(named('', '王')).toBe('王');
  });

  it('whose family name has a column of its own in Chinese is named family first, too', () => {
    const headers = ['姓', '名'];
    const interpreter = createInterpreter({ 'customer.name': headers }, headers, { timeZone: 'UTC' });
    if (!interpreter.ok) throw new Error(interpreter.error.type);
    expect(interpreter.value.read(['欧阳', '娜'], 2)).toMatchObject({ customer: { name: '欧阳娜' } });
    expect(interpreter.value.read(['Silva', 'Ana'], 2)).toMatchObject({ customer: { name: 'Ana Silva' } });
  });

  it('has an address of its parts, large to small in Chinese', () => {
    expect(
      taken({
        'customer.name': '王',
        'customer.address': '浙江省',
        'customer.address#2': '杭州市',
        'customer.address#3': '文三路9号',
      }).customer.address,
    ).toBe('浙江省杭州市文三路9号');
    expect(
      taken({ 'customer.name': '王', 'customer.address': '浙江省', 'customer.address#2': '浙江省杭州市文三路9号' })
        .customer.address,
    ).toBe('浙江省杭州市文三路9号');
    expect(
      taken({
        'customer.name': 'A',
        'customer.address': '1 High St',
        'customer.address#2': '',
        'customer.address#3': 'Leeds',
      }).customer.address,
    ).toBe('1 High St, Leeds');
  });

  it.each([
    [{ 'customer.phone': '1.38E+10' }, 'customer.phone', 'damaged-number'],
    [{ 'customer.email': 'not an address' }, 'customer.email', 'bad-email'],
    [{ 'customer.phone': 'call me' }, 'customer.phone', 'bad-phone'],
    [{ 'customer.birthday': '31.02.1990' }, 'customer.birthday', 'bad-birthday'],
    [{ 'customer.birthday': '05/03/90' }, 'customer.birthday', 'bad-birthday'],
    [{ 'customer.sex': 'blue' }, 'customer.sex', 'bad-sex'],
    [{ 'customer.language': '12' }, 'customer.language', 'bad-language'],
    [{ 'customer.company': '#REF!' }, 'customer.company', 'formula-error'],
    [{ 'customer.company': 'Caf\ufffd' }, 'customer.company', 'damaged-text'],
    [{ 'customer.address': 'x'.repeat(501) }, 'customer.address', 'too-long'],
    [{ 'customer.id': '381234567890123000' }, 'customer.id', 'suspect-number'],
  ])('%j is said and does not cost the row', (record, target, type) => {
    const { customer, problems } = taken({ 'customer.name': 'Ana', ...record });
    expect(problems).toEqual([{ target, type }]);
    expect(customer.name).toBe('Ana');
    expect(customer.phones.length + customer.emails.length).toBe(0);
    expect(
      customer.company ?? customer.address ?? customer.birthday ?? customer.sex ?? customer.language,
    ).toBeUndefined();
  });

  it('has no number 0: shops give it to every guest', () => {
    expect(taken({ 'customer.id': '0', 'customer.name': 'Ana' }).customer.externalId).toBeUndefined();
  });

  it('keeps what a spreadsheet program made of a whole number', () => {
    expect(taken({ 'customer.id': '1001.0', 'customer.phone': '13800138000.0' }).customer).toMatchObject({
      externalId: '1001',
      phones: ['13800138000'],
    });
  });
});

describe('an order', () => {
  it('has every value in its place', () => {
    const { order, problems } = taken(
      {
        'customer.email': 'ana@mail.example',
        'order.number': '\t240305-1',
        'order.placedAt': '2024/3/5 15:04',
        'order.total': 'NT$1,280',
        'order.currency': 'TWD',
        'order.status': '已出貨',
        'order.refunded': '-80',
        'line.sku': 'A-1',
        'line.name': '茶杯',
        'line.quantity': '2件',
        'line.unitPrice': '640',
        'line.total': '1,280.00',
      },
      { timeZone: 'Asia/Taipei', currency: 'USD' },
    );
    expect(problems).toEqual([]);
    expect(order).toEqual({
      number: '240305-1',
      placedAt: Date.UTC(2024, 2, 5, 7, 4),
      totalMinor: 128000,
      currency: 'TWD',
      status: 'shipped',
      statusLabel: '已出貨',
      refundedMinor: 8000,
      line: { sku: 'A-1', name: '茶杯', quantity: 2, unitMinor: 64000, totalMinor: 128000 },
    });
  });

  it('without a number is an order of its own, if there is anything of one', () => {
    expect(taken({ 'customer.name': 'Ana', 'order.number': '', 'order.total': '5.00' }).order).toEqual({
      totalMinor: 500,
      currency: 'USD',
    });
    expect(
      taken({ 'customer.name': 'Ana', 'order.number': '', 'order.total': '', 'order.status': '' }).order,
    ).toBeUndefined();
  });

  it('with a number needs no customer: further rows of an order leave that blank', () => {
    expect(taken({ 'order.number': '1', 'customer.email': '', 'line.name': 'Cup' }).order?.line).toEqual({
      name: 'Cup',
      quantity: 1,
    });
  });

  it('keeps a status nobody knows, and says so', () => {
    const { order, problems } = taken({ 'order.number': '1', 'order.status': 'Sideways' });
    expect(order).toMatchObject({ statusLabel: 'Sideways' });
    expect(order?.status).toBeUndefined();
    expect(problems).toEqual([{ target: 'order.status', type: 'unknown-status' }]);
  });

  it("takes a source's own meaning of a word, and of other columns, before the general one", () => {
    expect(
      taken({ 'order.number': '1', 'order.status': 'completed' }, { statuses: { completed: 'shipped' } }).order?.status,
    ).toBe('shipped');
    const rules = [{ column: 'customer.note', is: ['Gone'], status: 'cancelled' as const }];
    const row = { 'order.number': '1', 'order.status': 'paid', 'customer.note': 'gone' };
    expect(taken(row, { statusRules: rules }).order).toMatchObject({ status: 'cancelled', statusLabel: 'paid' });
    expect(taken({ ...row, 'customer.note': 'here' }, { statusRules: rules }).order?.status).toBe('paid');
  });

  it('has the currency of its first row where later rows leave it blank', () => {
    const headers = ['number', 'currency', 'item', 'price'];
    const interpreter = createInterpreter(
      { 'order.number': 'number', 'order.currency': 'currency', 'line.name': 'item', 'line.unitPrice': 'price' },
      headers,
      { timeZone: 'UTC' },
    );
    if (!interpreter.ok) throw new Error(interpreter.error.type);
    const { read: next } = interpreter.value;
    expect(next(['1', 'JPY', 'Cup', '500'], 2)).toMatchObject({ order: { currency: 'JPY', line: { unitMinor: 500 } } });
    expect(next(['1', '', 'Pot', '700'], 3)).toMatchObject({ order: { currency: 'JPY', line: { unitMinor: 700 } } });
    expect(next(['2', '', 'Pot', '700'], 4)).toMatchObject({ reason: 'no-currency', target: 'line.unitPrice' });
  });

  it.each([
    [{ 'order.number': '1.23E+17', 'customer.name': 'Ana' }, 'damaged-number', 'order.number'],
    [{ 'order.number': '12\ufffd', 'customer.name': 'Ana' }, 'damaged-text', 'order.number'],
    [{ 'order.number': '1', 'order.placedAt': 'yesterday' }, 'bad-date', 'order.placedAt'],
    [{ 'order.number': '1', 'order.placedAt': '03/04/2024' }, 'ambiguous-date', 'order.placedAt'],
    [{ 'order.number': '1', 'order.total': 'a lot' }, 'bad-amount', 'order.total'],
    [{ 'order.number': '1', 'order.total': '1.234' }, 'ambiguous-amount', 'order.total'],
    [{ 'order.number': '1', 'order.total': '¥5' }, 'other-currency', 'order.total'],
    [{ 'order.number': '1', 'order.currency': 'gold', 'order.total': '5' }, 'no-currency', 'order.currency'],
    [{ 'order.number': '1', 'line.name': 'Cup', 'line.quantity': 'some' }, 'bad-quantity', 'line.quantity'],
    [{ 'customer.name': '', 'order.total': '5.00' }, 'no-customer', undefined],
    [{ 'customer.phone': '1.38E+10' }, 'damaged-number', 'customer.phone'],
    [{ 'customer.name': '\ufffd\ufffd' }, 'damaged-text', 'customer.name'],
    [{ 'customer.name': '', 'customer.tags': 'vip' }, 'no-customer', undefined],
    [{ 'customer.name': '-', 'customer.email': 'N/A' }, 'nothing-mapped', undefined],
    [{ 'customer.name': 'x'.repeat(MAX_CELL_CHARS + 1) }, 'cell-too-long', 'customer.name'],
  ])('%j is rejected', (record: Readonly<Record<string, string>>, reason, target) => {
    const rejected = { row: 7, cells: Object.values(record), reason };
    expect(read(record)).toEqual(target === undefined ? rejected : { ...rejected, target });
  });
});

describe('rows', () => {
  const headers = ['name', 'email'];
  const mapping: Mapping = { 'customer.name': 'name', 'customer.email': 'email' };
  const interpreter = createInterpreter(mapping, headers, {
    timeZone: 'UTC',
    skip: [{ column: 'name', startsWith: 'Total' }],
  });
  if (!interpreter.ok) throw new Error(interpreter.error.type);

  it('with more cells than the header has columns were moved by a stray delimiter', () => {
    expect(interpreter.value.read(['Silva', ' Ana', 'ana@mail.example'], 2)).toMatchObject({
      reason: 'shifted-columns',
    });
    expect(interpreter.value.read(['Ana', 'ana@mail.example', '', ' '], 2)).toMatchObject({
      customer: { name: 'Ana' },
    });
  });

  it('with fewer are those of a spreadsheet', () => {
    expect(interpreter.value.read(['Ana'], 2)).toMatchObject({ customer: { name: 'Ana', emails: [] } });
  });

  it('that are sums and footers are no data', () => {
    expect(interpreter.value.read(['Total 2', ''], 9)).toMatchObject({ reason: 'not-data' });
  });

  it.each(['合计', '總計：', 'Grand total', '小计', 'TOTAL:'])(
    'that begin with %s and are nobody’s are sums',
    (word) => {
      const columns = ['no', 'name', 'email', 'total'];
      const orders = createInterpreter(
        { 'order.number': 'no', 'customer.name': 'name', 'customer.email': 'email', 'order.total': 'total' },
        columns,
        { timeZone: 'UTC', currency: 'CNY' },
      );
      if (!orders.ok) throw new Error(orders.error.type);
      expect(orders.value.read([word, '', '', '13,766.50'], 9)).toMatchObject({ reason: 'not-data' });
      expect(orders.value.read(['', word, '', '13,766.50'], 9)).toMatchObject({ reason: 'not-data' });
      expect(orders.value.read([word, 'Ana', 'ana@mail.example', '5.00'], 9)).toMatchObject({
        order: { number: word },
      });
    },
  );
});

describe('a mapping', () => {
  const make = (mapping: Mapping, headers: readonly string[], timeZone = 'UTC') =>
    createInterpreter(mapping, headers, { timeZone });
  it('that does not fit the file is refused, and says where', () => {
    expect(make({ 'customer.name': 'Nome' }, ['Name'])).toEqual({
      ok: false,
      error: { type: 'no-such-column', target: 'customer.name', column: 'Nome' },
    });
    expect(make(JSON.parse('{"customer.shoe":"Name"}'), ['Name'])).toEqual({
      ok: false,
      error: { type: 'unknown-target', target: 'customer.shoe' },
    });
    expect(make(JSON.parse('{"__proto__":"Name"}'), ['Name'])).toEqual({
      ok: false,
      error: { type: 'unknown-target', target: '__proto__' },
    });
    expect(make({}, ['Name'])).toEqual({ ok: false, error: { type: 'nothing-mapped' } });
    expect(make({ 'customer.name': 'Name' }, ['Name'], 'Mars/Olympus')).toEqual({
      ok: false,
      error: { type: 'unknown-time-zone', timeZone: 'Mars/Olympus' },
    });
  });

  it('names columns regardless of case and punctuation, the exact name first', () => {
    const read2 = make({ 'customer.name': 'FULL-NAME' }, ['full name (old)', 'Full_Name']);
    if (!read2.ok) throw new Error(read2.error.type);
    expect(read2.value.read(['', 'Ana'], 2)).toMatchObject({ reason: 'nothing-mapped' });
    const exact = make({ 'customer.name': 'Full_Name' }, ['full name', 'Full_Name']);
    if (!exact.ok) throw new Error(exact.error.type);
    expect(exact.value.read(['', 'Ana'], 2)).toMatchObject({ customer: { name: 'Ana' } });
  });

  it('may name columns after members of objects', () => {
    const headers = ['__proto__', 'constructor'];
    const hostile = make(
      { 'customer.name': '__proto__', 'customer.email': 'constructor', 'field:__proto__': 'constructor' },
      headers,
    );
    if (!hostile.ok) throw new Error(hostile.error.type);
    const row = hostile.value.read(['Ana', 'ana@mail.example'], 2);
    expect(row).toMatchObject({ customer: { name: 'Ana', fields: new Map([['__proto__', 'ana@mail.example']]) } });
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
});
