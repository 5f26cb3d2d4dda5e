import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doc, ids, PEOPLE, searchIn } from '../../tests/fixtures/search/few.ts';
import type { SearchDoc } from './document.ts';
import { emptySearch } from './search.ts';

describe('a person is found by', () => {
  it.each([
    ['the whole name', '张伟明', 'wei'],
    ['two characters of it', '伟明', 'wei'],
    ['one character', '伟', 'wei'],
    ['the surname in traditional characters', '張', 'wei'],
    ['a simplified character of a traditional name', '单国', 'shan'],
    ['pinyin', 'zhangweiming', 'wei'],
    ['pinyin while typing', 'zhangwe', 'wei'],
    ['pinyin with spaces', 'zhang wei ming', 'wei'],
    ['pinyin with the given name first', 'weiming zhang', 'wei'],
    ['pinyin run together, given name first', 'weimingzhang', 'wei'],
    ['initials', 'zwm', 'wei'],
    ['surname and initials', 'zhangwm', 'wei'],
    ['the surname as it is read in names', 'shan guohua', 'shan'],
    ['a surname of two characters', 'ouyangx', 'ouyang'],
    ['a name that sounds the same', '章伟名', 'wei'],
    ['pinyin with a slip', 'zhangwieming', 'wei'],
    ['an email', 'zhang.wm@qq.com', 'wei'],
    ['part of an email', 'zhang.wm@q', 'wei'],
    ['a domain', 'kestrel-trade', 'smith'],
    ['a local part without its dot', 'josesmi', 'smith'],
    ['a phone tail', '5678', 'wei'],
    ['a run within a phone', '381234', 'wei'],
    ['a whole phone with spaces', '138 1234 5678', 'wei'],
    ['a phone with another prefix', '07911123456', 'smith'],
    ['a hidden phone as written', '139****4321', 'shan'],
    ['a hidden phone for a full one', '138****5678', 'wei'],
    ['a full phone for a hidden one', '13900004321', 'shan'],
    ['the tail of a hidden phone', '4321', 'shan'],
    ['a part of an order number', '4567890', 'ouyang'],
    ['an order number with its hyphens', '112-7654321-1112223', 'obrien'],
    ['the middle of it', '321-111', 'obrien'],
    ['an account', 'tb_99887766', 'shan'],
    ['a part of an account', '998877', 'shan'],
    ['a firm', '云舒贸易', 'ouyang'],
    ['a name without accents', 'jose', 'smith'],
    ['a name reversed', 'smith jose', 'smith'],
    ['a name with comma', 'Ortega, José', 'smith'],
    ['a name without its apostrophe', 'obrien', 'obrien'],
    ['a name with it', "o'brien siob", 'obrien'],
    ['a name with a slip', 'johnathan', 'jonathan'],
    ['a name with two slips', 'blackwod jonatan', 'jonathan'],
    ['swapped letters', 'simth', 'smith'],
    ['initials of a Latin name', 'jb', 'jonathan'],
    ['full-width letters', 'Ｊｏｎａ', 'jonathan'],
    ['a word of a note', 'teapot', 'obrien'],
    ['the beginning of a word of a note', 'teap', 'obrien'],
    ['characters of a note', '发货', 'wei'],
    ['name and note', '张 周五', 'wei'],
    ['a tag', '老客户', 'shan'],
    ['a custom field', 'xl', 'jonathan'],
  ])('%s: %s', async (_, typed, wanted) => {
    expect((await ids(await searchIn(PEOPLE), typed))[0]).toBe(wanted);
  });

  it.each([['xyzzy'], ['张伟民工'], ['999'], ['周五发货'], ['ortegasmith jose x'], ['138****9999']])(
    '%s: nobody',
    async (typed) => {
      expect(await ids(await searchIn(PEOPLE), typed)).toEqual([]);
    },
  );
});

describe('the better answer is first:', () => {
  it.each([
    [
      'the whole name before a longer one',
      '张伟',
      [
        ['b', '张伟'],
        ['a', '张伟明'],
        ['c', '小张伟'],
      ],
    ],
    [
      'a word before a beginning',
      'ana silva',
      [
        ['b', 'Ana Silva'],
        ['a', 'Anabel Silva'],
      ],
    ],
    [
      'what is written before what is misspelt',
      'marta',
      [
        ['b', 'Marta'],
        ['a', 'Marto'],
      ],
    ],
  ])('%s', async (_, typed, names) => {
    const docs = names.map(([id = '', name = '']) => doc(id, { name }));
    const found = await ids(await searchIn([...docs].reverse()), typed);
    expect(found).toEqual(names.map(([id]) => id).slice(0, found.length));
    expect(found[0]).toBe('b');
  });

  it('a name before an address before a tag before an order before a note', async () => {
    const docs = [
      doc('note', { note: '2468 lotus' }),
      doc('order', { order: '992468lotus' }),
      doc('tag', { tag: 'lotus' }),
      doc('email', { email: 'lotus@example.org' }),
      doc('name', { name: 'Lotus' }),
    ];
    expect(await ids(await searchIn(docs), 'lotus')).toEqual(['name', 'email', 'tag', 'order', 'note']);
  });

  it('of equals the more recent', async () => {
    const docs = Array.from({ length: 300 }, (_, nth) => doc(`c${nth}`, { name: '王芳' }, (nth * 7919) % 300));
    const found = await ids(await searchIn(docs), '王芳', 50);
    const byRecency = [...docs].sort((a, b) => b.at - a.at).map(({ id }) => id);
    expect(found).toEqual(byRecency.slice(0, 50));
  });
});

describe('what was found is shown', () => {
  const shownBy = async (typed: string, docs: readonly SearchDoc[]) => {
    const found = await (await searchIn(docs)).find(typed, 1);
    const [hit] = found.ok ? found.value : [];
    return hit?.fields.map(({ kind, text, ranges }) => [kind, ...ranges.map(([from, to]) => text.slice(from, to))]);
  };

  it.each([
    ['zhangwei', [['name', '张伟']]],
    ['zwm', [['name', '张伟明']]],
    ['138 1234', [['phone', '138 1234']]],
    ['wm@qq', [['email', 'wm@qq']]],
    [
      '伟明 发货',
      [
        ['name', '伟明'],
        ['note', '发货'],
      ],
    ],
  ])('for %s', async (typed, wanted) => {
    const shown = await shownBy(typed, PEOPLE);
    if (typed === 'wm@qq') expect(shown).toEqual([['email', 'wm', 'qq']]);
    else expect(shown).toEqual(wanted);
  });

  it('with accents and letters that fold to two', async () => {
    expect(await shownBy('strasse', [doc('a', { note: 'die Große Straße 5' })])).toEqual([['note', 'Straße']]);
    expect(await shownBy('jose', [doc('a', { name: 'José'.normalize('NFD') })])).toEqual([['name', 'José']]);
  });

  it('in a part of a long note', async () => {
    const note = `${'前面的话很长。'.repeat(60)}想要蓝色茶壶${'后面的话也很长。'.repeat(60)}`;
    const found = await (await searchIn([doc('a', { note })])).find('蓝色', 1);
    const field = found.ok ? found.value[0]?.fields[0] : undefined;
    expect(field?.text.length).toBeLessThan(100);
    expect(field?.ranges.map(([from, to]) => field.text.slice(from, to))).toEqual(['蓝色']);
  });
});

describe('changes', () => {
  it('stand before what the index knows', async () => {
    const search = await searchIn(PEOPLE);
    search.put(doc('wei', { name: '李雷' }));
    search.put(doc('new', { name: '张三丰' }));
    search.remove('smith');
    expect(await ids(search, '张')).toEqual(['new']);
    expect(await ids(search, 'lilei')).toEqual(['wei']);
    expect(await ids(search, 'jose')).toEqual([]);
    search.put(doc('smith', { name: 'José Smith' }));
    search.remove('new');
    expect(await ids(search, 'jose')).toEqual(['smith']);
    expect(await ids(search, 'zhangsanfeng')).toEqual([]);
    expect(search.changed).toBe(3);
  });

  it('in any order give what an index of the last state gives', async () => {
    const names = ['张伟', '张伟明', 'Ana Silva', 'Anabel Silva', '王芳', 'Bo'];
    const change = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.constantFrom(...names), { nil: undefined }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), fc.boolean(), async (changes, isAsked) => {
        const base = Array.from({ length: 5 }, (_, nth) => doc(`c${nth}`, { name: names[nth] ?? '' }));
        const search = await searchIn(base);
        const state = new Map(base.map((one) => [one.id, one]));
        for (const [nth, name] of changes) {
          const id = `c${nth}`;
          if (name === undefined) search.remove(id);
          else search.put(doc(id, { name }));
          if (name === undefined) state.delete(id);
          else state.set(id, doc(id, { name }));
          if (isAsked) await ids(search, 'a');
        }
        const fresh = await searchIn(state.values());
        for (const typed of ['张', 'ana', 'zw', 'silva', '王芳', 'bo'])
          expect(await ids(search, typed, 50), typed).toEqual(await ids(fresh, typed, 50));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('are all there is without an index', async () => {
    const search = emptySearch();
    expect(await ids(search, '张')).toEqual([]);
    for (const one of PEOPLE) search.put(one);
    expect(await ids(search, 'zwm')).toEqual(['wei']);
  });
});
