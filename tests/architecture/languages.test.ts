import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder, type SourceFile } from './tree.ts';

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;

/** The keys of a catalogue module, read from its text so that a missing export is seen too. */
function keysOf({ text }: SourceFile): string[] {
  return Array.from(text.matchAll(/^ {2}'?([A-Za-z][\w.-]*)'?\s*:/gm), ([, key]) => key ?? '').sort();
}

/** What each catalogue lacks or has beyond the first. */
function differences(catalogues: readonly SourceFile[]): string[] {
  const [first, ...others] = catalogues;
  const wanted = first ? keysOf(first) : [];
  return others.flatMap((other) => {
    const keys = keysOf(other);
    const missing = wanted.filter((key) => !keys.includes(key)).map((key) => `${other.path} lacks ${key}`);
    return [...missing, ...keys.filter((key) => !wanted.includes(key)).map((key) => `${other.path} adds ${key}`)];
  });
}

describe('the languages', () => {
  it('are compared by a check that can fail', () => {
    const file = (path: string, text: string): SourceFile => ({ path, text });
    const en = file('en', "export const en = {\n  'note.add': 'Add',\n  title: 'Regulars',\n};");
    expect(differences([en, file('zh', "export const zh = {\n  'note.add': '添加',\n  'note.gone': '',\n};")])).toEqual(
      ['zh lacks title', 'zh adds note.gone'],
    );
    expect(differences([en, en, en])).toEqual([]);
  });

  it('of the interface say the same things, as soon as there is an interface', () => {
    const isDue = existsSync('entrypoints/panel');
    const all = filesUnder('lib/i18n');
    const catalogues = LANGUAGES.flatMap((language) => all.filter(({ path }) => path === `lib/i18n/${language}.ts`));
    expect(catalogues).toHaveLength(isDue ? LANGUAGES.length : catalogues.length);
    expect(catalogues.every((catalogue) => keysOf(catalogue).length > 0)).toBe(true);
    expect(differences(catalogues)).toEqual([]);
  });

  it('of the manifest say the same things', () => {
    const catalogues = filesUnder('public/_locales').filter(({ path }) => path.endsWith('/messages.json'));
    expect(catalogues).toHaveLength(LANGUAGES.length);
    const keys = catalogues.map(({ text }) => Object.keys(JSON.parse(text)).sort());
    expect(keys[0]?.length).toBeGreaterThan(0);
    for (const other of keys) expect(other).toEqual(keys[0]);
  });
});
