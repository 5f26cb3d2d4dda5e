import { expect, it } from 'vitest';
import type { Sighting } from '../domain/sighting.ts';
import { decodeWords, parseHeaders, parseMailDate } from './headers.ts';
import { recipes } from './recipes/registry.ts';
import { readSource } from './source.ts';

it('header fields are unfolded and end at the empty line', () => {
  expect(parseHeaders('From: a\r\n\tb\r\nX-Y:  z \r\nbroken line\r\n\r\nTo: never')).toEqual([
    ['from', 'a\tb'],
    ['x-y', 'z'],
  ]);
});

it.each([
  ['=?UTF-8?B?5p2O5aic?=', '李娜'],
  ['=?gb2312?B?1cXOsA==?=', '张伟'],
  ['=?big5?B?s6+r2Ke7?= <x>', '陳建宏 <x>'],
  ['=?iso-8859-1?Q?Best=E4llning=3A_tv=E5?= lampor', 'Beställning: två lampor'],
  // One character cut in two by neighbouring words.
  ['=?UTF-8?B?5p2O5Q==?=\r\n =?UTF-8?B?qJw=?=', '李娜'],
  ['a =?utf-8*en?q?b?= c', 'a b c'],
  ['=?no-such-charset?q?b?=', '=?no-such-charset?q?b?='],
  ['=?utf-8?q?bad=zz?=', '=?utf-8?q?bad=zz?='],
])('%s decodes', (raw, text) => expect(decodeWords(raw)).toBe(text));

it('dates carry their zone', () => {
  expect(parseMailDate('Thu, 12 Mar 2026 22:00:00 +0100')).toBe(Date.UTC(2026, 2, 12, 21));
  expect(parseMailDate('12 Mar 2026 22:00 -0530 (comment)')).toBe(Date.UTC(2026, 2, 13, 3, 30));
  expect(parseMailDate('12 Mar 2026 22:00:00 GMT')).toBe(Date.UTC(2026, 2, 12, 22));
  expect(parseMailDate('yesterday')).toBeUndefined();
  expect(parseMailDate('12 Foo 2026 22:00:00 GMT')).toBeUndefined();
  expect(parseMailDate('12 Mar 2026 25:00:00 GMT')).toBeUndefined();
  expect(parseMailDate('12 Mar 2026 22:61:00 GMT')).toBeUndefined();
  expect(parseMailDate('45 Mar 2026 22:00:00 GMT')).toBeUndefined();
  expect(parseMailDate('12\tmar  2026 9:05:30 UT')).toBe(Date.UTC(2026, 2, 12, 9, 5, 30));
});

const page = () => ({
  document: new DOMParser().parseFromString(
    '<script src="program/js/app.min.js"></script><div id="message-header"></div>',
    'text/html',
  ),
  url: 'https://mail.desk.example/w/?_task=mail&_uid=7&_mbox=INBOX&_action=show&_token=secret#x',
  isTop: true,
});
const fact = (value: string) => ({ value, anchor: 'a', kind: 'machine' as const, sure: 1 });
const seen: Sighting = {
  recipe: 'roundcube',
  view: 'message',
  people: [{ role: 'from', email: fact('einkauf@bücher.example') }],
  message: { key: fact('INBOX#7'), subject: fact('garbled') },
  rows: [],
};
const read = async (source: string, sighting = seen) => {
  const asked: string[] = [];
  const [recipe] = recipes.filter((one) => one.id === 'roundcube');
  if (!recipe) throw new Error('no recipe');
  const fetchText = async (url: string) => {
    asked.push(url);
    return source;
  };
  return { result: await readSource(recipe, sighting, page(), fetchText, new AbortController().signal), asked };
};

it('the source completes a sighting and the address asked for holds nothing but what the recipe names', async () => {
  const { result, asked } = await read(
    'Return-Path: <x@y.example>\nFrom: =?utf-8?q?B=C3=BCcher?= <einkauf@xn--bcher-kva.example>\nReply-To: Office <office@bücher.example>\nTo: a@desk.example\nSubject: =?utf-8?b?5p2O5aic?=\nMessage-ID: <m1@bücher.example>\nDate: Thu, 12 Mar 2026 22:00:00 +0100\nList-Id: <l.example>\n\nbody',
  );
  expect(asked).toEqual(['https://mail.desk.example/w/?_task=mail&_action=viewsource&_uid=7&_mbox=INBOX']);
  expect(result.people.map((person) => [person.role, person.email?.value])).toEqual([
    ['from', 'einkauf@bücher.example'],
    ['reply-to', 'office@bücher.example'],
    ['to', 'a@desk.example'],
  ]);
  expect(result.message).toMatchObject({
    key: { value: '<m1@bücher.example>', kind: 'source' },
    subject: { value: '李娜' },
    sentAt: { value: Date.UTC(2026, 2, 12, 21) },
    automatic: { value: 'list' },
  });
});

it('a source of another sender, a doubled From or none changes nothing', async () => {
  for (const source of [
    'From: eve@evil.example\n\n',
    'From: einkauf@bücher.example\nFrom: eve@evil.example\n\n',
    '',
    '<html>login</html>',
  ]) {
    expect((await read(source)).result).toBe(seen);
  }
});

it('a source that cannot be had changes nothing', async () => {
  const [recipe] = recipes;
  if (!recipe) throw new Error('no recipe');
  const fail = () => Promise.reject(new Error('offline'));
  expect(await readSource(recipe, seen, page(), fail, new AbortController().signal)).toBe(seen);
});

it('bytes that are no UTF-8 leave the page its own words', async () => {
  const { result } = await read('From: einkauf@bücher.example\nSubject: \ufffd\ufffd\nMessage-ID: <m>\n\n');
  expect(result.message?.subject?.value).toBe('garbled');
});

it.each([
  ['Content-Type: multipart/report; report-type=delivery-status\nAuto-Submitted: auto-replied', 'bounce'],
  ['Return-Path: <>', 'bounce'],
  ['Return-Path: <>\nAuto-Submitted: auto-replied', 'auto-replied'],
  ['List-Post: <mailto:l@x.example>\nList-Unsubscribe: <x>', 'list'],
  ['Precedence: list', 'list'],
  ['Precedence: bulk', 'bulk'],
  ['List-Unsubscribe: <https://x.example>', 'bulk'],
  ['Auto-Submitted: auto-generated', 'auto-generated'],
  ['Auto-Submitted: no', undefined],
])('%s is mail made by %s', async (headers, made) => {
  const { result } = await read(`From: einkauf@bücher.example\n${headers}\n\n`);
  expect(result.message?.automatic?.value).toBe(made);
});
