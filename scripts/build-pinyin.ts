// usage: node scripts/build-pinyin.ts
// Writes lib/text/pinyin-table.ts, how Chinese characters are read, and lib/text/traditional-table.ts, which
// traditional character is which simplified one.
import { writeFile } from 'node:fs/promises';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import { gb2312, TABLE_BASE, TABLE_DIGITS } from '../lib/text/han.ts';

/** Characters of given names that GB2312 lacks. */
const OF_NAMES =
  '玥喆堃甯垚韡昇祎翀翙燚犇昉彧頔旸湉媞赟仝暠锺堉烜妤玹玙珅琤琰琎璟瑄瑭玏玚玘珈珺琋琲瑀瑧璠璿甡甪睿禛竑笵筠綝翊翯芃苡茗荛荞莳菂菡葳蓁薇虓袆訚谞贇邠郦鋆铉锜镕闳阗雯霂霈靓韫頫颀颢馡骅骐鸢麒龑龢妘姮姵婳嫣嬅孁孞宸岚峣崚嶶嵘弈彣忞怿恺惢愔戬扆揆斓旻旼昀昕昶晗晞晟晢晫暄曈曌朗杍柷栩桢桦梓梣棽楠榆樾欣毓沄沅沚沣泓泠泺洺浠浥涓涔涵淇淏淳淼渝渼湑湜湲溦滢滪漪潆潼澍澔澹濂瀚瀛灏炆炘炜烨焓焱煊煜熠熹爔';
/** Two-character surnames. */
const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 单于 完颜 纳兰 那拉 爱新 叶赫 富察 钮祜 呼延 拓拔 贺兰 哥舒 尔朱 宿勤 侯莫'.split(
    ' ',
  );
/** Characters of names that are read in two ways; of others the second reading would find more strangers than friends. */
const READ_TWICE =
  '长朝重乐行曾传茜盛单参调弹藏都度恶佛冠观还会系降校解可空量率露蒙模宁强切若塞少省似宿汤提相兴旋叶应载择正种属著转奇稽覃柏区盖纪翟卜隗葛石大贾厦朴仇查车陈屏囤广亘妮娜俞洋莎召折缪朱洗俏繁臧称好华';
/** Where the library reads a surname otherwise than those who bear it. */
const SURNAMES_BORNE: Readonly<Record<string, string>> = { 种: 'chong', 佴: 'nai', 黑: 'he', 祭: 'zhai', 洗: 'xian' };
const COMPOUND_BORNE: Readonly<Record<string, string>> = { 单于: 'chan yu', 乐正: 'yue zheng', 侯莫: 'hou mo' };

const RUN_MAX = 19;
const FIRST = 0x4e00;
const LAST = 0x9fff;

const options = { toneType: 'none', type: 'array', v: true } as const;
const reading = (char: string): string => pinyin(char, options)[0] ?? '';
const others = (char: string): readonly string[] => [
  ...new Set(pinyin(char, { ...options, multiple: true }).filter((syllable) => syllable !== reading(char))),
];
const digit = (value: number): string => TABLE_DIGITS.charAt(value);
const pair = (value: number): string => digit(Math.floor(value / TABLE_BASE)) + digit(value % TABLE_BASE);

/** "shan单 zeng曾层": each syllable before the characters that are read so. */
function bySyllable(readings: readonly (readonly [char: string, syllable: string])[]): string {
  const groups = new Map<string, string>();
  for (const [char, syllable] of readings) groups.set(syllable, (groups.get(syllable) ?? '') + char);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([syllable, chars]) => syllable + chars)
    .join(' ');
}

/** The texts of the generated modules, by their path from the root. */
export function hanTables(): Readonly<Record<string, string>> {
  const ordered = gb2312();
  const indexOf = new Map(ordered.map((char, index) => [char, index]));
  const toSimplified = Converter({ from: 't', to: 'cn' });

  const extra = [...OF_NAMES, ...bigFive().filter((char) => !indexOf.has(toSimplified(char)))].filter(
    (char) => !indexOf.has(char) && reading(char) !== char && toSimplified(char) === char,
  );
  const extras = [...new Set(extra)].sort().map((char) => [char, reading(char)] as const);
  const syllables = [...new Set([...ordered, ...extra].map(reading))].sort();

  let readings = '';
  for (let at = 0; at < ordered.length; ) {
    const syllable = reading(ordered[at] ?? '');
    let run = 1;
    while (run < RUN_MAX && at + run < ordered.length && reading(ordered[at + run] ?? '') === syllable) run += 1;
    readings += pair(syllables.indexOf(syllable) * RUN_MAX + run - 1);
    at += run;
  }

  const seconds = [...READ_TWICE].flatMap((char) => {
    const second = others(char)[0];
    return second ? [[char, second] as const] : [];
  });
  const surnames = ordered.flatMap((char) => {
    const borne = SURNAMES_BORNE[char] ?? pinyin(char, { ...options, surname: 'all' })[0] ?? '';
    return borne === reading(char) ? [] : [[char, borne] as const];
  });
  const compounds = [...new Set(COMPOUND)].map((name) => {
    const borne = COMPOUND_BORNE[name] ?? pinyin(name, { ...options, surname: 'head' }).join(' ');
    return borne === [...name].map(reading).join(' ') ? name : name + borne;
  });

  let traditional = '';
  let gap = 0;
  for (let code = FIRST; code <= LAST; code++, gap++) {
    const char = String.fromCharCode(code);
    const simplified = toSimplified(char);
    const index = indexOf.get(simplified);
    if (simplified === char || index === undefined) continue;
    for (; gap >= TABLE_BASE - 1; gap -= TABLE_BASE - 1) traditional += digit(TABLE_BASE - 1);
    traditional += digit(gap) + pair(index);
    gap = -1;
  }

  return {
    'lib/text/pinyin-table.ts': moduleOf('pinyin-pro (MIT)', {
      SYLLABLES: syllables.join(' '),
      READINGS: readings,
      EXTRAS: bySyllable(extras),
      SECONDS: bySyllable(seconds),
      SURNAMES: bySyllable(surnames),
      COMPOUNDS: compounds.join(','),
    }),
    'lib/text/traditional-table.ts': moduleOf('the OpenCC dictionaries in opencc-js (Apache-2.0)', {
      TRADITIONAL: traditional,
    }),
  };
}

const moduleOf = (source: string, texts: Readonly<Record<string, string>>): string =>
  [
    `// Made by scripts/build-pinyin.ts from ${source}; lib/text/han.ts says how it is read.`,
    ...Object.entries(texts).map(([name, text]) => `// biome-ignore format: data\nexport const ${name} = '${text}';`),
    '',
  ].join('\n');

/** The frequently used characters of Big5, level one. */
function bigFive(): string[] {
  const decoder = new TextDecoder('big5');
  const chars: string[] = [];
  for (let lead = 0xa4; lead <= 0xc6; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(new Uint8Array([lead, trail]));
      if (/^[\u4e00-\u9fff]$/.test(char)) chars.push(char);
    }
  return chars;
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(hanTables())) await writeFile(new URL(`../${path}`, import.meta.url), text);
}
