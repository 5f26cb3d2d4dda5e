import { describe, expect, it } from 'vitest';
import { guessConventions, guessMapping, mappingOf } from './guess-mapping.ts';

const guess = (headers: readonly string[], rows: readonly (readonly string[])[] = []) =>
  mappingOf(guessMapping(headers, rows));

describe('columns are known by their names', () => {
  it('in simplified Chinese', () => {
    expect(
      guess(
        [
          '订单编号',
          '买家会员名',
          '收货人姓名',
          '手机',
          '收货地址',
          '下单时间',
          '实付金额',
          '订单状态',
          '宝贝标题',
          '购买数量',
          '单价',
          '商家编码',
          '备注',
          '付款时间',
          '物流单号',
        ],
        [
          [
            '3812345678901234567',
            'tb_01',
            '欧阳娜',
            '13800138000',
            '杭州市文三路9号',
            '2024-03-05 15:04:05',
            '188.00',
            '交易成功',
            '衬衫',
            '1',
            '188.00',
            'A-1',
            '快',
            '2024-03-05 15:05:00',
            'SF123456789',
          ],
        ],
      ),
    ).toEqual({
      'customer.account': '买家会员名',
      'customer.name': '收货人姓名',
      'customer.phone': '手机',
      'customer.address': '收货地址',
      'customer.note': '备注',
      'order.number': '订单编号',
      'order.placedAt': '下单时间',
      'order.total': '实付金额',
      'order.status': '订单状态',
      'line.sku': '商家编码',
      'line.name': '宝贝标题',
      'line.quantity': '购买数量',
      'line.unitPrice': '单价',
    });
  });

  it('in traditional Chinese', () => {
    expect(
      guess(
        [
          '訂單編號',
          '買家帳號',
          '收件者姓名',
          '聯絡電話',
          '電子郵件',
          '下單時間',
          '訂單總金額',
          '幣別',
          '生日',
          '性別',
        ],
        [
          [
            '240305ABCD12',
            'mei520',
            '林美玲',
            '0912345678',
            'mei@mail.example',
            '2024-03-05 14:22',
            '620',
            'TWD',
            '1990-03-05',
            '女',
          ],
        ],
      ),
    ).toEqual({
      'order.number': '訂單編號',
      'customer.account': '買家帳號',
      'customer.name': '收件者姓名',
      'customer.phone': '聯絡電話',
      'customer.email': '電子郵件',
      'order.placedAt': '下單時間',
      'order.total': '訂單總金額',
      'order.currency': '幣別',
      'customer.birthday': '生日',
      'customer.sex': '性別',
    });
  });

  it('in English', () => {
    expect(
      guess(
        [
          'Order ID',
          'Order Date',
          'Customer Name',
          'Email Address',
          'Phone Number',
          'Total',
          'Currency',
          'Status',
          'SKU',
          'Product Name',
          'Qty',
          'Unit Price',
          'Refund Amount',
          'Ship Date',
        ],
        [
          [
            'A-1001',
            '2024-03-05',
            'Ana Silva',
            'ana@mail.example',
            '+351 912 345 678',
            '89.90',
            'EUR',
            'shipped',
            'LS-1',
            'Shirt',
            '2',
            '34.95',
            '0.00',
            '2024-03-06',
          ],
        ],
      ),
    ).toEqual({
      'customer.name': 'Customer Name',
      'customer.email': 'Email Address',
      'customer.phone': 'Phone Number',
      'order.number': 'Order ID',
      'order.placedAt': 'Order Date',
      'order.total': 'Total',
      'order.currency': 'Currency',
      'order.status': 'Status',
      'order.refunded': 'Refund Amount',
      'line.sku': 'SKU',
      'line.name': 'Product Name',
      'line.quantity': 'Qty',
      'line.unitPrice': 'Unit Price',
    });
  });
});

describe('second phones and emails', () => {
  it.each([
    [
      ['姓名', '手机', '手机 2', '备用电话', '邮箱', '备用邮箱'],
      ['手机', '手机 2', '备用电话'],
      ['邮箱', '备用邮箱'],
    ],
    [
      ['姓名', '電話', '電話2', '公司電話', '電子郵件', '電子郵件2'],
      ['電話', '電話2', '公司電話'],
      ['電子郵件', '電子郵件2'],
    ],
    [
      ['Name', 'Phone', 'Phone 2', 'Mobile', 'Email', 'Second email'],
      ['Phone', 'Phone 2', 'Mobile'],
      ['Email', 'Second email'],
    ],
    [
      ['Name', 'Tel', 'Tel 2', 'Other phone', 'E-mail 1', 'E-mail 2'],
      ['Tel', 'Tel 2', 'Other phone'],
      ['E-mail 1', 'E-mail 2'],
    ],
  ])('of %j are offered beside the first', (headers, phone, email) => {
    const row = ['Ann Weber', '13800138000', '13900139000', '13700137000', 'ann@mail.example', 'ann2@mail.example'];
    expect(guess(headers, [row])).toMatchObject({ 'customer.phone': phone, 'customer.email': email });
  });

  it('are none where a column says whose else they are, or holds something else', () => {
    const headers = ['手机', '收货人手机', '快递电话', '客服电话', '手机 2', 'Phone type'];
    const row = ['13800138000', '13900139000', '95338', '4008001234', '有', 'mobile'];
    expect(guess(headers, [row])).toMatchObject({ 'customer.phone': '手机' });
  });
});

it('a name and an address in parts are put together', () => {
  expect(guess(['First Name', 'Last Name', 'Address 1', 'City', 'Zip', 'Country', 'E-mail'])).toEqual({
    'customer.name': ['First Name', 'Last Name'],
    'customer.address': ['Address 1', 'City', 'Zip', 'Country'],
    'customer.email': 'E-mail',
  });
  expect(guess(['姓', '名', '省', '市', '详细地址'])).toEqual({
    'customer.name': ['名', '姓'],
    'customer.address': ['省', '市', '详细地址'],
  });
});

describe('values', () => {
  it('name a column that says nothing of itself', () => {
    const guesses = guessMapping(
      ['A', 'B', 'C'],
      [
        ['张伟', '13800138000', 'zw@mail.example'],
        ['李娜', '13900139000', 'ln@mail.example'],
      ],
    );
    expect(mappingOf(guesses)).toEqual({ 'customer.name': 'A', 'customer.phone': 'B', 'customer.email': 'C' });
    for (const { confidence } of guesses) expect(confidence).toBeLessThan(0.75);
  });

  it('rule out what the name promises', () => {
    expect(
      guess(
        ['Email', 'Phone'],
        [
          ['yes', 'iPhone 12'],
          ['no', 'Galaxy'],
        ],
      ),
    ).toEqual({});
  });

  it('that agree with the name make it surer', () => {
    const [bare] = guessMapping(['Email'], []);
    const [agreed] = guessMapping(['Email'], [['ana@mail.example']]);
    expect(bare?.confidence).toBeGreaterThan(0.8);
    expect(agreed?.confidence).toBeGreaterThan(bare?.confidence ?? 1);
  });
});

it('what is of somebody else, or another date, is left alone', () => {
  expect(guess(['Seller Email', 'Store Phone', 'Ship Date', 'Email Marketing Consent', 'Tracking Number'])).toEqual({});
});

it('what a company is reached by is no company', () => {
  const contacts = ['公司邮箱', '公司电话', '公司地址', '公司郵箱', 'Company email', 'Company phone'];
  expect(contacts.map((header) => guess([header])['customer.company'])).toEqual(contacts.map(() => undefined));
  expect(guess(['公司邮箱', '公司名称'])).toMatchObject({ 'customer.company': '公司名称' });
});

it('headers named after members of objects are only names', () => {
  expect(guess(['__proto__', 'constructor', 'hasOwnProperty'], [['1', '2', '3']])).toEqual({});
});

describe('what the file leaves open', () => {
  const headers = ['Date', 'Total'];
  const mapping = { 'order.placedAt': 'Date', 'order.total': 'Total' };
  it('is asked', () => {
    expect(
      guessConventions(mapping, headers, [
        ['03/04/2024', '12.50'],
        ['05/06/2024', '3.00'],
      ]),
    ).toEqual({
      dateOrder: 'ambiguous',
      decimal: '.',
      needsCurrency: true,
    });
  });
  it('is not asked where the values say it', () => {
    expect(
      guessConventions(mapping, headers, [
        ['25/04/2024', '€12,50'],
        ['05/06/2024', '€3,00'],
      ]),
    ).toEqual({
      dateOrder: 'dmy',
      decimal: ',',
      needsCurrency: false,
    });
  });
});
