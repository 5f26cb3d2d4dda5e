import { COMPOUNDS, EXTRAS, READINGS, SECONDS, SURNAMES, SYLLABLES } from './pinyin-table.ts';
import { TRADITIONAL } from './traditional-table.ts';

/** The digits of the numbers in the generated table: printable ASCII that needs no escape in a string. */
export const TABLE_DIGITS =
  '!#%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~$';
export const TABLE_BASE = TABLE_DIGITS.length;

const RUN_MAX = 19;
const FIRST = 0x4e00;
const COUNT = 0x5200;

/**
 * The 6,763 characters of GB2312 in its own order. The first 3,755 stand there in the order of their readings, which
 * is why a table of readings along this order is short.
 */
export function gb2312(): string[] {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  // The unassigned cells come out as private-use characters or replacement marks.
  return [...new TextDecoder('gbk').decode(new Uint8Array(bytes))].filter(
    (char) => char >= '\u4e00' && char <= '\u9fff',
  );
}

interface Table {
  readonly syllables: readonly string[];
  /** By code point less U+4E00: index of the syllable plus one; 0 for unknown. */
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  readonly surname: Uint16Array;
  readonly compounds: ReadonlyMap<string, readonly [string, string]>;
  /** By code point less U+4E00: the simplified character, 0 where it is the same. */
  readonly simplified: Uint16Array;
}

let table: Table | undefined;

function load(): Table {
  const syllables = SYLLABLES.split(' ');
  const ordered = gb2312();
  const numberOf = new Map(syllables.map((syllable, index) => [syllable, index + 1]));
  const value = new Uint8Array(128);
  for (let index = 0; index < TABLE_BASE; index++) value[TABLE_DIGITS.charCodeAt(index)] = index;
  const digit = (text: string, at: number): number => value[text.charCodeAt(at)] ?? 0;
  const pair = (text: string, at: number): number => digit(text, at) * TABLE_BASE + digit(text, at + 1);

  const first = new Uint16Array(COUNT);
  let at = 0;
  for (let next = 0; next < READINGS.length; next += 2) {
    const run = pair(READINGS, next);
    for (let left = run % RUN_MAX; left >= 0; left--, at++)
      first[code(ordered[at] ?? '')] = Math.floor(run / RUN_MAX) + 1;
  }
  const fill = (target: Uint16Array, groups: string): Uint16Array => {
    for (const [, syllable = '', chars = ''] of groups.matchAll(/([a-z]+)([^ ]+)/g))
      for (const char of chars) target[code(char)] = numberOf.get(syllable) ?? 0;
    return target;
  };
  fill(first, EXTRAS);

  const simplified = new Uint16Array(COUNT);
  let char = 0;
  for (let next = 0; next < TRADITIONAL.length; ) {
    const gap = digit(TRADITIONAL, next);
    char += gap;
    next += 1;
    if (gap === TABLE_BASE - 1) continue;
    simplified[char] = FIRST + code(ordered[pair(TRADITIONAL, next)] ?? '');
    char += 1;
    next += 2;
  }
  const compounds = new Map(
    COMPOUNDS.split(',').map((entry) => {
      const usual = [...entry.slice(0, 2)].map((one) => syllables[(first[code(one)] ?? 0) - 1] ?? '');
      const [one = '', two = ''] = entry.length > 2 ? entry.slice(2).split(' ') : usual;
      return [entry.slice(0, 2), [one, two]] as const;
    }),
  );
  return {
    syllables,
    first,
    second: fill(new Uint16Array(COUNT), SECONDS),
    surname: fill(new Uint16Array(COUNT), SURNAMES),
    compounds,
    simplified,
  };
}

const code = (char: string): number => char.charCodeAt(0) - FIRST;
const loaded = (): Table => {
  table ??= load();
  return table;
};

/** The simplified character of a traditional one; any other code unit as it is. @param unit UTF-16 code unit */
export const simplify = (unit: number): number => loaded().simplified[unit - FIRST] || unit;

export interface Readings {
  /** Pinyin without tone, ü as v; the likeliest first. Empty for what is no known Chinese character. */
  readonly usual: readonly string[];
  /** Read as a surname, where that differs. */
  readonly surname: string | undefined;
}

/** How one character is read. @param char one character, simplified or traditional */
export function readingsOf(char: string): Readings {
  const { syllables, first, second, surname } = loaded();
  const unit = char.charCodeAt(0);
  const at = (first[unit - FIRST] ? unit : simplify(unit)) - FIRST;
  const named = (number: number | undefined): string[] => (number ? [syllables[number - 1] ?? ''] : []);
  return {
    usual: [...named(first[at]), ...named(second[at])],
    surname: named(surname[simplify(unit) - FIRST])[0],
  };
}

/** The two syllables of a two-character surname, absent for any other pair. @param first UTF-16 code unit */
export const compoundSurname = (first: number, second: number): readonly [string, string] | undefined =>
  loaded().compounds.get(String.fromCharCode(simplify(first), simplify(second)));
