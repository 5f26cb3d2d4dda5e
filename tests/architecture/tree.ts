import { readdirSync, readFileSync } from 'node:fs';

/** A file of the project: its path from the root, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const TEXT = /\.(?:tsx?|mjs|cjs|js|json|css|html|md|sh|csv|svg)$/;
// Built, fetched or foreign: not ours to judge. The test beds are full programs of their own.
const SKIPPED = /^(?:node_modules|\.(?!ci(?:\/|$)|dependency-cruiser)[^/]+|tests\/testbeds|tests\/fixtures)(?:\/|$)/;

/** Every text file under the folders, or of the whole project. Folders that do not exist yet hold none. */
export function filesUnder(...folders: readonly string[]): SourceFile[] {
  return (folders.length > 0 ? folders : ['']).flatMap(walk);
}

function walk(folder: string): SourceFile[] {
  if (SKIPPED.test(folder)) return [];
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    if (!entry.isFile() || !TEXT.test(path) || SKIPPED.test(path)) return [];
    return [{ path, text: readFileSync(path, 'utf8') }];
  });
}

const list = (folder: string) => readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });

/** What ships: the rooms, the components and the entrypoints. */
export const PRODUCT = ['lib', 'components', 'entrypoints'] as const;

/** The text without comments, at the same line numbers. A `//` inside a word or after a colon is an address. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;,{}()])\/\/[^\n]*/g, '$1');
}

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;
