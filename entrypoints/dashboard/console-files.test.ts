import { expect, it } from 'vitest';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { unpackRows } from '../../lib/transfer/packed-rows.ts';
import { fixtureFile } from '../../tests/view/choose-file.ts';
import { dashboardBackground } from '../../tests/view/dashboard-states.ts';
import { startDuplicateWork, startFileWork } from '../../tests/view/file-work.ts';
import { id } from '../../tests/view/sample-file.ts';
import { createConsoleApi } from './console-api.ts';

const english = await loadTranslator('en');
const TILL = 'Mail,Bought,Paid\nann@x.example,2026-03-01,12.50\nbob@x.example,nonsense,7\n';
const mapping = { 'customer.email': 'Mail', 'order.placedAt': 'Bought', 'order.total': 'Paid' } as const;

function setUp() {
  const background = dashboardBackground({ hash: '' }, 'en', 'light');
  const rows = () => background.of('imports.add').flatMap((asked) => [...unpackRows(String(asked.rows))]);
  return {
    background,
    rows,
    regulars: createConsoleApi(background, () => english.t, {
      startFileWork,
      startDuplicateWork,
      timeZone: 'Asia/Shanghai',
      version: '0.1.0',
    }),
  };
}

it('a text is read by its mapping, and the answer is that of the import with what was rejected', async () => {
  const { background, regulars, rows } = setUp();
  const report = await regulars.import(TILL, { name: 'till.csv', mapping, currency: 'EUR', timeZone: 'Europe/Berlin' });
  expect(report).toMatchObject({
    ...{ created: 128, updated: 12, conflicts: 2, skipped: 31, rejected: 1, rejections: { 'bad-date': 1 } },
    orders: { created: 402 },
    undoId: background.of('imports.run')[0]?.actionId,
  });
  expect(rows()).toMatchObject([
    {
      customer: { emails: ['ann@x.example'] },
      order: { totalMinor: 1250, currency: 'EUR', placedAt: 1_772_319_600_000 },
    },
  ]);
  expect(background.of('imports.open')[0]?.options).toMatchObject({ file: 'till.csv', shop: 'import:file' });
});

it('a dry run writes nothing and gives no undo id', async () => {
  const { background, regulars } = setUp();
  const report = await regulars.import(TILL, { mapping, currency: 'EUR', dryRun: true });
  expect(report).toMatchObject({ created: 128, rejected: 1 });
  expect('undoId' in report).toBe(false);
  expect(background.of('imports.run')).toEqual([]);
  expect(background.of('imports.close').length).toBe(1);
});

it('a file of a platform needs neither preset nor mapping, and one given by name is followed', async () => {
  for (const options of [{}, { preset: 'taobao-orders' }]) {
    const { background, regulars, rows } = setUp();
    await regulars.import(await fixtureFile('taobao-orders.csv'), options);
    expect(rows()[0]).toMatchObject({ customer: { name: '欧阳娜' }, order: { number: '3812345678901234567' } });
    expect(background.of('imports.open')[0]?.options).toMatchObject({
      ...{ file: 'taobao-orders.csv', shop: 'taobao:file', region: 'CN' },
    });
  }
});

it('a mapping beside a preset goes before it', async () => {
  const { regulars, rows } = setUp();
  const options = { preset: 'taobao-orders', mapping: { 'customer.name': '买家会员名' }, shop: 'Tea' };
  await regulars.import(await fixtureFile('taobao-orders.csv'), options);
  expect(rows()[0]?.customer).toMatchObject({ name: '清风徐来123', accounts: ['taobao:Tea:清风徐来123'] });
});

it.each([
  [42, {}, 'text'],
  [TILL, { mapping, currency: 'XYZW' }, 'currency cannot be XYZW'],
  [TILL, { mapping, currency: 'XYZ' }, 'currency cannot be XYZ'],
  [TILL, { mapping, currency: 'EUR', region: 'XQ' }, 'region cannot be XQ'],
  [TILL, { mapping, currency: 'eur' }, 'currency cannot be eur'],
  [TILL, { mapping, currency: 'EUR', matchBy: ['email', 'shoe'] }, 'matchBy cannot be shoe'],
  [TILL, { mapping, currency: 'EUR', matchBy: [] }, 'matchBy cannot be'],
  [TILL, { mapping, currency: 'EUR', onConflict: 'theirs' }, 'onConflict cannot be theirs. It is one of: mine, file.'],
  [TILL, { mapping, currency: 'EUR', dateOrder: 'dym' }, 'dateOrder cannot be dym'],
] as const)('%s with %j is refused with a sentence, before a file is read', async (given, options, words) => {
  const { background, regulars } = setUp();
  const answer = regulars.import(given as string, options as never);
  await expect(answer).rejects.toMatchObject({ name: 'bad-request', message: expect.stringContaining(words) });
  expect(background.of('imports.open')).toEqual([]);
});

it('a text counts as UTF-8 whatever it holds', async () => {
  const { regulars, rows } = setUp();
  await regulars.import('姓名,邮箱\n王芳,wang@x.example\n', {
    mapping: { 'customer.name': '姓名', 'customer.email': '邮箱' },
  });
  expect(rows()).toMatchObject([{ customer: { name: '王芳', emails: ['wang@x.example'] } }]);
});

it.each([
  ['empty', '', {}],
  ['header-only', 'Mail,Paid\n', { mapping: { 'customer.email': 'Mail' } }],
  ['no-such-column', TILL, { mapping: { 'customer.email': 'Post' } }],
  ['unknown-target', TILL, { mapping: { 'customer.soul': 'Mail' } as never }],
  ['unknown-time-zone', TILL, { mapping, timeZone: 'Moon/Base' }],
  ['truncated', 'Mail,Bought,Paid\na@x.example,2026-01-01,1\nb@x.example,2026', { mapping, currency: 'EUR' }],
  ['is-backup', '{"format":"regulars-backup"}', {}],
  ['bad-request', TILL, {}],
  ['bad-request', TILL, { preset: 'myspace' }],
])('what cannot be imported rejects as %s with a sentence, and nothing is run', async (name, text, options) => {
  const { background, regulars } = setUp();
  const error = await regulars.import(text, options).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name });
  expect((error as Error).message).toMatch(/^[A-Z].+\.$/);
  expect(background.of('imports.run')).toEqual([]);
  expect(background.of('imports.close').length).toBe(background.of('imports.open').length);
});

it('a column becomes a field of the shop’s own by its name, and a name that no field has is refused', async () => {
  const { background, regulars, rows } = setUp();
  await regulars.import('Mail,Size\nann@x.example,42\n', {
    mapping: { 'customer.email': 'Mail', 'field:shoe SIZE': 'Size' },
  });
  expect(rows()).toMatchObject([{ customer: { emails: ['ann@x.example'], fields: new Map([[id(602), '42']]) } }]);
  const wrong = regulars.import('Mail,Size\nann@x.example,42\n', { mapping: { 'field:Hat size': 'Size' } });
  await expect(wrong).rejects.toMatchObject({ name: 'bad-request', message: 'No field of that name or id: Hat size' });
  expect(background.of('imports.run').length).toBe(1);
});

it.each([
  ['customers.csv', ['Shoe size', '年度预算 (CNY)', '38.5', '12800.00', '2027-03-31', 'Yes', '龙井; 普洱']],
  ['customers.vcf', ['X-REGULARS-FIELD;X-NAME="Shoe size":38.5', 'X-NAME="年度预算":12800.00 CNY']],
] as const)('an export as %s has the fields of the shop’s own', async (kind, words) => {
  const { regulars } = setUp();
  const text = (await (await regulars.export(kind)).text()).replaceAll('\r\n ', '');
  for (const word of words) expect(text).toContain(word);
});
