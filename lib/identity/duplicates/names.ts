import { keysOfParts, partsOf, plain } from '../name-keys.ts';
import { toSimplified } from './han-variants.ts';

/** A name taken apart for comparing. */
export interface ComparedName {
  /** Keys under which the same name is found in any order; empty when it does not name one person. */
  readonly keys: readonly string[];
  /** Folded parts as they were written. A Chinese name is one part. */
  readonly parts: readonly string[];
  readonly script: 'none' | 'han' | 'other' | 'mixed';
  /** Of a Chinese name; empty where it is not known. */
  readonly surname: string;
  /** A starred name's first and last characters, as far as it shows them (张** shows one). */
  readonly shown?: { readonly head: string; readonly tail: string };
  /** `jr`, `sr`, `2` …: which of several people of one name. */
  readonly generation: string;
}

const NOBODY: ComparedName = { keys: [], parts: [], script: 'none', surname: '', generation: '' };

const GENERATION = /[,\s]+(jr|sr|jun|sen|junior|senior|i{2,3}|iv)\.?$/iu;
const GENERATIONS: Readonly<Record<string, string>> = {
  jr: 'jr',
  jun: 'jr',
  junior: 'jr',
  sr: 'sr',
  sen: 'sr',
  senior: 'sr',
  ii: '2',
  iii: '3',
  iv: '4',
};

const HAN = /^\p{Script=Han}+$/u;
const ANY_HAN = /\p{Script=Han}/u;
const HAN_TITLE = /(?:先生|女士|小姐|太太|老师|老師|经理|經理|总|總|老板|老闆|同学|同學)$/u;
const STARRED = /[*＊●•○■□]/u;
const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 夏侯 皇甫 东方 尉迟 公孙 令狐 慕容 司徒 长孙 宇文 端木 南宫 独孤 轩辕 钟离 闻人 淳于 太史 申屠 公冶 宗政 濮阳 单于 赫连 澹台 万俟 呼延'.split(
    ' ',
  ),
);

/** Takes a name apart. Traditional and simplified characters count as the same here, unlike in lookups. */
export function comparedName(written: string): ComparedName {
  if (written.trim() === '') return NOBODY;
  const generation = GENERATIONS[GENERATION.exec(written)?.[1]?.toLowerCase() ?? ''] ?? '';
  const name = toSimplified(written.replace(GENERATION, ''));
  if (STARRED.test(name)) return starred(name);
  const raw = partsOf(name);
  if (raw.length === 0) return NOBODY;
  const joined = raw.join('');
  if (HAN.test(joined)) return hanName(raw, joined);
  const parts = raw.map(plain);
  const script = ANY_HAN.test(joined) ? 'mixed' : 'other';
  return { keys: keysOfParts(raw), parts, script, surname: '', generation };
}

function hanName(raw: readonly string[], joined: string): ComparedName {
  const bare = joined.replace(HAN_TITLE, '');
  // 王先生, 王总: whose surname is known and nothing else.
  if (bare.length < 2) return { ...NOBODY, script: 'han', surname: bare };
  const keys = bare === joined ? keysOfParts(raw) : [bare];
  return { keys, parts: [bare], script: 'han', surname: surnameOf(bare), generation: '' };
}

/** The surname a Chinese name begins with; two characters where it is one of the compound ones. */
function surnameOf(name: string): string {
  const two = name.slice(0, 2);
  return name.length > 2 && COMPOUND_SURNAMES.has(two) ? two : name.slice(0, 1);
}

function starred(name: string): ComparedName {
  const plainName = name.replace(/\s+/g, '').replace(HAN_TITLE, '');
  const at = plainName.search(STARRED);
  const head = plainName.slice(0, at);
  const tail = plainName.slice(at).replace(/^.*[*＊●•○■□]/u, '');
  if (!HAN.test(head + tail)) return NOBODY;
  return { ...NOBODY, script: 'han', surname: head.slice(0, 1), shown: { head, tail } };
}

/** Whether a whole Chinese name has the characters that a starred one shows. */
export function fitsStarred(shown: { readonly head: string; readonly tail: string }, whole: string): boolean {
  return (
    whole.length > shown.head.length + shown.tail.length && whole.startsWith(shown.head) && whole.endsWith(shown.tail)
  );
}

/**
 * Whether two words are one with at most a slip: a letter missing, added, wrong, or two neighbours swapped (Damerau 1964).
 * Equal words are not.
 */
export function isSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at);
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
