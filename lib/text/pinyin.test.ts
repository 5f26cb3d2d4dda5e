import { readFile } from 'node:fs/promises';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { hanTables } from '../../scripts/build-pinyin.ts';
import { gb2312, readingsOf, simplify } from './han.ts';
import { nameReadings } from './pinyin.ts';

const first = (name: string): string => {
  const [reading] = nameReadings(name);
  return reading ? [...reading.surname, '|', ...reading.given].join(' ') : '';
};

describe('the tables of Chinese characters', () => {
  it('come out the same, byte for byte, when they are made again', async () => {
    for (const [path, text] of Object.entries(hanTables())) {
      expect(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'), path).toBe(text);
    }
  });

  it('are small', () => {
    const [readings = '', traditional = ''] = Object.values(hanTables());
    expect(Buffer.byteLength(readings)).toBeLessThan(16 * 1024);
    expect(Buffer.byteLength(traditional)).toBeLessThan(8 * 1024);
  });

  it('read each character of GB2312 as the library does', () => {
    const wrong = gb2312().filter(
      (char) => readingsOf(char).usual[0] !== pinyin(char, { toneType: 'none', type: 'array', v: true })[0],
    );
    expect(gb2312()).toHaveLength(6763);
    expect(wrong).toEqual([]);
  });

  it.each([...'張陳劉黃趙吳楊馬羅鄭謝韓馮蕭葉蘇盧蔣賈鄒陸龍萬錢湯賴喬龔'])(
    'reads %s, as traditional, like its simplified form',
    (char) => {
      const simple = String.fromCharCode(simplify(char.charCodeAt(0)));
      expect(simple).not.toBe(char);
      expect(readingsOf(char).usual[0]).toBe(readingsOf(simple).usual[0]);
    },
  );
});

describe('names', () => {
  it.each([
    ['单雄信', 'shan | xiong xin'],
    ['單雄信', 'shan | xiong xin'],
    ['曾国藩', 'zeng | guo fan'],
    ['曾國藩', 'zeng | guo fan'],
    ['仇英', 'qiu | ying'],
    ['解缙', 'xie | jin'],
    ['任伟', 'ren | wei'],
    ['华罗庚', 'hua | luo geng'],
    ['查良镛', 'zha | liang yong'],
    ['区志航', 'ou | zhi hang'],
    ['朴树', 'piao | shu'],
    ['盖叫天', 'ge | jiao tian'],
    ['缪斯', 'miao | si'],
    ['召树', 'shao | shu'],
    ['翟天临', 'zhai | tian lin'],
    ['乐嘉', 'yue | jia'],
    ['种师道', 'chong | shi dao'],
    ['尉迟恭', 'yu chi | gong'],
    ['尉遲恭', 'yu chi | gong'],
    ['欧阳修', 'ou yang | xiu'],
    ['歐陽修', 'ou yang | xiu'],
    ['单于雄', 'chan yu | xiong'],
    ['万俟卨', 'mo qi | '],
    ['万俟雅', 'mo qi | ya'],
    ['长孙无忌', 'zhang sun | wu ji'],
    ['諸葛亮', 'zhu ge | liang'],
    ['玥喆', 'yue | zhe'],
  ])('%s is read %s', (name, wanted) => {
    expect(first(name)).toBe(wanted);
  });

  it('know a second reading of a character with two', () => {
    const all = nameReadings('张朝乐').map(({ surname, given }) => [...surname, ...given].join(''));
    expect(all).toContain('zhangchaole');
    expect(all).toContain('zhangzhaole');
    expect(all).toContain('zhangchaoyue');
  });

  it('of a surname, keep the everyday reading beside its own', () => {
    expect(nameReadings('单伟').map(({ surname }) => surname[0])).toEqual(['shan', 'dan']);
  });

  it('spell ü as it is typed and as it is printed', () => {
    expect(nameReadings('吕布').map(({ surname }) => surname[0])).toEqual(['lv', 'lu', 'lyu']);
  });

  it('that are not Chinese have no reading', () => {
    expect(nameReadings('Anna')).toEqual([]);
    expect(nameReadings('')).toEqual([]);
  });
});
