import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseOrderNumber } from './order-number.ts';
import { orderNumbersIn, orderShapes } from './order-numbers-in.ts';

const AMAZON = ['112-1234567-1234567', '302-7654321-0000001', '702-4829174-3310257'];
const SHOP = ['#1001', '#1002', '#1017'];
const OURS = ['T-10423', 'T-10424', 'T-9998'];
const SHOPEE = ['240314ABCDEF12', '2403159XK2M7QP'];
const TAOBAO = ['3921837465019283746', '2837465019283746501'];
const EBAY = ['13-14975-00010', '22-07512-33871'];
const ELEVEN = ['20260300001', '20260300002'];

const numbers = (text: string, ...known: string[][]) =>
  orderNumbersIn(
    text,
    known.flatMap((list) => orderShapes(list)),
  ).map(({ number }) => number);

describe('the shapes of order numbers', () => {
  it('are what a shop’s own numbers have in common', () => {
    expect(orderShapes(OURS).map(({ pattern }) => pattern)).toEqual(['T-99999']);
    expect(orderShapes(AMAZON).map(({ pattern }) => pattern)).toEqual(['999-9999999-9999999']);
    expect(orderShapes([...OURS, ...SHOP]).map(({ needsLabel }) => needsLabel)).toEqual([false, true]);
    expect(orderShapes(['', 'none'])).toEqual([]);
  });

  it('know every number they were learned from, whatever it is', () => {
    const part = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
    const number = fc.tuple(part, part, fc.constantFrom('-', '/', '')).map(([a, b, between]) => `${a}${between}${b}1`);
    fc.assert(
      // NO12 is No. 12: texts are asked for the number without the word.
      fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), (known) => {
        const shapes = orderShapes(known);
        for (const one of known)
          expect(
            shapes.some(({ test }) => test.test(normaliseOrderNumber(one) ?? '')),
            one,
          ).toBe(true);
      }),
    );
  });
});

describe('order numbers in a mail', () => {
  it.each([
    ['Where is 112-1234567-1234567?', AMAZON, ['112-1234567-1234567']],
    ['我的订单702-4829174-3310257还没到', AMAZON, ['702-4829174-3310257']],
    ['Re: t-10430, please', OURS, ['T-10430']],
    ['T－10431 arrived broken', OURS, ['T-10431']],
    ['Bestellung Nr. 1018 fehlt', SHOP, ['1018']],
    ['订单号：1018', SHOP, ['1018']],
    ['my order #1018 and order no. 1019', SHOP, ['1018', '1019']],
    ['ご注文番号 1018 について', SHOP, ['1018']],
    ['240316ZZ9K2M7Q please', SHOPEE, ['240316ZZ9K2M7Q']],
    ['订单3921837465019283999到哪了', TAOBAO, ['3921837465019283999']],
    ['order 13-14975-00011', EBAY, ['13-14975-00011']],
    ['T-10423 T-10423 t-10423', OURS, ['T-10423']],
  ])('%j', (text, known, expected) => {
    expect(numbers(text, known)).toEqual(expected);
  });

  it.each([
    ['I moved in 2019 and paid 1250 for 1001 nights', SHOP],
    ['Call 13800001234 or +86 138 0000 1234', ELEVEN],
    ['phone: 20260300003', ELEVEN],
    ['on 2026-03-14, or 20260314', [...ELEVEN, '2026-03-15', '20260315']],
    ['parcel SF1234567890123, tracking 20260300003', [...ELEVEN, 'SF9876543210123']],
    ['1Z999AA10123456784', ['1Z999AA10123456785']],
    ['RR123456789CN', ['RR123456780CN']],
    ['运单号：3921837465019283999', TAOBAO],
    ['write to T-10423@shop.example or https://shop.example/T-10423', OURS],
    ['TT-10423 XT-10423 T-104235678 T-10423-2', OURS],
    ['12.50 €, $1002, 1002.00, 1,002', ['1002000', '1002001']],
    ['IBAN 3921837465019283999', TAOBAO],
  ])('none in %j', (text, known) => {
    expect(numbers(text, known)).toEqual([]);
  });

  it('say whether they were only quoted, and whether the text calls them orders', () => {
    const shapes = orderShapes(OURS);
    const text =
      'About T-10423.\n\nOn Mon, 2 Mar 2026, Shop <a@shop.example> wrote:\n> your orders T-10423 and\nOrder T-10424';
    expect(orderNumbersIn(text, shapes)).toEqual([
      { number: 'T-10423', labelled: true, quoted: false },
      { number: 'T-10424', labelled: true, quoted: true },
    ]);
    expect(orderNumbersIn('> T-10425\nplease', shapes)).toEqual([{ number: 'T-10425', labelled: false, quoted: true }]);
    expect(orderNumbersIn('发件人：店铺\nT-10426', shapes)[0]?.quoted).toBe(true);
  });

  it('are at most twenty, and found quickly in a long and hostile text', () => {
    const many = Array.from({ length: 100 }, (_, index) => `T-${10_000 + index}`).join(' ');
    expect(numbers(many, OURS)).toHaveLength(20);
    for (const text of [
      'order '.repeat(20_000),
      '1-'.repeat(60_000),
      'a@'.repeat(60_000),
      '+1 '.repeat(40_000),
      'a1@b1 '.repeat(16_000),
    ]) {
      const began = performance.now();
      numbers(text, OURS, AMAZON, SHOPEE);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });

  it('are none without a shop to learn from', () => {
    expect(orderNumbersIn('order #1001', [])).toEqual([]);
  });
});
