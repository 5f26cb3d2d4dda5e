import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure, Measure } from '../harness/figure.ts';

const KB = 1024;

/** How large the scripts are that a page, a panel and the worker load, gzipped as a store's package holds them. */
export const sizes: Measure = {
  name: 'sizes',
  async run({ shipped }) {
    const shell = await sizeOf(path.join(shipped, 'shell.js'));
    const overlay = await sizeOf(path.join(shipped, 'overlay.js'));
    const panelFiles = await reachedFrom(shipped, 'panel.html');
    const panel = await Promise.all(panelFiles.map((file) => sizeOf(path.join(shipped, file))));
    const background = await sizeOf(path.join(shipped, 'background.js'));
    const total = panel.reduce((all, { gzip }) => all + gzip, 0);
    const figures: Figure[] = [
      sizeFigure('shell and overlay', shell.gzip + overlay.gzip, 15),
      {
        what: 'shell, in every page of a granted site',
        value: `${kb(shell.gzip)} KB gzipped, ${kb(shell.plain)} KB as it is parsed`,
      },
      sizeFigure(`panel, first load (${panelFiles.length} files)`, total, 60),
      {
        what: 'background',
        value: `${kb(background.plain)} KB as it is parsed, ${kb(background.gzip)} KB gzipped (budget 200 KB before lazy parts)`,
      },
    ];
    const files = Object.fromEntries(panelFiles.map((file, index) => [file, panel[index]]));
    return { figures, raw: { shell, overlay, background, panel: files } };
  },
};

const kb = (bytes: number) => (bytes / KB).toFixed(1);
const sizeFigure = (what: string, gzip: number, limitKb: number): Figure => ({
  what,
  value: `${kb(gzip)} KB gzipped`,
  bar: `≤ ${limitKb} KB`,
  isMet: gzip > 0 && gzip <= limitKb * KB,
});

async function sizeOf(file: string): Promise<{ plain: number; gzip: number }> {
  const content = await readFile(file);
  return { plain: content.length, gzip: gzipSync(content, { level: 9 }).length };
}

/**
 * The page and all it names: scripts, styles, what those scripts import before they run, and the texts of one language,
 * the largest, which the panel waits for. What comes with a tab or a dialog is not counted.
 */
async function reachedFrom(root: string, page: string): Promise<string[]> {
  const html = await readFile(path.join(root, page), 'utf8');
  const reached = new Set([page]);
  const queue = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, file]) => file as string);
  for (let file = queue.shift(); file; file = queue.shift()) {
    if (reached.has(file)) continue;
    reached.add(file);
    if (!file.endsWith('.js')) continue;
    const script = await readFile(path.join(root, file), 'utf8');
    const beside = (name: string | undefined) => path.posix.join(path.posix.dirname(file), name as string);
    queue.push(...importedBy(script).map(beside));
    const later = [...script.matchAll(/\bimport\(\s*["'`](\.[^"'`]+)["'`]/g)].map(([, name]) => beside(name));
    // Of what is brought later the panel waits for its own share of one language's texts, and for nothing else.
    const awaited = later.filter((name) => name.includes('panel-texts'));
    queue.push(...(await largest(root, awaited)));
  }
  return [...reached];
}

/** What a script imports before it runs. */
const importedBy = (script: string): string[] =>
  Array.from(
    script.matchAll(/(?:^|[;}\s])import\s*(?:[\w$*{][^'"()]*?from\s*)?["'](\.[^"']+)["']/g),
    ([, name]) => name as string,
  );

/** The one that weighs most with what it imports. */
async function largest(root: string, files: readonly string[]): Promise<string[]> {
  const sized = await Promise.all(
    files.map(async (file) => {
      const imported = importedBy(await readFile(path.join(root, file), 'utf8'));
      const all = [file, ...imported.map((name) => path.posix.join(path.posix.dirname(file), name))];
      const each = await Promise.all(all.map((name) => sizeOf(path.join(root, name))));
      return { file, bytes: each.reduce((sum, { gzip }) => sum + gzip, 0) };
    }),
  );
  return sized
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 1)
    .map(({ file }) => file);
}
