import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = 'lib/sites/recipes';
const sites = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'registry.ts')
  .map((file) => file.replace(/\.ts$/, ''));
const registry = readFileSync(`${folder}/registry.ts`, 'utf8');
const listed =
  /recipes:[^=]*=\s*\[([^\]]*)\]/
    .exec(registry)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean) ?? [];

it('the folder of recipes is not empty, and the registry lists as many as it holds', () => {
  expect(sites.length).toBeGreaterThanOrEqual(2);
  expect(listed).toHaveLength(sites.length);
});

it.each(sites)('recipe %s has its registry line, its test and its pages', (site) => {
  const constant = /export const (\w+): RecipeDraft/.exec(readFileSync(`${folder}/${site}.ts`, 'utf8'))?.[1];
  expect(constant, 'the recipe exports one RecipeDraft').toBeDefined();
  expect(registry).toContain(`import { ${constant} } from './${site}.ts';`);
  expect(listed).toContain(constant);
  expect(existsSync(`tests/sites/${site}.test.ts`), `tests/sites/${site}.test.ts`).toBe(true);
  expect(readFileSync(`tests/sites/${site}.test.ts`, 'utf8')).toContain(`describeSite('${site}')`);
  const pages = existsSync(`tests/fixtures/sites/${site}`) ? readdirSync(`tests/fixtures/sites/${site}`) : [];
  const html = pages.filter((page) => page.endsWith('.html'));
  expect(html.length, `pages in tests/fixtures/sites/${site}`).toBeGreaterThan(0);
  for (const page of html) expect(pages, `what ${page} must give`).toContain(page.replace(/html$/, 'json'));
});

it('what runs in pages carries no schema library', () => {
  // Types cost nothing; a value import would bring all of zod into every page.
  const reached = new Set<string>();
  const follow = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]*from '([^']+)';/gm)) {
      expect(target, `${file} imports ${target}`).toMatch(/^\.\//);
      follow(`lib/sites/${target.slice(2)}`);
    }
  };
  for (const file of ['interpreter', 'watch', 'source']) follow(`lib/sites/${file}.ts`);
  expect(reached.size).toBeGreaterThan(6);
});
