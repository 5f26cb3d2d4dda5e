import { expect, it } from 'vitest';
import { goodsKey } from './goods.ts';

const line = { sku: undefined, name: undefined, quantity: 1, price: Number.NaN };
const named = (name: string) => goodsKey({ ...line, name });

it('a product is known by its SKU, otherwise by its name, however they are written', () => {
  expect(goodsKey({ ...line, sku: ' Tea-1 ', name: 'Green tea' })).toBe('sku:tea-1');
  expect(goodsKey({ ...line, sku: 'ＴＥＡ－１' })).toBe('sku:tea-1');
  expect(named('  Green\u3000 TEA ')).toBe('name:green tea');
  expect(goodsKey({ ...line, sku: '  ', name: '龙井 ２５０ｇ' })).toBe('name:龙井 250g');
  expect(named('Cup 2')).not.toBe(named('Cup 2+'));
  expect(goodsKey(line)).toBeUndefined();
});

it('postage, discounts and what was given back are no products; what is only called alike is one', () => {
  for (const name of ['Postage', 'SHIPPING', 'Discount', '运费', '補運費差價', '邮费专拍', '优惠券', 'Gift card'])
    expect(named(name), name).toBeUndefined();
  for (const name of ['Shipping box, large', 'Postcard', 'Discounted cup', '运动鞋', '优惠装洗衣液', 'Tip pen'])
    expect(named(name), name).toBe(`name:${name.toLowerCase()}`);
  expect(goodsKey({ ...line, sku: 'POST', name: 'x' })).toBeUndefined();
  expect(goodsKey({ ...line, name: 'Cup', quantity: -1 })).toBeUndefined();
  expect(goodsKey({ ...line, name: 'Cup', quantity: 0 })).toBeUndefined();
  expect(goodsKey({ ...line, name: 'Cup', price: -900 })).toBeUndefined();
  expect(goodsKey({ ...line, name: 'Cup', quantity: Number.NaN, price: 0 })).toBe('name:cup');
});
