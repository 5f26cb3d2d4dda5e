import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder } from './tree.ts';

type Catalogue = Readonly<Record<string, unknown>>;

const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;

/** The parameters of a text, whichever of its plural forms names them. */
function parametersOf(message: unknown): string {
  const text = typeof message === 'string' ? message : Object.values(message ?? {}).join(' ');
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))].sort().join(' ');
}

/** What each catalogue lacks, has beyond the first, leaves empty, or says with other parameters. */
function differences(catalogues: readonly Catalogue[]): string[] {
  const [first = {}] = catalogues;
  return catalogues.flatMap((catalogue) =>
    [...new Set([...Object.keys(first), ...Object.keys(catalogue)])].flatMap((key) => {
      if (!(key in catalogue)) return [`lacks ${key}`];
      if (!(key in first)) return [`adds ${key}`];
      if (catalogue[key] === '') return [`leaves ${key} empty`];
      return parametersOf(catalogue[key]) === parametersOf(first[key]) ? [] : [`asks ${key} for other parameters`];
    }),
  );
}

describe('the languages', () => {
  it('are compared by a check that can fail', () => {
    const en = { title: 'Regulars', 'note.add': 'Add {n}', count: { one: '{n} note', other: '{n} notes' } };
    expect(differences([en, { ...en, 'note.add': '添加 {n}', count: { other: '{n} 条备注' } }, en])).toEqual([]);
    expect(differences([en, { title: '', 'note.add': '添加 {name}', 'note.gone': '…' }])).toEqual([
      'leaves title empty',
      'asks note.add for other parameters',
      'lacks count',
      'adds note.gone',
    ]);
  });

  it('of the interface say the same things, as soon as there is an interface', () => {
    const modules = import.meta.glob<Catalogue>('../../lib/i18n/{en,zh-CN,zh-TW}.ts', { eager: true });
    const isDue = existsSync('entrypoints/panel') || filesUnder('lib/i18n').length > 0;
    const catalogues = Object.values(modules).map((module) => Object.values(module)[0] as Catalogue);
    expect(catalogues).toHaveLength(isDue ? LANGUAGES.length : 0);
    expect(catalogues.every((catalogue) => Object.keys(catalogue).length > 50)).toBe(true);
    expect(differences(catalogues)).toEqual([]);
  });

  it('of the manifest say the same things', () => {
    const files = filesUnder('public/_locales').filter(({ path }) => path.endsWith('/messages.json'));
    expect(files).toHaveLength(LANGUAGES.length);
    const texts = files.map(({ text }): Catalogue => JSON.parse(text));
    const messages = texts.map((one) =>
      Object.fromEntries(Object.entries(one).map(([key, entry]) => [key, (entry as { message: string }).message])),
    );
    expect(Object.keys(messages[0] ?? {}).length).toBeGreaterThan(0);
    expect(differences(messages)).toEqual([]);
  });
});
