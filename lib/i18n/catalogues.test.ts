import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { panel } from './en/panel.ts';
import { words } from './en/words.ts';
import { en } from './en.ts';
import { formsOf, type Message } from './message.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

const english: Readonly<Record<string, Message>> = en;
const others: Readonly<Record<string, Readonly<Record<string, Message>>>> = { 'zh-CN': zhCN, 'zh-TW': zhTW };
const paramsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

for (const [language, catalogue] of Object.entries(others)) {
  it(`${language} has exactly the texts that English has`, () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
  });

  it(`${language} uses in every text the parameters that English uses`, () => {
    for (const [key, message] of Object.entries(english)) {
      const wanted = new Set(formsOf(message).flatMap(paramsIn));
      for (const form of formsOf(catalogue[key] ?? '')) expect(new Set(paramsIn(form)), key).toEqual(wanted);
    }
  });

  it(`${language} leaves no text in English`, () => {
    for (const [key, message] of Object.entries(catalogue)) {
      for (const form of formsOf(message)) {
        if (/[A-Za-z]{2}/.test(String(english[key]).replace(/\{\w+\}/g, ''))) {
          expect(
            /\p{Script=Han}/u.test(form) || !/[A-Za-z]{2}/.test(form.replace(/\{\w+\}/g, '')),
            `${key}: ${form}`,
          ).toBe(true);
        }
      }
    }
  });
}

it('no text is empty, shouts, or ends in a space', () => {
  for (const catalogue of [english, ...Object.values(others)]) {
    for (const [key, message] of Object.entries(catalogue)) {
      for (const form of formsOf(message)) {
        expect(form, key).not.toMatch(/^$|!|！|\p{Extended_Pictographic}/u);
        if (!key.startsWith('place.')) expect(form, key).not.toMatch(/^\s|\s$/);
      }
    }
  }
});

/** Of these there are always more than one. */
const ALWAYS_MANY = [
  'note.too-long',
  'begin.sample.text',
  'file.too-many-columns',
  'segment.too-many',
  'offer.because',
  'offer.figures.text',
  'pareto.says.all',
  'groups.says.all',
  'rules.full',
  'rules.rehearsal.sample',
];

it('an English text that counts something has a form for one of it', () => {
  const counted = new Set(
    Object.values(english).flatMap((message) =>
      formsOf(message).length > 1
        ? [...(formsOf(message).at(-1) ?? '').matchAll(/\{n\} ([a-z]+s)\b/g)].map(([, noun]) => noun)
        : [],
    ),
  );
  expect(counted).toContain('customers');
  const rigid = Object.entries(english).filter(
    ([key, message]) =>
      typeof message === 'string' &&
      !ALWAYS_MANY.includes(key) &&
      [...message.matchAll(/\{\w+\} (?:of the \{\w+\} )?([a-z]+s)\b/g)].some(([, noun]) => counted.has(noun)),
  );
  expect(rigid.map(([key]) => key)).toEqual([]);
});

const SIMPLIFIED = '个们备户签动态这来时还为过对问页邮单买额状标图记录类资给开关键盘账号复设览撤权误';
const TRADITIONAL = '個們備戶簽動態這來時還為過對問頁郵單買額狀標圖記錄類資給開關鍵盤帳號復設覽權誤';

it('each Chinese keeps to its own script', () => {
  const strays = (catalogue: Readonly<Record<string, Message>> | undefined, foreign: string) =>
    Object.entries(catalogue ?? {}).filter(([, message]) =>
      formsOf(message).some((form) => [...form].some((character) => foreign.includes(character))),
    );
  expect(strays(others['zh-TW'], SIMPLIFIED)).toEqual([]);
  expect(strays(others['zh-CN'], TRADITIONAL)).toEqual([]);
});

it('every word and every text of the panel is used', () => {
  const sources = filesIn('components').concat(filesIn('entrypoints'), filesIn('lib/view'), filesIn('lib/i18n'));
  const code = sources
    .filter((path) => !/\.test\.|\/(en|zh-CN|zh-TW)(\/|\.ts)/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const unused = Object.keys({ ...words, ...panel }).filter((key) => {
    if (code.includes(`'${key}'`)) return false;
    // Keys made of a fixed and a variable part, as `status.${status}`.
    const parts = key.split('.');
    return (
      !parts.some((_, index) => index > 0 && code.includes(`\`${parts.slice(0, index).join('.')}.\${`)) &&
      !code.includes(`}.${parts.at(-1)}\``)
    );
  });
  expect(unused).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
