import { describe, expect, it } from 'vitest';
import { keysOf } from '../app/keys.ts';
import { IDENTITY_KINDS, Identity } from '../domain/identity.ts';
import { isUniqueNick, nickKey, normaliseNick } from './nick.ts';
import { normaliseOrderNumber } from './order-number.ts';
import { relayOf } from './relay.ts';

const ORIGIN = 'https://console.example';

describe('a nick', () => {
  it('is the same in narrow and full-width letters, and by capitals only where the platform has no other', () => {
    expect(normaliseNick(' ＡnaＳ ', 'taobao')).toBe('AnaS');
    expect(normaliseNick('AnaS', 'ebay')).toBe('anas');
    expect(normaliseNick('AnaS', 'unknown')).toBe('AnaS');
    expect(normaliseNick('小豆\u200b子')).toBe('小豆子');
  });

  it.each(['', '   ', 't***9', '小**', '张*', '*', '张●●', 'x'.repeat(101)])('%j names nobody', (nick) => {
    expect(normaliseNick(nick, 'taobao')).toBeUndefined();
  });

  it('is one of its shop, and says by its platform whether another may have it', () => {
    expect(nickKey('taobao', ORIGIN, 'a:b')).toBe(`taobao:${ORIGIN}:a%3Ab`);
    expect(nickKey('taobao', ORIGIN, '张**')).toBeUndefined();
    expect(isUniqueNick(`taobao:${ORIGIN}:小豆子`)).toBe(true);
    expect(isUniqueNick(`doudian:${ORIGIN}:小豆子`)).toBe(false);
  });
});

describe('a relay address', () => {
  it.each([
    ['kr3b15szg6bmv7w@marketplace.amazon.de', 'amazon', 'marketplace'],
    ['kr3b15szg6bmv7w@marketplace.amazon.co.uk', 'amazon', 'marketplace'],
    ['43ad1d549beae3625950@members.ebay.com', 'ebay', 'marketplace'],
    ['815db15ff6ee7c02@pc.fw.rakuten.ne.jp', 'rakuten', 'marketplace'],
    ['4b20d3a3d3f848788ac97c39fbdf85c2@relay.walmart.com', 'walmart', 'marketplace'],
    ['q7x@privaterelay.appleid.com', 'apple', 'person'],
  ])('%s is of %s', (address, service, by) => {
    expect(relayOf(address)).toEqual({ service, by, base: address });
  });

  it('of Allegro stays the buyer’s when the order’s part changes', () => {
    expect(relayOf('8awgqyk6a5+cub31c122@allegromail.pl')?.base).toBe('8awgqyk6a5@allegromail.pl');
    expect(relayOf('8awgqyk6a5+7dd01@allegromail.pl')?.base).toBe('8awgqyk6a5@allegromail.pl');
  });

  it.each([
    'ana@amazon.com',
    'ana@marketplace.amazon.example.com',
    'ana@notmembers.ebay.com',
    'ana@members.ebay.com.evil.example',
    'no-reply-amazon-iba-buyer@marketplace.amazon.it',
    'noreply@verkopen.bol.com',
  ])('is not %s', (address) => {
    expect(relayOf(address)).toBeUndefined();
  });
});

describe('an order number', () => {
  it.each([
    ['#1001', '1001'],
    ['No. 1001', '1001'],
    ['№1001', '1001'],
    [' t－10423 ', 'T-10423'],
    ['１１２-1234567-1234567', '112-1234567-1234567'],
    ['240314abcdef12', '240314ABCDEF12'],
    ['NO-17', 'NO-17'],
  ])('%j is %s', (text, expected) => {
    expect(normaliseOrderNumber(text)).toBe(expected);
  });

  it.each(['', 'order', '-', '#', '1001; drop', '1'.repeat(61)])('%j is none', (text) => {
    expect(normaliseOrderNumber(text)).toBeUndefined();
  });
});

describe('an identity', () => {
  const row = {
    id: '0198c0de-0000-7000-8000-000000000001',
    customerId: '0198c0de-0000-7000-8000-000000000002',
    kind: 'email',
    key: 'ana@vale.example',
    display: 'Ana@vale.example',
    firstSeenAt: 1,
  };

  it('stored before there were marketplaces reads as it did', () => {
    expect(Identity.parse(row)).toEqual(row);
  });

  it('of every kind is found by something, and a deleted one by nothing', () => {
    for (const kind of IDENTITY_KINDS) {
      expect(keysOf('identities', { ...row, kind }), kind).not.toEqual([]);
      expect(keysOf('identities', { ...row, kind, deleted: true }), kind).toEqual([]);
    }
  });
});
