import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed, fold, foldWithOrigin, isUnspaced } from './fold.ts';

describe('folded text', () => {
  it('is the same by either way, for text that the browser folds by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 60 }), (text) => {
        expect(fold(text)).toBe(foldWithOrigin(text).text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Ａｎｎａ　Ｓøren', 'anna soren'],
    ['José Ñandú Zoë', 'jose nandu zoe'],
    ['Łódź, Straße', 'lodz  strasse'],
    ["O’Brien's", 'obriens'],
    ['張偉', '张伟'],
    ['單小姐', '单小姐'],
    ['Ḯἄ', 'iα'],
    ['ﬁn ½', 'fin 1 2'],
    ['ﾊﾝｶｸ', 'ハンカク'],
    ['ё й', 'ё й'],
    ['a_b-c.d@e', 'a b c d e'],
    ['12３４', '1234'],
    ['', ''],
  ])('of %s is %s', (text, wanted) => {
    expect(fold(composed(text))).toBe(wanted);
  });

  it('of decomposed text is that of composed text', () => {
    for (const text of ['José', '각하', 'ガラス', 'Nguyễn'])
      expect(fold(composed(text.normalize('NFD')))).toBe(fold(text));
  });

  it('knows where each letter came from', () => {
    const { text, origin } = foldWithOrigin('Iß’x');
    expect(text).toBe('issx');
    expect([...(origin ?? [])]).toEqual([0, 1, 1, 3, 4]);
    expect(foldWithOrigin('abc').origin).toBeUndefined();
  });

  it('of text that grows is whole', () => {
    expect(fold('ﷺ'.repeat(5000))).toBe(fold('ﷺ').repeat(5000));
    expect(fold('ﷺ').length).toBeGreaterThan(10);
  });

  it('tells scripts without spaces from those with', () => {
    for (const char of '张ひカ한ไក𠮷') expect(isUnspaced(char.charCodeAt(0)), char).toBe(true);
    for (const char of 'aé9яαאहع') expect(isUnspaced(char.charCodeAt(0)), char).toBe(false);
  });
});
