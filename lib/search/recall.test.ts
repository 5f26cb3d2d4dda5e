import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, doc, ids, PEOPLE, searchIn } from '../../tests/fixtures/search/few.ts';
import { fold, isUnspaced } from '../text/fold.ts';
import type { SearchDoc, SearchField } from './document.ts';
import { openSearch } from './search.ts';

describe('nothing is missed:', () => {
  const HAN = [...'张伟明国華单客户要发货包裹的了𠮷'];
  const han = fc.array(fc.constantFrom(...HAN), { minLength: 1, maxLength: 12 }).map((chars) => chars.join(''));
  const latin = fc.constantFrom(
    'tea',
    'Teapot',
    'blue',
    'BLUEBERRY',
    'José',
    'an',
    'a1',
    'x-ray',
    "don't",
    'ÉCLAIR',
    'мир',
    '2024',
  );
  const text = fc
    .array(fc.oneof(han, latin), { minLength: 1, maxLength: 8 })
    .chain((parts) => fc.constantFrom(' ', ', ', '，').map((between) => parts.join(between)));
  const kinds = fc.constantFrom<SearchField['kind']>('name', 'company', 'tag', 'custom', 'note', 'other');
  const field = fc.record({ kind: kinds, text });
  const docs = fc
    .array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 })
    .map((all) => all.map((fields, nth): SearchDoc => ({ id: `c${nth}`, at: nth, fields })));

  const scan = (all: readonly SearchDoc[], isIn: (folded: string) => boolean): string[] =>
    all.filter(({ fields }) => fields.some((one) => isIn(fold(one.text)))).map(({ id }) => id);
  const startsWord = (folded: string, word: string): boolean =>
    folded
      .split(' ')
      .flatMap((run) => run.split(/(?<=[\p{Script=Han}\ud800-\udfff])|(?=[\p{Script=Han}\ud800-\udfff])/u))
      .some((one) => one.startsWith(word));

  it('any two or more Chinese characters of any text', async () => {
    await fc.assert(
      fc.asyncProperty(docs, fc.nat(), fc.nat(), async (all, where, length) => {
        const search = await searchIn(all);
        const runs = all.flatMap(({ fields }) =>
          fields.flatMap(({ text }) => text.match(/\p{Script=Han}{2,}/gu) ?? []),
        );
        if (runs.length === 0) return;
        const run = [...(runs[where % runs.length] ?? '')];
        const from = where % (run.length - 1);
        const typed = run.slice(from, from + 2 + (length % (run.length - from - 1))).join('');
        const found = new Set(await ids(search, typed, 1000));
        const wanted = scan(all, (folded) => folded.includes(fold(typed)));
        expect(wanted.length).toBeGreaterThan(0);
        for (const id of wanted) expect(found, `${typed} in ${id}`).toContain(id);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('any beginning of any word', async () => {
    await fc.assert(
      fc.asyncProperty(docs, fc.nat(), fc.nat(), async (all, where, length) => {
        const search = await searchIn(all);
        const words = all.flatMap(({ fields }) =>
          fields.flatMap(({ text }) => fold(text).match(/[^ \p{Script=Han}\ud800-\udfff]+/gu) ?? []),
        );
        if (words.length === 0) return;
        const word = words[where % words.length] ?? '';
        const typed = word.slice(0, 1 + (length % word.length));
        const found = new Set(await ids(search, typed, 1000));
        for (const id of scan(all, (folded) => startsWord(folded, typed)))
          expect(found, `${typed} in ${id}`).toContain(id);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('nothing found lacks what was looked for', async () => {
    expect(isUnspaced('张'.charCodeAt(0))).toBe(true);
    await fc.assert(
      fc.asyncProperty(docs, han, async (all, typed) => {
        const search = await searchIn(
          all.map((one) => ({ ...one, fields: one.fields.map((f) => ({ ...f, kind: 'note' as const })) })),
        );
        const wanted = scan(all, (folded) => folded.includes(fold(typed)));
        for (const id of await ids(search, typed, 1000)) expect(wanted).toContain(id);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('whatever is typed', () => {
  it.each([
    ['a'],
    ['a b c d'],
    ['a b c d e f g h i j k l m n'],
    ['.*+?^', '$', '{}()|[]\\'].slice(0, 1),
    ['$', '{}()|[]\\'].slice(1),
    ['，。！？'],
    [''],
    ['   '],
    ['\u0000\u0001\u001e'],
    ['\ud800'],
    ['x'.repeat(10_240)],
    ['张'.repeat(10_240)],
    ['a '.repeat(5_120)],
    ['1'.repeat(10_240)],
    ['*'.repeat(500)],
    ['__proto__'],
    ['constructor'],
    ['🎁🎁'],
    ['ﷺ'.repeat(300)],
    ['a\u0301'.repeat(500)],
  ])('%j is answered', async (typed) => {
    const found = await (await searchIn(PEOPLE)).find(typed, 10);
    expect(found.ok).toBe(true);
  });

  it('is answered', async () => {
    const search = await searchIn(PEOPLE);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (typed) => {
        expect((await search.find(typed, 10)).ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('an index', () => {
  it('that is not there says so', async () => {
    expect(await openSearch(async (names) => names.map(() => undefined))).toEqual({
      ok: false,
      error: { type: 'NoIndex' },
    });
  });

  it('that is damaged says so, wherever', async () => {
    const chunks = chunksOf(PEOPLE);
    for (const broken of chunks.keys()) {
      const load = async (names: readonly string[]) =>
        names.map((name) => (name === broken ? undefined : chunks.get(name)));
      const opened = await openSearch(load);
      if (!opened.ok) {
        expect(opened.error.type).toBe('NoIndex');
        continue;
      }
      for (const typed of ['张伟', '发货', 'johnathan', 'teapot', '1127654321', '陈']) {
        const found = await opened.value.find(typed, 10);
        if (!found.ok) expect(found.error.type).toBe('Damaged');
      }
    }
    const garbage = await openSearch(async () => [new TextEncoder().encode('{"version":0}')]);
    expect(garbage).toEqual({ ok: false, error: { type: 'Damaged' } });
  });

  it('is loaded only as far as a query needs it, each chunk once', async () => {
    const chunks = chunksOf(
      Array.from({ length: 2000 }, (_, nth) => doc(`c${nth}`, { name: `Person ${nth}`, note: '张'.repeat(3) })),
    );
    const asked: string[] = [];
    const opened = await openSearch(async (names) => {
      asked.push(...names);
      return names.map((name) => chunks.get(name));
    });
    expect(asked).toEqual(['directory']);
    if (opened.ok) for (let turn = 0; turn < 3; turn++) expect((await ids(opened.value, '1777'))[0]).toBe('c1777');
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(chunks.size / 2);
  });

  it('keeps no more in memory than it may', async () => {
    const docs = Array.from({ length: 3000 }, (_, nth) =>
      doc(`c${nth}`, { name: `Person ${nth}`, note: `word${nth} `.repeat(20) }),
    );
    const search = await searchIn(docs, { cacheBytes: 200_000 });
    for (let nth = 0; nth < 3000; nth += 100) expect((await ids(search, `word${nth}`))[0]).toBe(`c${nth}`);
    expect(search.bytes).toBeLessThan(800_000);
  });
});
