import { describe, expect, it } from 'vitest';
import { FileWorkEnded, type FileWorkLine, type ReadBatch, type ReadPlan } from '../../../lib/messaging/file-work.ts';
import { unpackRows } from '../../../lib/transfer/packed-rows.ts';
import { startFileWork } from '../../../tests/view/file-work.ts';
import { createTally } from './tally.ts';

const PLAN: ReadPlan = {
  mapping: { 'customer.name': 'Name', 'customer.email': 'Email', 'order.total': 'Total' },
  currency: 'EUR',
  timeZone: 'UTC',
  shop: 'import:file',
};

async function using<T>(run: (work: FileWorkLine) => Promise<T>): Promise<T> {
  const work = startFileWork();
  try {
    return await run(work);
  } finally {
    work.close();
  }
}

async function readAll(work: FileWorkLine): Promise<ReadBatch[]> {
  const batches: ReadBatch[] = [];
  for (;;) {
    const batch = await work.next();
    if (!batch.ok) throw new Error(batch.error.type);
    batches.push(batch.value);
    if (batch.value.totals) return batches;
  }
}

const rowsOf = (batches: readonly ReadBatch[]) =>
  batches.flatMap(({ rows }) => (rows === '' ? [] : [...unpackRows(rows)]));

const lines = (count: number, more = '') =>
  Array.from({ length: count }, (_, at) => `Customer ${at},c${at}@x.example,${at}.50${more}`);

describe('the worker of files', () => {
  it('hands over every row in batches of less than a megabyte, in order', async () => {
    await using(async (work) => {
      const file = new Blob([['Name,Email,Total', ...lines(30_000)].join('\n')]);
      expect(await work.open({ file })).toMatchObject({ ok: true });
      expect(await work.start(PLAN)).toEqual({ ok: true, value: null });
      const batches = await readAll(work);
      const rows = rowsOf(batches);
      expect(rows.length).toBe(30_000);
      expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 30_000 }, (_, at) => at + 2));
      expect(Math.max(...batches.map((batch) => batch.rows.length))).toBeLessThan(1_000_000);
      expect(Math.max(...batches.map((batch) => rowsOf([batch]).length))).toBeLessThanOrEqual(1000);
      expect(batches.at(-1)).toMatchObject({ rowsRead: 30_000, bytesRead: file.size, totals: { taken: 30_000 } });
    });
  });

  it('hands over batches of one byte a character that say every character of the file', async () => {
    await using(async (work) => {
      const names = ['王小明 \\u738b', 'Zoë \\', '龍🐉', '\uff21\u00ff'];
      const file = new Blob([
        ['Name,Email,Total', ...names.map((name, at) => `${name},c${at}@x.example,1`)].join('\n'),
      ]);
      await work.open({ file });
      await work.start(PLAN);
      const batches = await readAll(work);
      for (const { rows } of batches) expect(rows).not.toMatch(/[^\0-\u00ff]/);
      const rows = rowsOf(batches);
      expect(rows.map(({ customer }) => customer.name)).toEqual(names);
    });
  });

  it('reads the same file from its first row again when asked to', async () => {
    await using(async (work) => {
      await work.open({ file: new Blob([['Name,Email,Total', ...lines(3000)].join('\n')]) });
      await work.start(PLAN);
      await work.next();
      await work.start(PLAN);
      const rows = rowsOf(await readAll(work));
      expect(rows.length).toBe(3000);
    });
  });

  it('counts by reason what it rejects and gives those rows as a file', async () => {
    await using(async (work) => {
      const file = new Blob([['Name,Email,Total', 'Ann,a@x.example,1', 'Bob,b@x.example,x', ',,'].join('\n')]);
      await work.open({ file });
      await work.start(PLAN);
      const [batch] = await readAll(work);
      expect(batch?.totals).toMatchObject({
        taken: 1,
        rejected: { 'bad-amount': { count: 1, rows: 1, first: [3] } },
        rejectedKept: 1,
      });
      const words = { line: 'Row', reason: 'Why', sentences: { 'bad-amount': 'because' } };
      const text = await (await work.rejected(words as never)).text();
      expect(text.trim().split('\r\n').slice(1)).toEqual(['Bob,b@x.example,x,3,because']);
    });
  });

  it('gives what a file holds that breaks off, and says that it does', async () => {
    await using(async (work) => {
      await work.open({ file: new Blob([['Name,Email,Total', ...lines(2000), 'Cut off,c@'].join('\n')]) });
      await work.start(PLAN);
      const totals = (await readAll(work)).at(-1)?.totals;
      expect(totals).toMatchObject({ taken: 2000, isTruncated: true });
    });
  });

  it('says of a plan what is wrong with it', async () => {
    await using(async (work) => {
      await work.open({ file: new Blob(['Name,Email\nAnn,a@x.example\n']) });
      const wrong = { ...PLAN, mapping: { 'customer.name': 'Nome' } };
      expect(await work.start(wrong)).toMatchObject({ ok: false, error: { type: 'no-such-column', column: 'Nome' } });
      expect(await work.preview({ ...PLAN, mapping: {} })).toMatchObject({ ok: false });
      expect(await work.next()).toMatchObject({ ok: false });
    });
  });

  it('ends what was asked of it when it is closed', async () => {
    const work = startFileWork();
    const asked = work.open({ file: new Blob(['Name,Email\nAnn,a@x.example\n']) });
    work.close();
    await expect(asked).rejects.toBeInstanceOf(FileWorkEnded);
    await expect(work.next()).rejects.toBeInstanceOf(FileWorkEnded);
  });
});

it('of what is wrong the first rows are named, each once', () => {
  const tally = createTally();
  const bad = { target: 'customer.email', type: 'bad-email' } as const;
  const customer = { emails: [], phones: [], accounts: [], tags: [], fields: new Map() };
  for (let row = 2; row < 12; row += 1) tally.count({ row, customer, problems: [bad, bad] });
  expect(tally.totals(false).problems).toEqual({ 'bad-email': { count: 20, rows: 10, first: [2, 3, 4, 5] } });
});

describe('the rejected rows', () => {
  it('are kept up to a limit and counted beyond it', () => {
    const tally = createTally();
    for (let row = 0; row < 60_000; row += 1) tally.count({ row, cells: ['x'], reason: 'bad-date' });
    expect(tally.rows.length).toBe(50_000);
    expect(tally.totals(false)).toMatchObject({ rejected: { 'bad-date': { count: 60_000 } }, rejectedKept: 50_000 });
  });

  it('are kept less long when they are large', () => {
    const tally = createTally();
    const cells = ['x'.repeat(1 << 20)];
    for (let row = 0; row < 100; row += 1) tally.count({ row, cells, reason: 'bad-date' });
    expect(tally.rows.length).toBeLessThan(40);
    expect(tally.read).toBe(100);
  });
});
