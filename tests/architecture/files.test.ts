import { describe, expect, it } from 'vitest';
import { filesUnder, PRODUCT, type SourceFile } from './tree.ts';

const MAX_LINES = 350;
// Prose and pictures in code: a catalogue or an icon table is as long as its language.
const LONG_BY_NATURE = /^lib\/i18n\/|^components\/ui\/tokens\.css$/;

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|content|d|stories))*\.(?:ts|tsx|css|html)$/;
// Language tags are written as BCP 47 writes them.
const CATALOGUE = /^lib\/i18n\/[a-z]{2}(?:-[A-Z]{2})?\.ts$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*(?:\.test\.tsx|\.tsx|\.module\.css)$/;

interface Rule {
  readonly name: string;
  readonly isBroken: (file: SourceFile) => boolean;
  readonly poisoned: SourceFile;
  readonly innocent: SourceFile;
}

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const inRoomOrComponent = (path: string): boolean => /^(?:lib|components)\//.test(path);

const RULES: readonly Rule[] = [
  {
    name: 'no barrel',
    isBroken: ({ path }) => inRoomOrComponent(path) && /^index\.tsx?$/.test(base(path)),
    poisoned: { path: 'components/ui/index.ts', text: '' },
    innocent: { path: 'entrypoints/panel/index.html', text: '' },
  },
  {
    name: 'no drawer for everything',
    isBroken: ({ path }) => /(?:^|\/)(?:utils?|helpers?|misc|common)(?:\/|\.tsx?$)/.test(path),
    poisoned: { path: 'lib/utils/text.ts', text: '' },
    innocent: { path: 'lib/text/pinyin.ts', text: '' },
  },
  {
    name: 'components are named in PascalCase, modules in kebab-case',
    isBroken: ({ path, text }) => {
      if (!/\.(?:tsx?|css)$/.test(path) || CATALOGUE.test(path)) return false;
      const isStyle = /^components\/.*\.module\.css$/.test(path);
      const isComponent = /^components\/.*\.tsx$/.test(path) && /^export (?:const|function) [A-Z]\w*[a-z]/m.test(text);
      if (path.endsWith('.test.tsx')) return !PASCAL.test(base(path)) && !KEBAB.test(base(path));
      return !(isStyle || isComponent ? PASCAL : KEBAB).test(base(path));
    },
    poisoned: { path: 'components/notes/note-list.tsx', text: 'export const NoteList = () => null;' },
    innocent: { path: 'components/notes/NoteList.module.css', text: '' },
  },
  {
    name: `at most ${MAX_LINES} lines`,
    isBroken: ({ path, text }) => !LONG_BY_NATURE.test(path) && text.trimEnd().split('\n').length > MAX_LINES,
    poisoned: { path: 'lib/notes/all.ts', text: 'x;\n'.repeat(MAX_LINES + 1) },
    innocent: { path: 'lib/notes/all.ts', text: 'x;\n'.repeat(MAX_LINES) },
  },
  {
    name: 'named exports only',
    isBroken: ({ path, text }) => inRoomOrComponent(path) && /^export\s+default\b|\bas\s+default\b/m.test(text),
    poisoned: { path: 'components/notes/Note.tsx', text: 'export default Note;' },
    innocent: { path: 'entrypoints/background/index.ts', text: 'export default defineBackground(() => {});' },
  },
  {
    name: 'relative imports end in their extension',
    isBroken: ({ path, text }) =>
      /\.tsx?$/.test(path) && /\bfrom\s+['"]\.{1,2}\/[^'"?]*(?<!\.(?:tsx?|css|json|html))(?:\?\w+)?['"]/.test(text),
    poisoned: { path: 'lib/notes/a.ts', text: "import { b } from './b';" },
    innocent: { path: 'lib/notes/a.ts', text: "import { b } from './b.ts';\nimport c from './c.css?raw';" },
  },
  {
    name: 'shipped code takes the small build of zod',
    isBroken: ({ path, text }) => inRoomOrComponent(path) && /\bfrom\s+['"]zod(?:\/v4)?['"]/.test(text),
    poisoned: { path: 'lib/domain/a.ts', text: "import * as z from 'zod';" },
    innocent: { path: 'lib/domain/a.ts', text: "import * as z from 'zod/mini';" },
  },
];

describe('how files are laid out', () => {
  const files = filesUnder(...PRODUCT);

  it('is looked at in a project that is there', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))('%s: told apart from what breaks it', (_, rule) => {
    expect(rule.isBroken(rule.poisoned)).toBe(true);
    expect(rule.isBroken(rule.innocent)).toBe(false);
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    expect(files.filter(rule.isBroken).map(({ path }) => path)).toEqual([]);
  });
});
